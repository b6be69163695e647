import { defineMessages } from '../../l10n/messages.ts';
import type { Procedure } from '../../procedures/procedure.ts';
import { type StepTie, stepTies } from '../../procedures/stepTies.ts';
import { defineRule } from '../rule.ts';

const say = defineMessages({
  early: {
    en: 'This round carries out step {number}, after a round that carries out step {before}.',
    'zh-CN': '这一轮执行第 {number} 步，而前面的轮次已执行到第 {before} 步。',
  },
  probably: {
    en: 'This round probably carries out step {number}, after a round that carries out step {before}.',
    'zh-CN': '这一轮可能在执行第 {number} 步，而前面的轮次已执行到第 {before} 步。',
  },
  before: { en: 'The round with step {before}', 'zh-CN': '执行第 {before} 步的轮次' },
  step: { en: 'Step {number}', 'zh-CN': '第 {number} 步' },
});

export const stepOrder = defineRule({
  id: 'step-order',
  group: 'procedure',
  summary: {
    en: 'Rounds carry out the steps of the procedure in its order.',
    'zh-CN': '各轮按流程的先后顺序执行步骤。',
  },
  defaultSeverity: 'warning',
  check: {
    shots: ({ document, procedures }, _options, report) => {
      if (procedures.length === 0) return;
      const { ties } = stepTies(document, procedures);
      for (const [index, tie] of ties.entries()) {
        const before = ties[index - 1];
        if (before === undefined || before.shot !== tie.shot || !isEarlier(tie, before)) continue;
        const names = { number: tie.step.number, before: before.step.number };
        const isSure = tie.by !== 'text' && before.by !== 'text';
        report({
          range: tie.place,
          message: say(isSure ? 'early' : 'probably', names),
          related: [
            { range: before.place, message: say('before', names) },
            { uri: tie.procedure.uri, range: tie.step.content, message: say('step', names) },
          ],
        });
      }
    },
  },
});

/** A step and its own sub-steps have no order among them, and a procedure may send its reader back. */
function isEarlier({ procedure, step }: StepTie, before: StepTie): boolean {
  if (procedure !== before.procedure || before.step.number.startsWith(`${step.number}.`)) return false;
  const place = procedure.steps.indexOf(step);
  return place < procedure.steps.indexOf(before.step) && !isReturnedTo(procedure, step.number);
}

function isReturnedTo({ text, steps }: Procedure, number: string): boolean {
  const escaped = number.replaceAll('.', '\\.');
  const pattern = new RegExp(
    `第\\s?${escaped}\\s?步|步骤\\s?${escaped}(?!\\.?\\d)|\\bstep\\s${escaped}(?!\\.?\\d)`,
    'i',
  );
  return steps.some(({ content }) => pattern.test(text.slice(content.start, content.end)));
}
