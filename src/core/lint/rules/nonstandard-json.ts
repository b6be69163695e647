import { defineMessages } from '../../l10n/messages.ts';
import type { CallOccurrence } from '../../model/model.ts';
import { findJson, findNonstandardJson } from '../analysis/nonstandardJson.ts';
import { createFix, defineRule, type Report } from '../rule.ts';
import { hasSyntaxProblem } from '../support/callEdits.ts';

const say = defineMessages({
  found: {
    en: 'Agents read these arguments with a JSON parser, which refuses {kinds}.',
    'zh-CN': '智能体用 JSON 解析器读取这些参数，而 JSON 不允许使用{kinds}。',
  },
  quotes: { en: 'single quotes', 'zh-CN': '单引号' },
  comma: { en: 'a comma after the last item', 'zh-CN': '最后一项之后的逗号' },
  comment: { en: 'comments', 'zh-CN': '注释' },
  literal: { en: 'Python literals such as `True`', 'zh-CN': '`True` 等 Python 字面量' },
  fix: { en: 'Write as JSON', 'zh-CN': '改写为 JSON' },
});

export const nonstandardJson = defineRule({
  id: 'nonstandard-json',
  group: 'calls',
  summary: {
    en: 'Calls in JSON must be valid JSON.',
    'zh-CN': '以 JSON 书写的调用必须是有效的 JSON。',
  },
  defaultSeverity: 'warning',
  fixable: 'fix',
  check: {
    shots: ({ document, index }, _options, report) => {
      for (const site of index.calls.inOtherForms) check(document.text, site, report);
    },
  },
});

function check(text: string, { call, block }: CallOccurrence, report: (finding: Report) => void): void {
  const json = hasSyntaxProblem(call) ? undefined : findJson(text, call);
  const places = json === undefined ? [] : findNonstandardJson(text, json);
  const [first] = places;
  const last = places.at(-1);
  if (first === undefined || last === undefined) return;
  const kinds = [...new Set(places.map(({ kind }) => kind))].map((kind) => say(kind));
  const range = { start: first.start, end: last.end };
  const message = say('found', { kinds });
  const edits = places.map(({ start, end, replacement }) => ({ range: { start, end }, newText: replacement }));
  report(block.interrupted ? { range, message } : { range, message, fix: createFix(say('fix'), edits) });
}
