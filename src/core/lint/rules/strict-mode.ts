import { modify } from 'jsonc-parser';
import { defineMessages } from '../../l10n/messages.ts';
import { below, isObject, stringsOf } from '../../schemas/pointer.ts';
import type { JsonObject, JsonValue, Tool } from '../../schemas/tool.ts';
import { defineRule, type Fix } from '../rule.ts';

const say = defineMessages({
  open: {
    en: 'Strict mode needs `"additionalProperties": false` on every object; `{name}` lacks it.',
    'zh-CN': '严格模式要求每个对象都写 `"additionalProperties": false`，`{name}` 没有写。',
  },
  optional: {
    en: 'Strict mode needs every property under `required`; `{name}` leaves out {missing}.',
    'zh-CN': '严格模式要求所有属性都列入 `required`，`{name}` 漏了 {missing}。',
  },
  close: { en: 'Add `"additionalProperties": false`', 'zh-CN': '加上 `"additionalProperties": false`' },
  require: { en: 'List every property under `required`', 'zh-CN': '把所有属性列入 `required`' },
});

export const strictMode = defineRule({
  id: 'strict-mode',
  group: 'schemas',
  summary: {
    en: 'Tool schemas meet what the strict mode of structured outputs asks.',
    'zh-CN': '工具 schema 满足结构化输出严格模式的要求。',
  },
  defaultSeverity: 'off',
  fixable: 'suggestion',
  check: {
    tools: ({ uri, file }, _options, report) => {
      for (const tool of file.tools) {
        for (const { schema, pointer } of objectSchemas(tool)) {
          const { uri: where, place } = file.parameterPlace(tool, pointer);
          if (where !== uri) continue;
          const range = place.key ?? { start: place.value.start, end: place.value.start + 1 };
          const name = pointer === '' ? tool.name : (pointer.split('/').at(-1) ?? '');
          if (schema.additionalProperties !== false) {
            const suggestions = insertion(tool, place.value, 'additionalProperties', false);
            report({ range, message: say('open', { name }), suggestions });
          }
          const missing = leftOut(schema);
          if (missing.length === 0) continue;
          const all = Object.keys(propertiesOf(schema));
          const suggestions = insertion(tool, place.value, 'required', all);
          report({
            range,
            message: say('optional', { name, missing: missing.map((key) => `\`${key}\``) }),
            suggestions,
          });
        }
      }
    },
  },
});

interface ObjectSchema {
  readonly schema: JsonObject;
  readonly pointer: string;
}

/** The object schemas below a tool's parameters that stand in the schema itself, not behind a `$ref`. */
function* objectSchemas(tool: Tool): Generator<ObjectSchema> {
  const waiting: ObjectSchema[] = [{ schema: tool.parameters, pointer: '' }];
  const seen = new Set<JsonObject>();
  for (let next = waiting.pop(); next !== undefined; next = waiting.pop()) {
    const { schema, pointer } = next;
    if (seen.has(schema) || schema.$ref !== undefined) continue;
    seen.add(schema);
    if (isObject(schema.properties)) yield next;
    for (const [name, property] of Object.entries(propertiesOf(schema)).reverse()) {
      if (isObject(property)) waiting.push({ schema: property, pointer: below(pointer, 'properties', name) });
    }
    if (isObject(schema.items)) waiting.push({ schema: schema.items, pointer: below(pointer, 'items') });
  }
}

function propertiesOf(schema: JsonObject): JsonObject {
  return isObject(schema.properties) ? schema.properties : {};
}

function leftOut(schema: JsonObject): readonly string[] {
  const required = stringsOf(schema.required);
  return Object.keys(propertiesOf(schema)).filter((name) => !required.includes(name));
}

/** JSON can be edited in place, keeping its layout; a schema in YAML is left to its author. */
function insertion(
  tool: Tool,
  { start, end }: { start: number; end: number },
  key: string,
  value: JsonValue,
): readonly Fix[] {
  const source = tool.file.text.slice(start, end);
  if (!source.startsWith('{') || !/^\s*["}]/.test(source.slice(1))) return [];
  const formattingOptions = { insertSpaces: true, tabSize: 2 };
  const edits = modify(source, [key], value, { formattingOptions }).map((edit) => ({
    range: { start: start + edit.offset, end: start + edit.offset + edit.length },
    newText: edit.content,
  }));
  return [{ title: key === 'required' ? say('require') : say('close'), edits }];
}
