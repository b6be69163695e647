import { defineMessages } from '../../l10n/messages.ts';
import type { CallNode } from '../../parser/callNodes.ts';
import { isList, isObject } from '../../schemas/pointer.ts';
import type { ArgumentProblem, JsonValue } from '../../schemas/tool.ts';
import { insertArgument, isEditable, isJson, rename } from '../callEdits.ts';
import { forEachProblem, keyRange, leniency, schemaPlace, valueRange } from '../callPlaces.ts';
import type { CheckedCall } from '../checkedCall.ts';
import { nearest } from '../nearest.ts';
import { defineRule, type Fix } from '../rule.ts';
import { pathName } from '../wording.ts';

const say = defineMessages({
  missing: {
    en: '`{tool}` needs the parameter `{name}`, which is missing.',
    'zh-CN': '`{tool}` 缺少必填参数 `{name}`。',
  },
  nested: {
    en: '`{parent}` needs a value for `{name}`, which is missing.',
    'zh-CN': '`{parent}` 缺少必填项 `{name}`。',
  },
  declared: { en: '`{name}` is declared here', 'zh-CN': '`{name}` 在此声明' },
  rename: { en: 'Rename `{given}` to `{name}`', 'zh-CN': '将 `{given}` 改名为 `{name}`' },
  insert: { en: 'Add `{name}` with the value {value}', 'zh-CN': '补上 `{name}`，值为 {value}' },
});

export const missingParameter = defineRule({
  id: 'missing-parameter',
  group: 'calls',
  summary: { en: 'A call must give every required parameter.', 'zh-CN': '调用必须给出所有必填参数。' },
  defaultSeverity: 'error',
  fixable: 'suggestion',
  check: {
    shots: (subject, _options, report) => {
      forEachProblem(subject, 'missing', (checked, tool, problem) => {
        const name = String(problem.path.at(-1) ?? '');
        const parent = problem.path.slice(0, -1);
        const range = parent.length === 0 ? checked.site.call.name : valueRange(checked, parent);
        report({
          range: firstLine(subject.document.text, range),
          message:
            parent.length === 0
              ? say('missing', { tool: tool.name, name })
              : say('nested', { parent: pathName(parent), name }),
          related: [schemaPlace(tool, problem.schemaPointer, say('declared', { name }))],
          suggestions: parent.length === 0 ? additions(subject.document.text, checked, problem, name) : [],
          ...leniency(checked),
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
    .filter((given) => !isKnown(given) && nearest(given, [name]).length > 0)
    .map((given) => ({ title: say('rename', { given, name }), edits: [rename(keyRange(checked, [given]), name)] }));
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
