import { defineMessages } from '../../l10n/messages.ts';
import { isSlotText } from '../../parser/elision.ts';
import type { BlockNode, TreeNode } from '../../parser/tree.ts';
import type { TextRange } from '../../text/range.ts';
import { defineRule, type Fix, type TextEdit } from '../rule.ts';

const say = defineMessages({
  early: {
    en: 'The slot for the real request must be at the end, after all shots.',
    'zh-CN': '真实请求的占位必须在文档末尾、所有示例之后。',
  },
  after: { en: 'This follows the slot', 'zh-CN': '占位之后还有内容' },
  move: { en: 'Move it to the end', 'zh-CN': '移到末尾' },
  remove: { en: 'Remove it (there is another slot below)', 'zh-CN': '删除（后面还有一个占位）' },
});

export const openSlotPosition = defineRule({
  id: 'open-slot-position',
  group: 'structure',
  summary: {
    en: 'The slot for the real request must be the last item of a document and occur only once.',
    'zh-CN': '真实请求的占位最多一个，且必须在文档末尾。',
  },
  defaultSeverity: 'error',
  fixable: 'suggestion',
  check: {
    shots: ({ document }, _options, report) => {
      const { shots, openSlots, elidedShots } = document;
      const later = [shots.at(-1), openSlots.at(-1), elidedShots.at(-1)]
        .filter((place) => place !== undefined)
        .sort((a, b) => b.start - a.start)[0];
      if (later === undefined) return;
      const lastSlot = openSlots.at(-1);
      const nextStart = nextStarts(document.tree.nodes);
      for (const slot of openSlots) {
        // A question that a list of pairs leaves open is no placeholder; a document may show several lists.
        if (slot.start >= later.start || !isSlotText(document.text.slice(slot.content.start, slot.content.end)))
          continue;
        const place = 'label' in later ? later.label : (later.request?.label ?? later);
        report({
          range: slot.label,
          message: say('early'),
          related: [{ range: place, message: say('after') }],
          suggestions: [
            slot === lastSlot
              ? move(document.text, slot, nextStart(slot.end), later)
              : { title: say('remove'), edits: [removal(slot.start, nextStart(slot.end))] },
          ],
        });
      }
    },
  },
});

/** The separator after the slot becomes the separator before it. */
function move(text: string, slot: BlockNode, next: number, last: TextRange): Fix {
  const end = textEnd(text, slot);
  const at = textEnd(text, last);
  const newText = text.slice(end, next) + text.slice(slot.start, end);
  return { title: say('move'), edits: [removal(slot.start, next), { range: { start: at, end: at }, newText }] };
}

function removal(start: number, end: number): TextEdit {
  return { range: { start, end }, newText: '' };
}

/** Answers where the next thing begins that is more than a blank line or a separator. Asked in document order. */
function nextStarts(nodes: readonly TreeNode[]): (end: number) => number {
  let at = 0;
  return (end) => {
    while ((nodes[at]?.start ?? end) < end) at++;
    let next = at;
    while (nodes[next]?.kind === 'blank' || nodes[next]?.kind === 'separator') next++;
    return nodes[next]?.start ?? end;
  };
}

/** The end of a part of the text, without the line breaks and spaces after it. */
function textEnd(text: string, { start, end }: TextRange): number {
  return start + text.slice(start, end).trimEnd().length;
}
