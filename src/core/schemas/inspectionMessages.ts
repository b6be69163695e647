import { defineMessages, type Message } from '../l10n/messages.ts';
import type { ReferenceFailure } from './references.ts';

export const say = defineMessages({
  network: {
    en: '`{reference}` leads to the network; only files of the workspace are read. Save it in the workspace and refer to that file.',
    'zh-CN': '`{reference}` 指向网络地址；只读取工作区内的文件。请将其保存到工作区后再引用。',
  },
  outside: { en: '`{reference}` leads out of the workspace.', 'zh-CN': '`{reference}` 指向工作区之外。' },
  unreadable: {
    en: '`{reference}` leads to a file that cannot be read.',
    'zh-CN': '`{reference}` 指向的文件无法读取。',
  },
  nowhere: { en: '`{reference}` cannot be resolved.', 'zh-CN': '`{reference}` 指向的内容不存在。' },
  endless: {
    en: '`{reference}` leads back to itself and never to a schema, so any value is accepted here.',
    'zh-CN': '`{reference}` 绕回自身，始终没有给出 schema，因此此处接受任何值。',
  },
  chain: {
    en: '`{reference}` leads through more than 50 references that only refer on, so it is not followed; any value is accepted here.',
    'zh-CN': '`{reference}` 之后连续超过 50 个引用都只指向另一个引用，因此不再跟随；此处接受任何值。',
  },
  within: { en: 'In {file}: {message}', 'zh-CN': '{file} 中：{message}' },
  nonstandard: {
    en: '`{name}` is not a JSON Schema type; it is read as {types}.',
    'zh-CN': '`{name}` 不是 JSON Schema 类型，按 {types} 理解。',
  },
  unknownType: {
    en: '`{name}` is not a JSON Schema type, so values of any type are accepted here.',
    'zh-CN': '`{name}` 不是 JSON Schema 类型，此处将接受任意类型的值。',
  },
  shape: {
    en: '`{keyword}` must be {expected}; it is ignored.',
    'zh-CN': '`{keyword}` 应为{expected}，现予忽略。',
  },
  schema: { en: 'A schema must be an object, true or false.', 'zh-CN': 'schema 必须是对象、true 或 false。' },
  deep: {
    en: 'Schemas nested more than {limit} levels deep are not checked; anything is accepted below here.',
    'zh-CN': '嵌套超过 {limit} 层的 schema 不作检查；此处以下接受任何内容。',
  },
  large: {
    en: 'This schema has more than {limit} parts; from here on anything is accepted.',
    'zh-CN': '此 schema 超过 {limit} 个部分；从此处起接受任何内容。',
  },
  unsupported: {
    en: 'This pattern needs a backtracking engine (look-around, back reference or over 1,000 repetitions), so values are not checked against it.',
    'zh-CN': '此正则需要回溯引擎（环视、反向引用或超过 1000 次的重复），因此不据此检查取值。',
  },
  broken: {
    en: '`{pattern}` is not a valid regular expression; it is ignored.',
    'zh-CN': '`{pattern}` 不是合法的正则表达式，现予忽略。',
  },
  number: { en: 'a number', 'zh-CN': '数字' },
  count: { en: 'a whole number from 0', 'zh-CN': '非负整数' },
  truth: { en: 'true or false', 'zh-CN': 'true 或 false' },
  string: { en: 'a string', 'zh-CN': '字符串' },
  values: { en: 'a list of values', 'zh-CN': '非空列表' },
  names: { en: 'a list of property names', 'zh-CN': '属性名列表' },
  map: { en: 'an object', 'zh-CN': '对象' },
  oneSchema: { en: 'a schema', 'zh-CN': '一个 schema' },
  schemas: { en: 'a list of schemas', 'zh-CN': 'schema 列表' },
});

type Key = Parameters<typeof say>[0];

/** What a keyword's value has to be, where `min…` and `max…` are counts and all others schemas. */
const EXPECTED: Readonly<Record<string, Key>> = {
  minimum: 'number',
  maximum: 'number',
  exclusiveMinimum: 'number',
  exclusiveMaximum: 'number',
  multipleOf: 'number',
  uniqueItems: 'truth',
  pattern: 'string',
  format: 'string',
  $ref: 'string',
  enum: 'values',
  required: 'names',
  dependentRequired: 'names',
  properties: 'map',
  patternProperties: 'map',
  dependentSchemas: 'map',
  dependencies: 'map',
  $defs: 'map',
  definitions: 'map',
  allOf: 'schemas',
  anyOf: 'schemas',
  oneOf: 'schemas',
  prefixItems: 'schemas',
};

/** What the value of a keyword has to be: “a list of property names”. */
export function describeExpectedShape(keyword: string): Message {
  return say(EXPECTED[keyword] ?? (/^(min|max)/.test(keyword) ? 'count' : 'oneSchema'));
}

/** Why a reference is not followed. */
export function getBrokenReferenceMessage(reason: ReferenceFailure, reference: string): Message {
  return say(reason, { reference });
}

/** The rule that reports why a reference is not followed. */
export function getReferenceRule(reason: ReferenceFailure): 'limit-reached' | 'unresolved-ref' {
  return reason === 'chain' ? 'limit-reached' : 'unresolved-ref';
}
