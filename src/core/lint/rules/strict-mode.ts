import { modify } from 'jsonc-parser';
import { defineMessages } from '../../l10n/messages.ts';
import type { Project } from '../../project/project.ts';
import type { Tool } from '../../schemas/tool.ts';
import { getTypes } from '../../schemas/types.ts';
import { isList, isObject, type JsonObject, type JsonValue } from '../../text/json.ts';
import { getStrings, valueAt } from '../../text/jsonPointer.ts';
import { defineRule, type Fix, type TextEdit } from '../rule.ts';
import {
  getFileTools,
  getInlineTools,
  type LimitEdit,
  reportLimits,
  type TargetedTools,
} from '../support/providerLimits.ts';

const say = defineMessages({
  close: { en: 'Add `"additionalProperties": false`', 'zh-CN': '添加 `"additionalProperties": false`' },
  require: {
    en: 'Add all properties to `required`, and allow `null` for those that were optional',
    'zh-CN': '将所有属性添加到 `required`，原先可选的属性允许 `null`',
  },
});

export const strictMode = defineRule({
  id: 'strict-mode',
  group: 'schemas',
  summary: {
    en: 'Tool schemas must meet the requirements of strict mode for structured outputs.',
    'zh-CN': '工具定义（schema）必须满足结构化输出严格模式的要求。',
  },
  defaultSeverity: 'warning',
  fixable: 'suggestion',
  check: {
    tools: (subject, _options, report) => {
      reportLimits(toStrict(getFileTools(subject), subject.project), 'strict-mode', report, toFixes);
    },
    shots: (subject, _options, report) => {
      reportLimits(toStrict(getInlineTools(subject), subject.project), 'strict-mode', report);
    },
  },
});

/** A tool is checked if it says `"strict": true`, and every tool if the project asks for that. */
function toStrict({ uri, tools, targets }: TargetedTools, { rules }: Project): TargetedTools {
  const severity = rules['strict-mode']?.severity;
  const all = targets.includes('openai-strict') || (severity !== undefined && severity !== 'off');
  return { uri, tools: all ? tools : tools.filter(({ strict }) => strict), targets: ['openai-strict'] };
}

function toFixes(tool: Tool, pointer: string, { key, names }: LimitEdit): readonly Fix[] {
  const schema = valueAt(tool.parameters, pointer);
  if (!isObject(schema)) return [];
  const { ranges } = tool.file.parameterLocation(tool, pointer);
  if (key === 'additionalProperties') return toFix(say('close'), insertion(tool, ranges.value, [key], false));
  const all = Object.keys(isObject(schema.properties) ? schema.properties : {});
  const edits = insertion(tool, ranges.value, ['required'], [...new Set([...getStrings(schema.required), ...all])]);
  const nullable = names.flatMap((name) => {
    const property = isObject(schema.properties) ? schema.properties[name] : undefined;
    return isObject(property) ? allowNull(tool, ranges.value, name, property) : undefined;
  });
  // A property that cannot be made nullable in place would change its meaning by becoming required.
  if (edits === undefined || nullable.includes(undefined)) return [];
  return toFix(say('require'), [...edits, ...nullable.filter((edit) => edit !== undefined)]);
}

function toFix(title: Fix['title'], edits: readonly TextEdit[] | undefined): readonly Fix[] {
  return edits === undefined || edits.length === 0 ? [] : [{ title, edits }];
}

/** The edits by which a property takes `null` too; undefined where its schema says in another way what it takes. */
function allowNull(
  tool: Tool,
  range: { readonly start: number; readonly end: number },
  name: string,
  property: JsonObject,
): readonly (TextEdit | undefined)[] {
  const types = getTypes(property.type);
  if (types?.includes('null') === true) return [];
  if (types === undefined || property.const !== undefined) return [undefined];
  const path = ['properties', name];
  const type = insertion(tool, range, [...path, 'type'], [...types, 'null']);
  const { enum: values } = property;
  const list =
    isList(values) && !values.includes(null) ? insertion(tool, range, [...path, 'enum'], [...values, null]) : [];
  return type === undefined || list === undefined ? [undefined] : [...type, ...list];
}

/** JSON can be edited in place, keeping its layout; a schema in YAML is left to its author. */
function insertion(
  tool: Tool,
  { start, end }: { readonly start: number; readonly end: number },
  path: readonly string[],
  value: JsonValue,
): readonly TextEdit[] | undefined {
  const source = tool.file.text.slice(start, end);
  if (!source.startsWith('{') || !/^\s*["}]/.test(source.slice(1))) return undefined;
  const formattingOptions = { insertSpaces: true, tabSize: 2 };
  return modify(source, [...path], value, { formattingOptions }).map((edit) => ({
    range: { start: start + edit.offset, end: start + edit.offset + edit.length },
    newText: edit.content,
  }));
}
