import { defineMessages } from '../../l10n/messages.ts';
import { rules } from '../../lint/rules/index.ts';
import { toExcerpt } from '../../lint/support/wording.ts';
import { shotAt } from '../../model/lookup.ts';
import type { TextRange } from '../../text/range.ts';
import { toolMeant } from '../commentOccurrences.ts';
import type { ShotsContext } from '../context.ts';
import { listedValues } from '../declarations.ts';
import { exampleValues } from '../parameterSchema.ts';
import { parameterAt, parametersBelow } from '../parameters.ts';
import type { FeatureServices } from '../services.ts';
import type { Candidate } from './items.ts';

const say = defineMessages({
  step: { en: 'the step that the round carries out', 'zh-CN': '这一轮执行的步骤' },
  id: { en: 'the id of the shot', 'zh-CN': '示例的 id' },
  status: { en: 'the review status of the shot', 'zh-CN': '示例的审核状态' },
  accept: { en: 'alternative argument values', 'zh-CN': '参数的其他可接受值' },
  ignore: { en: 'parameters that evaluation does not compare', 'zh-CN': '评测时不比较的参数' },
  extra: { en: 'tools that evaluation allows in addition', 'zh-CN': '评测时允许额外调用的工具' },
  next: { en: 'disable rules for the next line', 'zh-CN': '对下一行禁用规则' },
  off: { en: 'disable rules from here', 'zh-CN': '从此处起禁用规则' },
  on: { en: 'enable rules again', 'zh-CN': '重新启用规则' },
});

const WORDS = [
  ['step ', 'step'],
  ['id: ', 'id'],
  ['status: ', 'status'],
  ['accept: ', 'accept'],
  ['ignore: ', 'ignore'],
  ['allow-extra: ', 'extra'],
  ['sop-shots-disable-next-line ', 'next'],
  ['sop-shots-disable ', 'off'],
  ['sop-shots-enable ', 'on'],
] as const;

/** The comment the cursor is in, as far as it was typed. */
export interface CommentCursor {
  readonly inner: string;
  readonly offset: number;
}

/** The comment around an offset on its own line; it need not be closed. */
export function commentAt(text: string, lineStart: number, offset: number): CommentCursor | undefined {
  const before = text.slice(lineStart, offset);
  const open = before.lastIndexOf('<!--');
  if (open === -1 || before.indexOf('-->', open) !== -1) return undefined;
  return { inner: before.slice(open + 4), offset };
}

/** What a comment can say: steps, states, rules, and the words that open each. */
export function commentItems(
  services: FeatureServices,
  context: ShotsContext,
  cursor: CommentCursor,
): readonly Candidate[] {
  const inner = cursor.inner.trimStart();
  const last = /(?<![^\s,:：=])[^\s,:：=]*$/.exec(inner)?.[0] ?? '';
  const range = { start: cursor.offset - last.length, end: wordEnd(context.text, cursor.offset) };
  if (/^(?:step|步骤|第)\s*[^\s]*$/i.test(inner) && !/^(?:st|ste|step)$/i.test(inner))
    return stepItems(context, inner, cursor.offset, range.end);
  if (/^sop-shots-(?:disable-next-line|disable|enable)\s/i.test(inner)) {
    return rules.map(({ id, summary }) => ({
      label: id,
      kind: 'EnumMember',
      newText: id,
      range,
      documentation: summary[services.language()],
    }));
  }
  if (/^status\s*[:：]/i.test(inner)) {
    return ['draft', 'approved by '].map((word) => ({ label: word.trim(), kind: 'EnumMember', newText: word, range }));
  }
  if (/^accept\s*[:：][^=＝]*$/i.test(inner)) return parameterNames(context, range);
  if (/^ignore\s*[:：]/i.test(inner)) {
    return parameterNames(context, range).map((item) => ({ ...item, newText: item.label }));
  }
  if (/^allow-extra\s*[:：]/i.test(inner)) return toolNames(context, range);
  const assigned = ACCEPTED.exec(inner);
  if (assigned !== null) return acceptedValues(context, cursor, assigned);
  if (!/^[\w-]*$/.test(inner)) return [];
  const lead = cursor.inner === '' ? ' ' : '';
  return WORDS.map(([word, key]) => ({
    label: word.trim(),
    kind: 'Keyword',
    newText: `${lead}${word}`,
    range,
    detail: services.render(say(key)),
    asksNext: true,
  }));
}

function stepItems(context: ShotsContext, inner: string, offset: number, end: number): readonly Candidate[] {
  const written = /(?<![\d.一二三四五六七八九十两])[\d.一二三四五六七八九十两]*$/.exec(inner)?.[0] ?? '';
  const range = { start: offset - written.length, end };
  const lead = /\s$/.test(inner) || written !== '' || inner.startsWith('第') ? '' : ' ';
  return context.subject.procedures.flatMap((procedure) =>
    procedure.steps.map((step): Candidate => {
      const detail = toExcerpt(procedure.text, step.content);
      return { label: step.number, kind: 'Reference', newText: `${lead}${step.number}`, range, detail };
    }),
  );
}

function parameterNames({ subject }: ShotsContext, range: TextRange): readonly Candidate[] {
  const shot = shotAt(subject.document, range.start);
  const called = new Set(shot?.blocks.flatMap((block) => block.calls.map((call) => call.name.text)));
  return [...called].flatMap((name) => {
    const tool = subject.tools.get(name);
    return (tool === undefined ? [] : parametersBelow(tool, [])).map((parameter): Candidate => {
      return { label: parameter.name, kind: 'Property', newText: `${parameter.name} = `, range, detail: name };
    });
  });
}

function toolNames({ subject }: ShotsContext, range: TextRange): readonly Candidate[] {
  return subject.tools.tools.map(({ name }): Candidate => ({ label: name, kind: 'Function', newText: name, range }));
}

/** A parameter, the values written already, and the quote and word at the cursor. */
const ACCEPTED = /^accept\s*[:：]\s*([^\s=＝:：]+)\s*[=＝](.*\||)\s*(?!\s)(["']?)([^"'|]*)$/i;

/** The values that the schema of an accepted parameter knows, without those that are named already. */
function acceptedValues(
  context: ShotsContext,
  { offset }: CommentCursor,
  [, name = '', written = '', quote = '', word = '']: RegExpExecArray,
): readonly Candidate[] {
  const tool = toolMeant(context, { start: offset }, name);
  const parameter = tool && parameterAt(tool, [name]);
  if (parameter === undefined) return [];
  const known = [...listedValues(parameter), ...exampleValues(parameter).map(({ value }) => value)];
  const rest = (/^(?:(?!-->)[^"'|\n])*/.exec(context.text.slice(offset))?.[0] ?? '').trimEnd();
  const range = { start: offset - word.length, end: offset + rest.length };
  return known.flatMap((value) => {
    const text = JSON.stringify(value);
    if (written.includes(text) || (quote !== '' && typeof value !== 'string')) return [];
    const label = typeof value === 'string' ? value : text;
    return [{ label, kind: 'EnumMember' as const, newText: quote === '' ? text : text.slice(1, -1), range }];
  });
}

function wordEnd(text: string, offset: number): number {
  let end = offset;
  while (end < text.length && /[\w-]/.test(text[end] ?? '') && !text.startsWith('-->', end)) end++;
  return end;
}
