import { defineMessages } from '../../l10n/messages.ts';
import { isWhole } from '../../schemas/readable.ts';
import { rename } from '../callEdits.ts';
import { leniency } from '../callPlaces.ts';
import { nearest } from '../nearest.ts';
import { defineRule, type Fix } from '../rule.ts';

const say = defineMessages({
  unknown: { en: 'No loaded tool is named `{name}`.', 'zh-CN': '已加载的工具中没有 `{name}`。' },
  near: {
    en: 'No loaded tool is named `{name}`; did you mean `{candidate}`?',
    'zh-CN': '已加载的工具中没有 `{name}`，是不是想写 `{candidate}`？',
  },
  use: { en: 'Call `{candidate}` instead', 'zh-CN': '改为调用 `{candidate}`' },
});

export const unknownTool = defineRule({
  id: 'unknown-tool',
  group: 'calls',
  summary: { en: 'A call must name a tool that is loaded.', 'zh-CN': '调用的工具必须已加载。' },
  defaultSeverity: 'error',
  fixable: 'suggestion',
  check: {
    shots: ({ tools, survey }, _options, report) => {
      // Without any schema there is nothing to know; `no-tools` says so once.
      if (tools.tools.length === 0) return;
      const isSure = tools.files.every(isWhole);
      const names = [...new Set(tools.tools.map((tool) => tool.name))];
      for (const checked of survey.calls.unknown) {
        const { call } = checked.site;
        if (call.form === 'bracket' || call.unreadable === true) continue;
        const candidates = nearest(call.name.text, names);
        const name = call.name.text;
        const [candidate] = candidates;
        report({
          range: call.name,
          message: candidate === undefined ? say('unknown', { name }) : say('near', { name, candidate }),
          suggestions: candidates.map(
            (other): Fix => ({
              title: say('use', { candidate: other }),
              edits: [rename(call.name, other)],
            }),
          ),
          ...(isSure ? leniency(checked) : { atMost: 'info' }),
        });
      }
    },
  },
});
