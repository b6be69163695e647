import { defineMessages } from '../../l10n/messages.ts';
import { reachabilityOf } from '../../procedures/flow/reachability.ts';
import { defineRule } from '../rule.ts';

const say = defineMessages({
  endless: {
    en: 'This jump leads into a loop that never ends.',
    'zh-CN': '此处的跳转会进入永不结束的循环。',
  },
});

export const endlessLoop = defineRule({
  id: 'endless-loop',
  group: 'procedure',
  summary: { en: 'Every loop must have an exit.', 'zh-CN': '每个循环都必须有出口。' },
  defaultSeverity: 'warning',
  check: {
    procedure: ({ procedure: { flow } }, _options, report) => {
      const { fromStart, toEnd } = reachabilityOf(flow);
      const reported = new Set<number>();
      for (const { from, kind, range, reference } of flow.edges) {
        if (kind !== 'loop' || !fromStart.has(from) || toEnd.has(from)) continue;
        const place = reference ?? range;
        if (reported.has(place.start)) continue;
        reported.add(place.start);
        report({ range: place, message: say('endless') });
      }
    },
  },
});
