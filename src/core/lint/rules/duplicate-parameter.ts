import type { CheckedCall } from '../../callChecks/checkedCall.ts';
import { defineMessages } from '../../l10n/messages.ts';
import type { ArgumentNode, EntryNode, ValueNode } from '../../parser/callNodes.ts';
import type { TextRange } from '../../text/range.ts';
import { defineRule, type Fix, type Report } from '../rule.ts';
import { hasSyntaxProblem, isEditable, removeItem } from '../support/callEdits.ts';
import { getSeverityLimit } from '../support/callRanges.ts';
import { toExcerpt } from '../support/wording.ts';

const say = defineMessages({
  duplicate: { en: '`{name}` is specified more than once.', 'zh-CN': '`{name}` 重复指定。' },
  first: { en: 'First specified here', 'zh-CN': '首次指定的位置' },
  removeEqual: { en: 'Remove the repeated `{name}`', 'zh-CN': '删除重复的 `{name}`' },
  keep: { en: 'Keep only {value}', 'zh-CN': '只保留 {value}' },
});

type Item = ArgumentNode | EntryNode;

export const duplicateParameter = defineRule({
  id: 'duplicate-parameter',
  group: 'calls',
  summary: { en: 'A call must not specify a parameter twice.', 'zh-CN': '调用不能重复指定同一个参数。' },
  defaultSeverity: 'error',
  fixable: 'fix',
  check: {
    shots: ({ document, index }, _options, report) => {
      for (const checked of index.calls.withDuplicates) {
        const { call } = checked.site;
        const isMisread = hasSyntaxProblem(call);
        for (const { first, again } of checked.duplicates) {
          if (isMisread && (first.name === undefined || again.name === undefined)) continue;
          const name = again.name?.text ?? first.name?.text ?? '';
          report(finding(document.text, checked, call.arguments, { name, first, again }));
        }
      }
      for (const { checked, node } of index.calls.objects) {
        for (const pair of repeatedKeys(node.entries)) report(finding(document.text, checked, node.entries, pair));
      }
    },
  },
});

interface Repetition {
  readonly name: string;
  readonly first: Item;
  readonly again: Item;
}

function* repeatedKeys(entries: readonly EntryNode[]): Generator<Repetition> {
  const firsts = new Map<string, EntryNode>();
  for (const again of entries) {
    const name = again.key.text;
    const first = firsts.get(name);
    if (first === undefined) firsts.set(name, again);
    else yield { name, first, again };
  }
}

function finding(
  text: string,
  checked: CheckedCall,
  items: readonly TextRange[],
  { name, first, again }: Repetition,
): Report {
  const equal = sameValue(first.value, again.value);
  const editable = isEditable(text, checked.site.call);
  const removeAgain = removeItem(text, items, again);
  const keep = (kept: Item, edit: Fix['edits'][number]): Fix => ({
    title: say('keep', { value: toExcerpt(text, kept.value) }),
    edits: [edit],
  });
  // A call that prose mentions is never rewritten by fix-all.
  const fixes = editable && equal && !checked.site.mention;
  return {
    range: nameOf(again),
    message: say('duplicate', { name }),
    related: [{ range: nameOf(first), message: say('first') }],
    ...(fixes ? { fix: { title: say('removeEqual', { name }), edits: [removeAgain] } } : {}),
    suggestions: editable && !equal ? [keep(first, removeAgain), keep(again, removeItem(text, items, first))] : [],
    ...getSeverityLimit(checked),
  };
}

function nameOf(item: Item): TextRange {
  return 'key' in item ? item.key : (item.name ?? item);
}

function sameValue(a: ValueNode, b: ValueNode): boolean {
  if (a.kind === 'array' && b.kind === 'array') {
    return a.items.length === b.items.length && a.items.every((item, index) => sameAs(item, b.items[index]));
  }
  if (a.kind === 'object' && b.kind === 'object') {
    return (
      a.entries.length === b.entries.length &&
      a.entries.every((entry, index) => {
        const other = b.entries[index];
        return other !== undefined && entry.key.text === other.key.text && sameValue(entry.value, other.value);
      })
    );
  }
  return 'value' in a && 'value' in b && a.kind === b.kind && a.value === b.value;
}

function sameAs(a: ValueNode, b: ValueNode | undefined): boolean {
  return b !== undefined && sameValue(a, b);
}
