import { defineMessages } from '../../l10n/messages.ts';
import type { Plan, Shot } from '../../model/model.ts';
import { defineRule } from '../rule.ts';

const say = defineMessages({
  fewer: {
    en: 'Planned: {planned}; carried out: {done}. Each item of the plan needs its step.',
    'zh-CN': '计划有 {planned} 项，但只执行了 {done} 项。',
  },
  more: {
    en: 'Planned: {planned}; carried out: {done}. Each step needs its item in the plan.',
    'zh-CN': '计划只有 {planned} 项，后面却有 {done} 个步骤。',
  },
  first: { en: 'The first item that no step carries out', 'zh-CN': '第一个没有执行的项' },
});

export const planStepMismatch = defineRule({
  id: 'plan-step-mismatch',
  group: 'structure',
  summary: {
    en: 'A plan and its steps match: one step or round for each item.',
    'zh-CN': '计划与步骤一一对应：每一项有一个步骤或一轮。',
  },
  defaultSeverity: 'warning',
  check: {
    shots: ({ document }, _options, report) => {
      for (const shot of document.shots) {
        const { plan } = shot;
        if (plan === undefined || plan.items.length === 0) continue;
        const planned = plan.items.length;
        const done = stepsOf(shot, plan);
        if (done === planned) continue;
        const skipped = plan.items[done];
        report({
          range: plan.block.label,
          message: say(done < planned ? 'fewer' : 'more', { planned, done }),
          related: skipped === undefined ? [] : [{ range: skipped, message: say('first') }],
        });
      }
    },
  },
});

/** Labelled steps count if there are any, else rounds do. */
function stepsOf(shot: Shot, plan: Plan): number {
  const rounds = shot.rounds.filter((round) => round.start > plan.start);
  const labelled = rounds.filter((round) => round.stepBlock !== undefined).length;
  return labelled > 0 ? labelled : rounds.length;
}
