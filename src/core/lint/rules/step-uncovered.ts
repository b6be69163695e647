import { defineMessages } from '../../l10n/messages.ts';
import { stepRounds } from '../../procedures/coverage.ts';
import { getStepLinks } from '../../procedures/stepLinks.ts';
import { defineRule } from '../rule.ts';
import { toExcerpt } from '../support/wording.ts';

const say = defineMessages({
  uncovered: {
    en: 'No shot covers step {number} of the procedure: {text}',
    'zh-CN': '没有示例覆盖流程的第 {number} 步：{text}',
  },
  probably: {
    en: 'Probably no shot covers step {number} of the procedure: {text}',
    'zh-CN': '可能没有示例覆盖流程的第 {number} 步：{text}',
  },
  step: { en: 'The step', 'zh-CN': '该步骤' },
});

export const stepUncovered = defineRule({
  id: 'step-uncovered',
  group: 'procedure',
  summary: {
    en: 'Every step of the procedure must be covered by a shot.',
    'zh-CN': '流程的每个步骤都必须有示例覆盖。',
  },
  defaultSeverity: 'warning',
  check: {
    shots: ({ document, procedures, tools }, _options, report) => {
      const [first] = document.shots;
      if (first === undefined || procedures.length === 0) return;
      const hasComments = getStepLinks(document, procedures).links.some(({ by }) => by === 'comment');
      const rounds = stepRounds(document, procedures);
      for (const [index, procedure] of procedures.entries()) {
        for (const step of procedure.steps) {
          // Groups and rules are not carried out.
          if (step.kind === 'group' || step.kind === 'rule') continue;
          if (rounds.has(step)) continue;
          // Comments and tools leave no doubt; words do.
          const isSure = hasComments || step.tools.some(({ name }) => tools.get(name) !== undefined);
          const text = toExcerpt(procedure.text, step.content);
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
