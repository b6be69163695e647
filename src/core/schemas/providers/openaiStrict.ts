import { defineMessages, type Localized, type Message } from '../../l10n/messages.ts';
import { isList, type JsonObject } from '../../text/json.ts';
import { appendPointer, getStrings } from '../../text/jsonPointer.ts';
import { getOwnNames, type VisitedSchema, walkSchemas } from '../schemaWalk.ts';
import type { Tool } from '../tool.ts';
import { getTypes } from '../types.ts';
import type { LimitFinding, LimitSource, ProviderLimit } from './provider.ts';

const say = defineMessages({
  open: {
    en: 'Strict mode requires `"additionalProperties": false` on every object. It is missing on `{name}`.',
    'zh-CN': '严格模式要求每个对象都设置 `"additionalProperties": false`，`{name}` 没有设置。',
  },
  optional: {
    en: 'Strict mode requires every property in `required`. `{name}` does not list {missing}.',
    'zh-CN': '严格模式要求所有属性都列入 `required`，`{name}` 缺少 {missing}。',
  },
  root: {
    en: 'Strict mode does not accept `{keyword}` at the top level of the parameters.',
    'zh-CN': '严格模式不接受参数顶层的 `{keyword}`。',
  },
  keyword: { en: 'Strict mode does not accept `{keyword}`.', 'zh-CN': '严格模式不接受 `{keyword}`。' },
  depth: {
    en: 'Strict mode accepts at most {limit} levels of nesting. `{name}` is on level {count}.',
    'zh-CN': '严格模式最多接受 {limit} 层嵌套，`{name}` 位于第 {count} 层。',
  },
  properties: {
    en: 'Strict mode accepts at most {limit} properties per schema. This one has {count}.',
    'zh-CN': '严格模式每个 schema 最多接受 {limit} 个属性，此处有 {count} 个。',
  },
  text: {
    en: 'Strict mode accepts at most {limit} characters of names and values per schema. This one has {count}.',
    'zh-CN': '严格模式每个 schema 的名称和值最多 {limit} 个字符，此处有 {count} 个。',
  },
  enums: {
    en: 'Strict mode accepts at most {limit} enum values per schema. This one has {count}.',
    'zh-CN': '严格模式每个 schema 最多接受 {limit} 个枚举值，此处有 {count} 个。',
  },
  enumText: {
    en: 'Strict mode accepts at most {limit} characters in an enum of more than {values} values. `{name}` has {count}.',
    'zh-CN': '超过 {values} 个值的枚举在严格模式下最多 {limit} 个字符，`{name}` 有 {count} 个。',
  },
});

const GUIDE: LimitSource = {
  provider: 'openai-strict',
  source: 'https://platform.openai.com/docs/guides/structured-outputs',
  seen: '2026-02-28',
  evidence: 'unverified',
};

const MAX_PROPERTIES = 5000;
const MAX_DEPTH = 10;
const MAX_TEXT = 120_000;
const MAX_ENUM_VALUES = 1000;
const LONG_ENUM = 250;
const MAX_ENUM_TEXT = 15_000;

const UNSUPPORTED = ['allOf', 'not', 'if', 'then', 'else', 'dependentRequired', 'dependentSchemas', 'dependencies'];

