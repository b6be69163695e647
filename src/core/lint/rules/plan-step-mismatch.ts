import { defineMessages } from '../../l10n/messages.ts';
import type { Plan, Shot } from '../../model/model.ts';
import { defineRule } from '../rule.ts';

const say = defineMessages({
  fewer: {
    en: 'Items of the plan: {planned}; steps carried out: {done}. Add a step for each item of the plan.',
    'zh-CN': '计划有 {planned} 项，但只执行了 {done} 项。',
  },
  more: {
    en: 'Items of the plan: {planned}; steps carried out: {done}. Add an item to the plan for each step.',
    'zh-CN': '计划只有 {planned} 项，后面却有 {done} 个步骤。',
  },
  first: { en: 'The first item without a step', 'zh-CN': '第一个未执行的项' },
});

export const planStepMismatch = defineRule({
  id: 'plan-step-mismatch',
  group: 'structure',
  summary: {
    en: 'A plan must have one step or round per item.',
    'zh-CN': '计划的每一项必须对应一个步骤或一轮。',
  },
  defaultSeverity: 'warning',
  check: {
    shots: ({ index }, _options, report) => {
      for (const shot of index.shots.shotsWithPlan) {
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
