import { defineMessages } from '../../l10n/messages.ts';
import type { Block, ShotsDocument } from '../../model/model.ts';
import type { TreeProblem } from '../../parser/tree.ts';
import { createFix, defineRule, type Fix } from '../rule.ts';

const say = defineMessages({
  separate: {
    en: 'Put `---` before every turn of the user after a reply',
    'zh-CN': '在回复之后的每个用户轮次前加上 `---`',
  },
});

export const shotBoundary = defineRule({
  id: 'shot-boundary',
  group: 'structure',
  summary: {
    en: 'Blank lines in a chat must show where a shot ends.',
    'zh-CN': '对话中的空行应能表明示例在何处结束。',
  },
  defaultSeverity: 'hint',
  fixable: 'suggestion',
  check: {
    shots: ({ document }, _options, report) => {
      for (const problem of document.problems) {
        if (problem.rule !== 'shot-boundary') continue;
        report({ range: problem, message: problem.message, suggestions: toSuggestions(document, problem) });
      }
    },
  },
});

function toSuggestions({ shots }: ShotsDocument, { start }: TreeProblem): readonly Fix[] {
  const blocks = shots.find((shot) => shot.start <= start && start < shot.end)?.blocks ?? [];
  const edits = blocks
    .filter((block, index) => opensShot(block, blocks[index - 1]))
    .map((block) => ({ range: { start: block.start, end: block.start }, newText: '---\n\n' }));
  return edits.length === 0 ? [] : [createFix(say('separate'), edits)];
}

function opensShot(block: Block, before: Block | undefined): boolean {
  return block.role === 'userTurn' && before !== undefined && before.role !== 'userTurn' && before.role !== 'user';
}
