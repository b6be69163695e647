import { defineMessages, type Message } from '../../l10n/messages.ts';
import type { Round } from '../../model/model.ts';
import type { DocumentHabit, TreeNode } from '../../parser/tree.ts';
import { type BetweenNode, between } from '../between.ts';
import { defineRule, type ShotsSubject, type TextEdit } from '../rule.ts';

type Separator = DocumentHabit['roundSeparator'];

const say = defineMessages({
  mixed: {
    en: 'These rounds are kept apart by {found}, the others by {wanted}.',
    'zh-CN': '这两轮之间用的是{found}，其他轮次之间用的是{wanted}。',
  },
  configured: {
    en: 'These rounds are kept apart by {found}; the project asks for {wanted}.',
    'zh-CN': '这两轮之间用的是{found}，项目要求用{wanted}。',
  },
  none: { en: 'nothing', 'zh-CN': '空（不分隔）' },
  blank: { en: 'a blank line', 'zh-CN': '空行' },
  mark: { en: '`{separator}`', 'zh-CN': ' `{separator}`' },
  fix: { en: 'Use {wanted}', 'zh-CN': '改用{wanted}' },
});

export const roundSeparator = defineRule({
  id: 'round-separator',
  group: 'style',
  summary: {
    en: 'Rounds are kept apart in one way throughout a document.',
    'zh-CN': '同一文档中，各轮之间的分隔方式要一致。',
  },
  defaultSeverity: 'warning',
  fixable: 'fix',
  check: {
    shots: ({ document, project }: ShotsSubject, _options, report) => {
      const chosen = project.style.roundSeparator;
      const wanted: Separator = chosen === 'keep' ? document.habit.roundSeparator : chosen;
      const nodes = between(document.tree);
      for (const shot of document.shots) {
        for (let index = 1; index < shot.rounds.length; index++) {
          const before = shot.rounds[index - 1];
          const round = shot.rounds[index];
          if (before === undefined || round === undefined) continue;
          const { end: start } = before;
          const { start: end } = round;
          // Nothing, and one empty line, are told by their length.
          if (wanted === 'none' ? end === start : wanted === 'blank' && end > start && end - start <= LINE_BREAK)
            continue;
          const gap = nodes(start, end);
          const found = separatorOf(document.text, gap);
          if (found === wanted) continue;
          const names = { found: named(found), wanted: named(wanted) };
          report({
            range: placeOf(gap) ?? round.blocks[0]?.label ?? round,
            message: say(chosen === 'keep' ? 'mixed' : 'configured', names),
            fix: { title: say('fix', names), edits: edits(gap, wanted, round) },
          });
        }
      }
    },
  },
});

/** The longest line break, in UTF-16 units. */
const LINE_BREAK = 2;

function separatorOf(text: string, gap: readonly BetweenNode[]): Separator {
  for (const node of gap) {
    if (node.kind === 'separator') return text[node.mark.start] === '*' ? '***' : '---';
  }
  return gap.some((node) => node.kind === 'blank') ? 'blank' : 'none';
}

function placeOf(gap: readonly BetweenNode[]) {
  const separator = gap.find((node) => node.kind === 'separator');
  return separator?.mark ?? gap.find((node: TreeNode) => node.kind === 'blank');
}

/** Blank lines and marks go, comments stay, and what is wanted stands directly behind the round that ended. */
function edits(gap: readonly BetweenNode[], wanted: Separator, round: Round): readonly TextEdit[] {
  const start = gap[0]?.start ?? round.blocks[0]?.start ?? round.start;
  const text = { none: '', blank: '\n', '---': '\n---\n\n', '***': '\n***\n\n' }[wanted];
  const [first, ...rest] = gap.filter((node) => node.kind !== 'comment');
  if (first === undefined || first.start !== start) {
    const removals = [first, ...rest].filter((node) => node !== undefined).map(removal);
    return [{ range: { start, end: start }, newText: text }, ...removals];
  }
  return [{ range: { start: first.start, end: first.end }, newText: text }, ...rest.map(removal)];
}

function removal({ start, end }: BetweenNode): TextEdit {
  return { range: { start, end }, newText: '' };
}

function named(separator: Separator): Message {
  return separator === 'none' || separator === 'blank' ? say(separator) : say('mark', { separator });
}
