import { defineMessages } from '../../l10n/messages.ts';
import type { Block } from '../../model/model.ts';
import { isRequest, type Role } from '../../parser/roles.ts';
import { isPlannedCall } from '../../parser/tokenBlock.ts';
import type { DetectedStyle } from '../../parser/tree.ts';
import { defineRule, type Report } from '../rule.ts';
import { getRoleName, getRolesAfter } from '../support/roles.ts';

const say = defineMessages({
  merged: {
    en: 'Two turns of the user follow each other. An export writes them as one.',
    'zh-CN': '用户连续说了两轮，导出时会合并为一轮。',
  },
  follows: {
    en: '`{found}` cannot follow `{before}`; expected {expected}.',
    'zh-CN': '`{before}` 之后不能是 `{found}`，应为 {expected}。',
  },
  afterAnswer: {
    en: '`{found}` follows the answer, but the answer ends a shot.',
    'zh-CN': '`{found}` 出现在回答之后，而示例应以回答结束。',
  },
  early: {
    en: '`{found}` comes before the `{action}` it belongs to.',
    'zh-CN': '`{found}` 出现在它所属的 `{action}` 之前。',
  },
  before: { en: 'The previous block', 'zh-CN': '前一段' },
});

export const blockOrder = defineRule({
  id: 'block-order',
  group: 'structure',
  summary: {
    en: 'The blocks of a shot must follow the order of its style.',
    'zh-CN': '示例中的各段必须符合其风格规定的顺序。',
  },
  defaultSeverity: 'error',
  deferred: true,
  check: {
    shots: ({ document, index }, _options, report) => {
      for (const { blocks } of index.shots.chats) {
        blocks.forEach((block, at) => {
          if (isMerged(blocks, at)) report(merged(block));
        });
      }
      for (const { blocks } of index.shots.irregularShots) {
        for (let index = 1; index < blocks.length; index++) {
          const reason = misplacement(blocks, index);
          if (reason !== undefined && !isNextPlan(blocks, index))
            report(finding(document.detectedStyle, blocks, index, reason));
        }
      }
    },
  },
});

/** True for a turn of the user directly after another one. */
function isMerged(blocks: readonly Block[], index: number): boolean {
  const before = blocks[index - 1]?.role;
  return blocks[index]?.role === 'userTurn' && (before === 'userTurn' || before === 'user');
}

function merged({ label }: Block): Report {
  return { range: label, message: say('merged'), maxSeverity: 'info' };
}

/** True for the next plan after a planned call, as in ReWOO. */
function isNextPlan(blocks: readonly Block[], index: number): boolean {
  const before = blocks[index - 1];
  return blocks[index]?.role === 'plan' && before !== undefined && isPlannedCall(before);
}

type Misplacement = 'follows' | 'afterAnswer' | 'early';

/** Why a block is not allowed at its position; undefined for nearly every block. */
function misplacement(blocks: readonly Block[], index: number): Misplacement | undefined {
  const before = blocks[index - 1]?.role;
  const role = blocks[index]?.role;
  if (before === undefined || role === undefined) return undefined;
  if (before === 'answer' && !getRolesAfter(before).includes(role)) return 'afterAnswer';
  if (role === 'observation' && awaitsAction(before) && isBeforeAction(blocks, index)) return 'early';
  return getRolesAfter(before).includes(role) ? undefined : 'follows';
}

function finding(detectedStyle: DetectedStyle, blocks: readonly Block[], index: number, reason: Misplacement): Report {
  const block = blocks[index];
  const before = blocks[index - 1];
  if (block === undefined || before === undefined) throw new Error('Only a block after another one can be misplaced.');
  const expected = getRolesAfter(before.role).slice(0, 3);
  return {
    range: block.label,
    message: say(reason, {
      found: getRoleName(block.role, detectedStyle),
      before: getRoleName(before.role, detectedStyle),
      action: getRoleName('action', detectedStyle),
      expected: expected.map((role) => `\`${getRoleName(role, detectedStyle)}\``),
    }),
    related: [{ range: before.label, message: say('before') }],
  };
}

/** True if nothing has been done yet that an observation could answer. */
function awaitsAction(before: Role): boolean {
  return isRequest(before) || before === 'think' || before === 'plan';
}

/** True if the action that should have come first follows directly, without its own observation. */
function isBeforeAction(blocks: readonly Block[], index: number): boolean {
  const afterNext = blocks[index + 2]?.role;
  return blocks[index + 1]?.role === 'action' && afterNext !== 'observation' && afterNext !== 'actionInput';
}
