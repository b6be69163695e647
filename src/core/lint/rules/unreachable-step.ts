import { defineMessages } from '../../l10n/messages.ts';
import { nodesOfSteps, reachabilityOf } from '../../procedures/flow/reachability.ts';
import { defineRule } from '../rule.ts';

const say = defineMessages({
  unreachable: { en: 'No path leads to step {number}.', 'zh-CN': '没有任何路径能到达第 {number} 步。' },
});

export const unreachableStep = defineRule({
  id: 'unreachable-step',
  group: 'procedure',
  summary: { en: 'Every step must be reachable.', 'zh-CN': '每个步骤都必须能够到达。' },
  defaultSeverity: 'warning',
  check: {
    procedure: ({ procedure }, _options, report) => {
      const { flow } = procedure;
      const { fromStart } = reachabilityOf(flow);
      const nodes = nodesOfSteps(flow);
      for (const step of procedure.steps) {
        const own = nodes.get(step.id) ?? [];
        if (own.length === 0 || own.some(({ id }) => fromStart.has(id))) continue;
        report({ range: step.marker, message: say('unreachable', { number: step.number }) });
      }
    },
  },
});
