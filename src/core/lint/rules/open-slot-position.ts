import { defineMessages } from '../../l10n/messages.ts';
import type { BlockNode, TreeNode } from '../../parser/tree.ts';
import type { TextRange } from '../../text/range.ts';
import { defineRule, type Fix, type TextEdit } from '../rule.ts';

const say = defineMessages({
  early: {
    en: 'The place of the real request stands at the end, after every shot.',
    'zh-CN': '真实请求的位置应在文档末尾、所有示例之后。',
  },
  after: { en: 'This comes after it', 'zh-CN': '这里在它之后' },
  move: { en: 'Move it to the end', 'zh-CN': '移到末尾' },
  remove: { en: 'Remove it; another one stands behind', 'zh-CN': '删除它，后面已有另一个空位' },
});

export const openSlotPosition = defineRule({
  id: 'open-slot-position',
  group: 'structure',
  summary: {
    en: 'The open slot for the real request is the last thing in a document, and there is one at most.',
    'zh-CN': '留给真实请求的空位最多一个，且在文档末尾。',
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
        if (slot.start >= later.start) continue;
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

/** What kept the slot apart from what comes behind it keeps it apart from what comes before it then. */
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

/** Where a part of the text ends, without the line breaks and spaces behind it. */
function textEnd(text: string, { start, end }: TextRange): number {
  return start + text.slice(start, end).trimEnd().length;
}
