import { defineMessages } from '../../l10n/messages.ts';
import type { Block, Shot } from '../../model/model.ts';
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
    shots: ({ document }, _options, report) => {
      for (const shot of document.shots) {
        for (const [index, block] of shot.blocks.entries()) {
          const finding = misplaced(document.habit, shot, index, block);
          if (finding !== undefined) report(finding);
        }
      }
    },
  },
});

function misplaced(habit: DocumentHabit, shot: Shot, index: number, block: Block): Report | undefined {
  const before = shot.blocks[index - 1];
  if (before === undefined) return undefined;
  const awaited = awaitedBy(block.role, before.role);
  const isEarly = awaited !== undefined && standsBefore(shot, index, awaited);
  if (!isEarly && rolesAfter(before.role).includes(block.role)) return undefined;
  const found = roleName(block.role, habit);
  const related = [{ range: before.label, message: say('before') }];
  if (before.role === 'answer') return { range: block.label, message: say('afterAnswer', { found }), related };
  if (isEarly)
    return { range: block.label, message: say('early', { found, wanted: roleName(awaited, habit) }), related };
  const expected = rolesAfter(before.role)
    .slice(0, 3)
    .map((role) => `\`${roleName(role, habit)}\``);
  return {
    range: block.label,
    message: say('follows', { found, before: roleName(before.role, habit), expected }),
    related,
  };
}

/** What a block that answers another one has to come after. */
function awaitedBy(role: Role, before: Role): Role | undefined {
  if (role !== 'observation' || before === 'action' || before === 'actionInput' || before === 'step') return undefined;
  return before === 'observation' ? undefined : 'action';
}

/** True if the block that should have come first comes right behind, with no answer of its own. */
function standsBefore(shot: Shot, index: number, awaited: Role): boolean {
  const next = shot.blocks[index + 1];
  const afterNext = shot.blocks[index + 2];
  return next?.role === awaited && afterNext?.role !== 'observation' && afterNext?.role !== 'actionInput';
}
