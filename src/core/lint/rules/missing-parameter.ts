import type { CheckedCall } from '../../callChecks/checkedCall.ts';
import { defineMessages } from '../../l10n/messages.ts';
import type { CallNode } from '../../parser/callNodes.ts';
import type { ArgumentProblem } from '../../schemas/tool.ts';
import { findNearest } from '../../similarity/nearest.ts';
import type { JsonValue } from '../../text/json.ts';
import { isList, isObject } from '../../text/json.ts';
import { defineRule, type Fix } from '../rule.ts';
import { insertArgument, isEditable, isJson, rename } from '../support/callEdits.ts';
import {
  forEachProblem,
  getKeyRange,
  getSeverityLimit,
  getValueRange,
  toSchemaLocation,
} from '../support/callRanges.ts';
import { toPathName } from '../support/wording.ts';

const say = defineMessages({
  missing: {
    en: '`{tool}` is missing the required parameter `{name}`.',
    'zh-CN': '`{tool}` 缺少必填参数 `{name}`。',
  },
  nested: {
    en: '`{parent}` is missing the required property `{name}`.',
    'zh-CN': '`{parent}` 缺少必填属性 `{name}`。',
  },
  declared: { en: '`{name}` is declared here', 'zh-CN': '`{name}` 在此处声明' },
  rename: { en: 'Rename `{given}` to `{name}`', 'zh-CN': '将 `{given}` 重命名为 `{name}`' },
  insert: { en: 'Add `{name}` with the value {value}', 'zh-CN': '添加 `{name}`，值为 {value}' },
});

export const missingParameter = defineRule({
  id: 'missing-parameter',
  group: 'calls',
  summary: { en: 'A call must specify all required parameters.', 'zh-CN': '调用必须指定所有必填参数。' },
  defaultSeverity: 'error',
  fixable: 'suggestion',
  check: {
    shots: (subject, _options, report) => {
      forEachProblem(subject, 'missing', (checked, tool, problem) => {
        const name = String(problem.path.at(-1) ?? '');
        const parent = problem.path.slice(0, -1);
        const range = parent.length === 0 ? checked.site.call.name : getValueRange(checked, parent);
        report({
          range: firstLine(subject.document.text, range),
          message:
            parent.length === 0
              ? say('missing', { tool: tool.name, name })
              : say('nested', { parent: toPathName(parent), name }),
          related: [toSchemaLocation(tool, problem.schemaPointer, say('declared', { name }))],
          suggestions: parent.length === 0 ? additions(subject.document.text, checked, problem, name) : [],
          ...getSeverityLimit(checked),
        });
      });
    },
  },
});

/** A value spread over many lines would be underlined whole, though only something in it is missing. */
function firstLine(text: string, range: { readonly start: number; readonly end: number }) {
  const lineBreak = text.indexOf('\n', range.start);
  return lineBreak === -1 || lineBreak >= range.end ? range : { start: range.start, end: range.start + 1 };
}

/** Ways to give the parameter. One that the call gives under a mistyped name is most likely the one that is missing. */
function additions(text: string, checked: CheckedCall, problem: ArgumentProblem, name: string): readonly Fix[] {
  if (!isEditable(text, checked.site.call)) return [];
  return [...renames(checked, problem, name), insertion(text, checked.site.call, problem, name)];
}

function renames(checked: CheckedCall, { schema: { properties } }: ArgumentProblem, name: string): readonly Fix[] {
  const isKnown = (given: string): boolean => isObject(properties) && Object.hasOwn(properties, given);
  return Object.keys(checked.values)
    .filter((given) => !isKnown(given) && findNearest(given, [name]).length > 0)
    .map((given) => ({ title: say('rename', { given, name }), edits: [rename(getKeyRange(checked, [given]), name)] }));
}

/** Offers the schema's own default or only value; else a placeholder, which stays flagged until it is filled in. */
function insertion(text: string, call: CallNode, problem: ArgumentProblem, name: string): Fix {
  const known = knownValue(problem, name);
  const placeholder = isJson(call) ? `"{{${name}}}"` : `{{${name}}}`;
  const value = known === undefined ? placeholder : JSON.stringify(known);
  return { title: say('insert', { name, value }), edits: [insertArgument(text, call, name, value)] };
}

function knownValue(problem: ArgumentProblem, name: string): JsonValue | undefined {
  const properties = problem.schema.properties;
  const schema = isObject(properties) ? properties[name] : undefined;
  if (!isObject(schema)) return undefined;
  if (schema.default !== undefined) return schema.default;
  if (schema.const !== undefined) return schema.const;
  return isList(schema.enum) && schema.enum.length === 1 ? schema.enum[0] : undefined;
}
