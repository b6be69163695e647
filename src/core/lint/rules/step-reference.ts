import { defineMessages } from '../../l10n/messages.ts';
import { findStep } from '../../procedures/findStep.ts';
import { defineRule } from '../rule.ts';

const say = defineMessages({
  missing: {
    en: 'The procedure has no step {number}. Existing steps: {known}.',
    'zh-CN': '流程中没有第 {number} 步。现有步骤：{known}。',
  },
  own: { en: 'Step {number} does not exist.', 'zh-CN': '第 {number} 步不存在。' },
  ambiguous: {
    en: 'Several steps have the number {number}; it is not clear which one is meant.',
    'zh-CN': '有多个编号为 {number} 的步骤，无法确定指的是哪一个。',
  },
});

/** The most numbers a message lists. */
const LISTED = 12;

export const stepReference = defineRule({
  id: 'step-reference',
  group: 'procedure',
  summary: { en: 'Referenced steps must exist.', 'zh-CN': '引用的步骤必须存在。' },
  defaultSeverity: 'error',
  check: {
    shots: ({ document, procedures }, _options, report) => {
      // Without a procedure there is nothing the number could be wrong about.
      if (procedures.length === 0) return;
      const numbers = new Set(procedures.flatMap(({ steps }) => steps.map((step) => step.number)));
      const known = [...numbers].slice(0, LISTED);
      for (const shot of document.shots) {
        for (const { step } of shot.rounds) {
          if (step === undefined || procedures.some((procedure) => findStep(procedure, step.number) !== undefined))
            continue;
          report({ range: step.range, message: say('missing', { number: step.number, known }) });
        }
      }
    },
    procedure: ({ procedure }, _options, report) => {
      for (const { range, label, problem } of procedure.flow.references) {
        if (problem !== undefined)
          report({ range, message: say(problem === 'missing' ? 'own' : 'ambiguous', { number: label }) });
      }
    },
  },
});
