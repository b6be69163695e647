import { defineMessages } from '../../l10n/messages.ts';
import type { Block } from '../../model/model.ts';
import type { DocumentHabit, Role } from '../../parser/tree.ts';
import { roleName, rolesAfter } from '../roles.ts';
import { defineRule, type Report } from '../rule.ts';

const say = defineMessages({
  follows: {
    en: '`{found}` cannot follow `{before}`; expected {expected}.',
    'zh-CN': '`{before}` 之后不能是 `{found}`，应为 {expected}。',
  },
  afterAnswer: {
    en: '`{found}` stands after the answer, which ends a shot.',
    'zh-CN': '`{found}` 出现在回答之后，而示例到回答为止。',
  },
  early: {
    en: '`{found}` stands before the `{wanted}` it belongs to.',
    'zh-CN': '`{found}` 出现在它所属的 `{wanted}` 之前。',
  },
  before: { en: 'It follows this', 'zh-CN': '它跟在这里之后' },
});

export const blockOrder = defineRule({
  id: 'block-order',
  group: 'structure',
  summary: {
    en: 'The blocks of a shot come in the order of its style.',
    'zh-CN': '示例中的各段要按其风格规定的顺序排列。',
  },
  defaultSeverity: 'error',
  patient: true,
  check: {
    shots: ({ document, survey }, _options, report) => {
      for (const { blocks } of survey.notable.irregular) {
        for (let index = 1; index < blocks.length; index++) {
          const reason = misplacement(blocks, index);
          if (reason !== undefined) report(finding(document.habit, blocks, index, reason));
        }
      }
    },
  },
});

type Misplacement = 'follows' | 'afterAnswer' | 'early';

/** Why a block cannot stand where it stands; undefined for nearly every one. */
function misplacement(blocks: readonly Block[], index: number): Misplacement | undefined {
  const before = blocks[index - 1]?.role;
  const role = blocks[index]?.role;
  if (before === undefined || role === undefined) return undefined;
  if (before === 'answer' && !rolesAfter(before).includes(role)) return 'afterAnswer';
  if (role === 'observation' && awaitsAction(before) && standsBeforeAction(blocks, index)) return 'early';
  return rolesAfter(before).includes(role) ? undefined : 'follows';
}

function finding(habit: DocumentHabit, blocks: readonly Block[], index: number, reason: Misplacement): Report {
  const block = blocks[index];
  const before = blocks[index - 1];
  if (block === undefined || before === undefined) throw new Error('Only a block behind another one is misplaced.');
  const expected = rolesAfter(before.role).slice(0, 3);
  return {
    range: block.label,
    message: say(reason, {
      found: roleName(block.role, habit),
      before: roleName(before.role, habit),
      wanted: roleName('action', habit),
      expected: expected.map((role) => `\`${roleName(role, habit)}\``),
    }),
    related: [{ range: before.label, message: say('before') }],
  };
}

/** True if nothing has been done yet that an observation could answer. */
function awaitsAction(before: Role): boolean {
  return before === 'user' || before === 'userRequest' || before === 'think' || before === 'plan';
}

/** True if the action that should have come first comes right behind, with no observation of its own. */
function standsBeforeAction(blocks: readonly Block[], index: number): boolean {
  const afterNext = blocks[index + 2]?.role;
  return blocks[index + 1]?.role === 'action' && afterNext !== 'observation' && afterNext !== 'actionInput';
}