/** What OpenAI accepts where a tool says `"strict": true`. */
export const OPENAI_STRICT_LIMITS: readonly ProviderLimit[] = [
  perSchema(
    'additional-properties',
    { en: 'Objects have `"additionalProperties": false`.', 'zh-CN': '对象须设置 `"additionalProperties": false`。' },
    ({ schema, pointer, name }) => {
      if (!isObjectSchema(schema) || schema.additionalProperties === false) return [];
      return [{ pointer, message: say('open', { name }), edit: { key: 'additionalProperties', names: [] } }];
    },
  ),
  perSchema(
    'required',
    {
      en: 'All properties are in `required`; optional ones allow `null`.',
      'zh-CN': '所有属性都列入 `required`，可选属性允许 `null`。',
    },
    ({ schema, pointer, name }) => {
      const required = new Set(getStrings(schema.required));
      const missing = getOwnNames(schema).filter((own) => !required.has(own));
      if (missing.length === 0) return [];
      const message = say('optional', { name, missing: missing.map((own) => `\`${own}\``) });
      return [{ pointer, message, edit: { key: 'required', names: missing } }];
    },
  ),
  perSchema(
    'root-union',
    { en: 'The top level is not a union.', 'zh-CN': '顶层不能是联合类型。' },
    ({ schema, pointer }) => {
      const unions = pointer === '' ? ['anyOf', 'oneOf'].filter((keyword) => schema[keyword] !== undefined) : [];
      return unions.map((keyword) => ({ pointer: appendPointer(pointer, keyword), message: say('root', { keyword }) }));
    },
  ),
  perSchema(
    'keywords',
    {
      en: `No ${UNSUPPORTED.map((keyword) => `\`${keyword}\``).join(', ')}.`,
      'zh-CN': `不支持 ${UNSUPPORTED.map((keyword) => `\`${keyword}\``).join('、')}。`,
    },
    ({ schema, pointer }) =>
      UNSUPPORTED.filter((keyword) => schema[keyword] !== undefined).map((keyword) => ({
        pointer: appendPointer(pointer, keyword),
        message: say('keyword', { keyword }),
      })),
  ),
  perSchema(
    'depth',
    { en: `At most ${MAX_DEPTH} levels of nesting.`, 'zh-CN': `最多 ${MAX_DEPTH} 层嵌套。` },
    ({ pointer, depth, name }) =>
      depth === MAX_DEPTH + 1 ? [{ pointer, message: say('depth', { limit: MAX_DEPTH, count: depth, name }) }] : [],
  ),
  perTool(
    'property-count',
    { en: `At most ${MAX_PROPERTIES} properties.`, 'zh-CN': `最多 ${MAX_PROPERTIES} 个属性。` },
    MAX_PROPERTIES,
    'properties',
    (schemas) => sum(schemas, ({ schema }) => getOwnNames(schema).length),
  ),
  perTool(
    'text-length',
    {
      en: `At most ${MAX_TEXT} characters of names, enum and const values.`,
      'zh-CN': `名称、枚举值和常量最多 ${MAX_TEXT} 个字符。`,
    },
    MAX_TEXT,
    'text',
    (schemas) =>
      sum(
        schemas,
        ({ schema }) => getOwnNames(schema).join('').length + getEnumLength(schema) + String(schema.const ?? '').length,
      ),
  ),
  perTool(
    'enum-count',
    { en: `At most ${MAX_ENUM_VALUES} enum values.`, 'zh-CN': `最多 ${MAX_ENUM_VALUES} 个枚举值。` },
    MAX_ENUM_VALUES,
    'enums',
    (schemas) => sum(schemas, ({ schema }) => (isList(schema.enum) ? schema.enum.length : 0)),
  ),
  perSchema(
    'enum-length',
    {
      en: `At most ${MAX_ENUM_TEXT} characters in an enum of over ${LONG_ENUM} values.`,
      'zh-CN': `超过 ${LONG_ENUM} 个值的枚举最多 ${MAX_ENUM_TEXT} 个字符。`,
    },
    ({ schema, pointer, name }) => {
      const count = isList(schema.enum) && schema.enum.length > LONG_ENUM ? getEnumLength(schema) : 0;
      if (count <= MAX_ENUM_TEXT) return [];
      const message = say('enumText', { limit: MAX_ENUM_TEXT, values: LONG_ENUM, count, name });
      return [{ pointer: appendPointer(pointer, 'enum'), message }];
    },
  ),
];

function perSchema(
  id: string,
  summary: Localized,
  check: (visited: VisitedSchema) => readonly Omit<LimitFinding, 'tool'>[],
): ProviderLimit {
  return {
    ...GUIDE,
    id,
    rule: 'strict-mode',
    summary,
    *check(tools) {
      for (const tool of tools) {
        for (const visited of walkSchemas(tool)) for (const found of check(visited)) yield { tool, ...found };
      }
    },
  };
}

function perTool(
  id: string,
  summary: Localized,
  limit: number,
  key: 'properties' | 'text' | 'enums',
  measure: (schemas: readonly VisitedSchema[]) => number,
): ProviderLimit {
  return {
    ...GUIDE,
    id,
    rule: 'strict-mode',
    summary,
    *check(tools: readonly Tool[]): Generator<LimitFinding> {
      for (const tool of tools) {
        const count = measure([...walkSchemas(tool)]);
        const message: Message = say(key, { limit, count });
        if (count > limit) yield { tool, pointer: '', message };
      }
    },
  };
}

function isObjectSchema({ type, properties }: JsonObject): boolean {
  return properties !== undefined || getTypes(type)?.includes('object') === true;
}

function getEnumLength({ enum: values }: JsonObject): number {
  return isList(values) ? sum(values, (value) => String(value).length) : 0;
}

function sum<Item>(items: readonly Item[], measure: (item: Item) => number): number {
  return items.reduce((total, item) => total + measure(item), 0);
}
