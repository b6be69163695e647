import { defineMessages } from '../../l10n/messages.ts';
import type { Procedure } from '../../procedures/procedure.ts';
import { defineRule, type Report } from '../rule.ts';

const say = defineMessages({
  missing: {
    en: 'The procedure has no step {number}; its steps are {known}.',
    'zh-CN': '流程中没有第 {number} 步，现有步骤：{known}。',
  },
  own: { en: 'There is no step {number} to refer to.', 'zh-CN': '这里提到的第 {number} 步不存在。' },
});

/** The most numbers a message lists. */
const LISTED = 12;

export const stepReference = defineRule({
  id: 'step-reference',
  group: 'procedure',
  summary: { en: 'A step that is referred to exists.', 'zh-CN': '提到的步骤必须存在。' },
  defaultSeverity: 'error',
  check: {
    shots: ({ document, procedures }, _options, report) => {
      // Without a procedure there is nothing the number could be wrong about.
      if (procedures.length === 0) return;
      const numbers = new Set(procedures.flatMap(({ steps }) => steps.map((step) => step.number)));
      const known = [...numbers].slice(0, LISTED);
      for (const shot of document.shots) {
        for (const { step } of shot.rounds) {
          if (step === undefined || numbers.has(step.number)) continue;
          report({ range: step.range, message: say('missing', { number: step.number, known }) });
        }
      }
    },
    procedure: ({ procedure }, _options, report) => {
      for (const finding of brokenReferences(procedure)) report(finding);
    },
  },
});

/** "Go back to step 9", "回到第9步": a number in a step's own text that no step has. */
function* brokenReferences({ text, steps }: Procedure): Generator<Report> {
  const numbers = new Set(steps.map((step) => step.number));
  for (const { content } of steps) {
    for (const match of text.slice(content.start, content.end).matchAll(/第\s?(\d+)\s?步|\bstep\s(\d+(?:\.\d+)*)/gi)) {
      const number = match[1] ?? match[2] ?? '';
      if (numbers.has(number)) continue;
      const start = content.start + match.index;
      yield { range: { start, end: start + match[0].length }, message: say('own', { number }) };
    }
  }
}
