import { defineMessages } from '../../l10n/messages.ts';
import type { Procedure, Step } from '../../procedures/procedure.ts';
import { stepTies } from '../../procedures/stepTies.ts';
import { defineRule } from '../rule.ts';
import { excerpt } from '../wording.ts';

const say = defineMessages({
  uncovered: {
    en: 'No shot carries out step {number} of the procedure: {text}',
    'zh-CN': '没有示例执行流程的第 {number} 步：{text}',
  },
  probably: {
    en: 'Probably no shot carries out step {number} of the procedure: {text}',
    'zh-CN': '可能没有示例执行流程的第 {number} 步：{text}',
  },
  step: { en: 'The step', 'zh-CN': '该步骤' },
});

export const stepUncovered = defineRule({
  id: 'step-uncovered',
  group: 'procedure',
  summary: {
    en: 'Every step of the procedure is carried out in some shot.',
    'zh-CN': '流程的每一步都要有示例执行。',
  },
  defaultSeverity: 'warning',
  check: {
    shots: ({ document, procedures, tools }, _options, report) => {
      const [first] = document.shots;
      if (first === undefined || procedures.length === 0) return;
      const { ties, resembled } = stepTies(document, procedures);
      const isTold = ties.some(({ by }) => by === 'comment');
      const tied = new Set(ties.map(({ step }) => step));
      for (const [index, procedure] of procedures.entries()) {
        for (const step of procedure.steps) {
          if (isCovered(procedure, step, tied, resembled)) continue;
          // Comments and tools leave no doubt; words do.
          const isSure = isTold || step.tools.some(({ name }) => tools.get(name) !== undefined);
          const text = excerpt(procedure.text, step.content);
          report({
            range: document.frontMatter?.sop[index]?.range ?? first.request?.label ?? first,
            message: say(isSure ? 'uncovered' : 'probably', { number: step.number, text }),
            related: [{ uri: procedure.uri, range: step.content, message: say('step') }],
          });
        }
      }
    },
  },
});

/** A step is carried out with one of its sub-steps, and a sub-step with a round that names the whole step. */
function isCovered({ steps }: Procedure, step: Step, tied: ReadonlySet<Step>, resembled: ReadonlySet<Step>): boolean {
  if (resembled.has(step)) return true;
  return steps.some((other) => {
    const related = other.number.startsWith(`${step.number}.`) || step.number.startsWith(`${other.number}.`);
    return (other === step || related) && (tied.has(other) || (other !== step && resembled.has(other)));
  });
}
