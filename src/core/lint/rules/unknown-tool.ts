import { defineMessages } from '../../l10n/messages.ts';
import { isComplete } from '../../schemas/toolFileStatus.ts';
import { findNearest } from '../../similarity/nearest.ts';
import { defineRule, type Fix } from '../rule.ts';
import { rename } from '../support/callEdits.ts';
import { getSeverityLimit } from '../support/callRanges.ts';

const say = defineMessages({
  unknown: { en: 'Unknown tool `{name}`.', 'zh-CN': '未知的工具 `{name}`。' },
  near: {
    en: 'Unknown tool `{name}`. Did you mean `{candidate}`?',
    'zh-CN': '未知的工具 `{name}`。你是否想写 `{candidate}`？',
  },
  use: { en: 'Call `{candidate}` instead', 'zh-CN': '更改为调用 `{candidate}`' },
});

export const unknownTool = defineRule({
  id: 'unknown-tool',
  group: 'calls',
  summary: { en: 'A call must refer to a loaded tool.', 'zh-CN': '调用的工具必须是已加载的工具。' },
  defaultSeverity: 'error',
  fixable: 'suggestion',
  check: {
    shots: ({ tools, index }, _options, report) => {
      // Without any schema there is nothing to know; `no-tools` says so once.
      if (tools.tools.length === 0) return;
      const isSure = tools.files.every(isComplete);
      const names = [...new Set(tools.tools.map((tool) => tool.name))];
      for (const checked of index.calls.ofUnknownTools) {
        const { call } = checked.site;
        if (call.form === 'bracket' || call.unreadable === true) continue;
        const candidates = findNearest(call.name.text, names);
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
          ...(isSure ? getSeverityLimit(checked) : { maxSeverity: 'info' }),
        });
      }
    },
  },
});
