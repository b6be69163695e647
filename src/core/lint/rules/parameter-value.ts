import { type CheckedCall, nodeAt } from '../../callChecks/checkedCall.ts';
import { defineMessages } from '../../l10n/messages.ts';
import type { ArgumentProblem } from '../../schemas/tool.ts';
import { findNearest } from '../../similarity/nearest.ts';
import type { JsonValue } from '../../text/json.ts';
import { defineRule, type Fix } from '../rule.ts';
import { isEditable, writeValue } from '../support/callEdits.ts';
import { forEachProblem, getSeverityLimit, getValueRange, toSchemaLocation } from '../support/callRanges.ts';
import { getEnum, getValueMessage, SHORT_ENUM } from '../support/valueMessages.ts';
import { toExcerpt, toPathName } from '../support/wording.ts';

const say = defineMessages({
  declared: { en: '`{name}` is declared here', 'zh-CN': '`{name}` 在此处声明' },
  write: { en: 'Change to {value}', 'zh-CN': '更改为 {value}' },
});

export const parameterValue = defineRule({
  id: 'parameter-value',
  group: 'calls',
  summary: {
    en: 'Values must match the constraints of the schema: enum, range, length, pattern.',
    'zh-CN': '值必须符合工具定义（schema）的约束：枚举、范围、长度、正则表达式。',
  },
  defaultSeverity: 'error',
  fixable: 'suggestion',
  check: {
    shots: (subject, _options, report) => {
      const { text } = subject.document;
      forEachProblem(subject, 'value', (checked, tool, problem) => {
        const name = problem.path.length === 0 ? tool.name : toPathName(problem.path);
        const range = getValueRange(checked, problem.path);
        report({
          range,
          message: getValueMessage(problem, name, toExcerpt(text, range)),
          related: [toSchemaLocation(tool, problem.schemaPointer, say('declared', { name }))],
          suggestions: choices(text, checked, problem),
          ...getSeverityLimit(checked),
        });
      });
    },
  },
});

/** The allowed values the author may have meant: those with a similar spelling, or all of a short enum. */
function choices(text: string, checked: CheckedCall, problem: ArgumentProblem): readonly Fix[] {
  const { node, exact } = nodeAt(checked, problem.path);
  if (node === undefined || !exact || !isEditable(text, checked.site.call)) return [];
  const allowed = problem.keyword === 'const' ? [problem.schema.const ?? null] : getEnum(problem);
  const nearest = node.kind === 'string' ? findNearest(node.value, allowed.filter(isText)) : [];
  const offered = nearest.length > 0 ? nearest : allowed.slice(0, allowed.length <= SHORT_ENUM ? SHORT_ENUM : 0);
  return offered.map((value): Fix => {
    const newText = writeValue(text, value, node);
    return {
      title: say('write', { value: newText }),
      edits: [{ range: { start: node.start, end: node.end }, newText }],
    };
  });
}

function isText(value: JsonValue): value is string {
  return typeof value === 'string';
}
