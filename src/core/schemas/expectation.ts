import { defineMessages, type Message, verbatim } from '../l10n/messages.ts';
import type { JsonObject, JsonValue } from '../text/json.ts';
import { isList, isObject } from '../text/json.ts';
import { getStrings } from '../text/jsonPointer.ts';
import { shortened } from '../text/shortened.ts';
import { getTypes, getValueType, type JsonType } from './types.ts';

const say = defineMessages({
  string: { en: 'a string', 'zh-CN': '字符串' },
  integer: { en: 'an integer', 'zh-CN': '整数' },
  number: { en: 'a number', 'zh-CN': '数字' },
  boolean: { en: 'true or false', 'zh-CN': '布尔值（true 或 false）' },
  array: { en: 'a list', 'zh-CN': '列表' },
  object: { en: 'an object', 'zh-CN': '对象' },
  null: { en: 'null', 'zh-CN': ' null' },
  anything: { en: 'any value', 'zh-CN': '任意值' },
  nothing: { en: 'nothing at all', 'zh-CN': '不允许任何值' },
  or: { en: '{first} or {second}', 'zh-CN': '{first}或{second}' },
  qualified: { en: '{type} {limits}', 'zh-CN': '{type}（{limits}）' },
  anythingBut: { en: 'anything but {expected}', 'zh-CN': '{expected}以外的值' },
  oneOf: { en: 'one of {values}', 'zh-CN': ' {values} 之一' },
  oneOfMany: { en: 'one of {values} and {more} more', 'zh-CN': ' {values} 等 {count} 个值之一' },
  exactly: { en: '{value}', 'zh-CN': ' {value}' },
  listOf: { en: 'a list whose items are each {item}', 'zh-CN': '列表，每项为{item}' },
  oneCharacter: { en: 'of at least one character', 'zh-CN': '至少 1 个字符' },
  minLength: { en: 'of at least {limit} characters', 'zh-CN': '至少 {limit} 个字符' },
  maxLength: { en: 'of at most {limit} characters', 'zh-CN': '最多 {limit} 个字符' },
  exactLength: { en: 'of {limit} characters', 'zh-CN': '恰好 {limit} 个字符' },
  lengths: { en: 'of {low} to {high} characters', 'zh-CN': '{low} 到 {high} 个字符' },
  oneItem: { en: 'of at least one item', 'zh-CN': '至少 1 项' },
  minItems: { en: 'of at least {limit} items', 'zh-CN': '至少 {limit} 项' },
  maxItems: { en: 'of at most {limit} items', 'zh-CN': '最多 {limit} 项' },
  exactItems: { en: 'of {limit} items', 'zh-CN': '恰好 {limit} 项' },
  items: { en: 'of {low} to {high} items', 'zh-CN': '{low} 到 {high} 项' },
  unique: { en: 'of different items', 'zh-CN': '各项不重复' },
  from: { en: 'from {limit} up', 'zh-CN': '不小于 {limit}' },
  upTo: { en: 'up to {limit}', 'zh-CN': '不大于 {limit}' },
  between: { en: 'from {low} to {high}', 'zh-CN': '{low} 到 {high} 之间' },
  above: { en: 'above {limit}', 'zh-CN': '大于 {limit}' },
  below: { en: 'below {limit}', 'zh-CN': '小于 {limit}' },
  multiple: { en: 'that is a multiple of {limit}', 'zh-CN': '为 {limit} 的倍数' },
  withValue: { en: 'whose {name} is {value}', 'zh-CN': '{name} 为{value}' },
  withNames: { en: 'with {names}', 'zh-CN': '包含 {names}' },
  pattern: { en: 'that matches {pattern}', 'zh-CN': '匹配 {pattern}' },
  date: { en: 'a date (2024-05-01)', 'zh-CN': '日期（2024-05-01）' },
  time: { en: 'a time (14:30:00)', 'zh-CN': '时间（14:30:00）' },
  dateTime: { en: 'a date and time (2024-05-01T14:30:00+08:00)', 'zh-CN': '日期时间（2024-05-01T14:30:00+08:00）' },
  email: { en: 'an e-mail address', 'zh-CN': '电子邮件地址' },
  uri: { en: 'a URI (https://example.com/a)', 'zh-CN': '网址（https://example.com/a）' },
  uuid: { en: 'a UUID', 'zh-CN': ' UUID' },
  ipv4: { en: 'an IPv4 address', 'zh-CN': ' IPv4 地址' },
  ipv6: { en: 'an IPv6 address', 'zh-CN': ' IPv6 地址' },
  hostname: { en: 'a host name', 'zh-CN': '主机名' },
  duration: { en: 'a duration (P1DT2H)', 'zh-CN': '时长（P1DT2H）' },
  byte: { en: 'Base64 text', 'zh-CN': ' Base64 文本' },
  regex: { en: 'a regular expression', 'zh-CN': '正则表达式' },
  int32: { en: 'an integer from -2147483648 to 2147483647', 'zh-CN': '-2147483648 到 2147483647 之间的整数' },
  int64: { en: 'an integer of at most 64 bits', 'zh-CN': '不超过 64 位的整数' },
  otherFormat: { en: 'a string of the format {format}', 'zh-CN': ' {format} 格式的字符串' },
  isString: { en: 'the string {value}', 'zh-CN': '字符串 {value}' },
  isNumber: { en: 'the number {value}', 'zh-CN': '数字 {value}' },
  emptyList: { en: 'an empty list', 'zh-CN': '空列表' },
  emptyObject: { en: 'an empty object', 'zh-CN': '空对象' },
  listWith: { en: 'a list of {count}', 'zh-CN': '含 {count} 项的列表' },
});

type Key = Parameters<typeof say>[0];

const FORMATS: Readonly<Record<string, Key>> = {
  date: 'date',
  time: 'time',
  'iso-time': 'time',
  'date-time': 'dateTime',
  'iso-date-time': 'dateTime',
  email: 'email',
  uri: 'uri',
  url: 'uri',
  'uri-reference': 'uri',
  uuid: 'uuid',
  ipv4: 'ipv4',
  ipv6: 'ipv6',
  hostname: 'hostname',
  duration: 'duration',
  byte: 'byte',
  regex: 'regex',
  int32: 'int32',
  int64: 'int64',
  float: 'number',
  double: 'number',
};

/** How many values of an enum a sentence names. */
const NAMED_VALUES = 8;

/** What a schema expects, as the object of a sentence: “an integer”, “one of "a", "b"”, “a string of at most 20 characters”. */
export function describeExpected(schema: JsonObject | boolean): Message {
  if (typeof schema === 'boolean') return say(schema ? 'anything' : 'nothing');
  const { enum: values, const: value, format } = schema;
  if (value !== undefined) return say('exactly', { value: quoted(value) });
  if (isList(values) && values.length > 0) return oneOf(values);
  const types = getTypes(schema.type);
  if (typeof format === 'string' && (types === undefined || types.includes('string')))
    return alsoNull(formatName(format), types);
  if (types !== undefined) return joined(types.map((type) => expectedOf(type, schema)));
  return alternatives(schema) ?? limited(schema) ?? excluded(schema) ?? say('anything');
}

/**
 * The same with what an object must contain, for sentences in which “an object” says too little: “an object whose "kind" is
 * "refund"”.
 */
export function describeExpectedContent(schema: JsonObject | boolean): Message {
  const contents = typeof schema === 'boolean' ? [] : contentsOf(schema);
  return contents.length === 0 ? describeExpected(schema) : say('qualified', { type: say('object'), limits: contents });
}

/** What the `type` of a schema asks for: “an integer or null”; undefined if it names none. */
export function describeExpectedType({ type: declared, nullable }: JsonObject): Message | undefined {
  const names = typeof declared === 'string' ? [declared] : getStrings(declared);
  const type = nullable === true && !names.includes('null') ? [...names, 'null'] : names;
  return names.length === 0 ? undefined : describeExpected({ type });
}

/** What a value is, as the object of a sentence: “the string "3"”, “a list of 2”, “null”. */
export function describeValue(value: JsonValue): Message {
  const type = getValueType(value);
  switch (type) {
    case 'string':
      return say('isString', { value: quoted(value) });
    case 'integer':
    case 'number':
      return say('isNumber', { value: quoted(value) });
    case 'boolean':
      return verbatim(String(value));
    case 'array':
      return isList(value) && value.length > 0 ? say('listWith', { count: value.length }) : say('emptyList');
    case 'object':
      return isObject(value) && Object.keys(value).length > 0 ? say('object') : say('emptyObject');
    default:
      return say('null');
  }
}

/** The name of a format with an example where one helps. */
export function formatName(format: string): Message {
  const key = Object.hasOwn(FORMATS, format) ? FORMATS[format] : undefined;
  return key === undefined ? say('otherFormat', { format }) : say(key);
}

/** The name of a type: “an integer”. */
export function typeName(type: JsonType): Message {
  return say(type);
}

function alsoNull(message: Message, types: readonly JsonType[] | undefined): Message {
  return types?.includes('null') ? say('or', { first: message, second: say('null') }) : message;
}

function expectedOf(type: JsonType, schema: JsonObject): Message {
  const { items } = schema;
  if (type === 'array' && isObject(items) && Object.keys(items).length > 0) {
    const item = say('listOf', { item: describeExpected(items) });
    const sizes = listLimits(schema);
    return sizes.length === 0 ? item : say('qualified', { type: item, limits: sizes });
  }
  const limits = limitsOf(type, schema);
  return limits.length === 0 ? say(type) : say('qualified', { type: say(type), limits });
}

/** The names and values that a schema asks of an object. */
function contentsOf({ required, properties }: JsonObject): readonly Message[] {
  const fixed = Object.entries(isObject(properties) ? properties : {}).flatMap(([name, property]) => {
    const isFixed = isObject(property) && (property.const !== undefined || isList(property.enum));
    return isFixed ? [[name, describeExpected(property)] as const] : [];
  });
  const names = getStrings(required).filter((name) => !fixed.some(([one]) => one === name));
  return [
    ...(names.length === 0 ? [] : [say('withNames', { names: names.slice(0, NAMED_VALUES).map(quoted) })]),
    ...fixed.slice(0, NAMED_VALUES).map(([name, value]) => say('withValue', { name: quoted(name), value })),
  ];
}

/** A schema that only excludes values. */
function excluded({ not }: JsonObject): Message | undefined {
  return isObject(not) ? say('anythingBut', { expected: describeExpectedContent(not) }) : undefined;
}

/** A schema without a type still says which type its limits are for. */
function limited(schema: JsonObject): Message | undefined {
  const type = (['string', 'number', 'array'] as const).find((candidate) => limitsOf(candidate, schema).length > 0);
  return type === undefined ? undefined : expectedOf(type, schema);
}

function limitsOf(type: JsonType, schema: JsonObject): readonly Message[] {
  if (type === 'string') return textLimits(schema);
  if (type === 'array') return listLimits(schema);
  return type === 'integer' || type === 'number' ? numberLimits(schema) : [];
}

function textLimits({ minLength, maxLength, pattern }: JsonObject): readonly Message[] {
  const lengths = sizes(minLength, maxLength, ['oneCharacter', 'minLength', 'maxLength', 'exactLength', 'lengths']);
  return typeof pattern === 'string' ? [...lengths, say('pattern', { pattern: shortened(pattern) })] : lengths;
}

function listLimits({ minItems, maxItems, uniqueItems }: JsonObject): readonly Message[] {
  const lengths = sizes(minItems, maxItems, ['oneItem', 'minItems', 'maxItems', 'exactItems', 'items']);
  return uniqueItems === true ? [...lengths, say('unique')] : lengths;
}

function sizes(
  low: JsonValue | undefined,
  high: JsonValue | undefined,
  [atLeastOne, atLeast, atMost, exactly, both]: readonly [Key, Key, Key, Key, Key],
): readonly Message[] {
  const min = typeof low === 'number' && low > 0 ? low : undefined;
  const max = typeof high === 'number' ? high : undefined;
  if (min === undefined) return max === undefined ? [] : [say(atMost, { limit: max })];
  if (max === undefined) return [say(min === 1 ? atLeastOne : atLeast, { limit: min })];
  return [min === max ? say(exactly, { limit: min }) : say(both, { low: min, high: max })];
}

function numberLimits(schema: JsonObject): readonly Message[] {
  const { minimum, maximum, exclusiveMinimum, exclusiveMaximum, multipleOf } = schema;
  const limits: Message[] = [];
  const add = (key: Key, limit: JsonValue | undefined): void => {
    if (typeof limit === 'number') limits.push(say(key, { limit }));
  };
  // In draft-04 the exclusive bounds are flags on the plain ones.
  const lower = exclusiveMinimum === true ? 'above' : 'from';
  const upper = exclusiveMaximum === true ? 'below' : 'upTo';
  if (typeof minimum === 'number' && typeof maximum === 'number' && lower === 'from' && upper === 'upTo') {
    limits.push(say('between', { low: minimum, high: maximum }));
  } else {
    add(lower, minimum);
    add(upper, maximum);
  }
  add('above', exclusiveMinimum);
  add('below', exclusiveMaximum);
  add('multiple', multipleOf);
  return limits;
}

function alternatives(schema: JsonObject): Message | undefined {
  const list = isList(schema.anyOf) ? schema.anyOf : schema.oneOf;
  if (!isList(list)) return undefined;
  const branches = list.filter(isObject).slice(0, NAMED_VALUES);
  return branches.length === 0 ? undefined : joined(branches.map((branch) => describeExpected(branch)));
}

function joined(messages: readonly Message[]): Message {
  const [first, ...rest] = messages;
  if (first === undefined) return say('anything');
  return rest.reduce((all, next) => say('or', { first: all, second: next }), first);
}

function oneOf(values: readonly JsonValue[]): Message {
  if (values.length === 1) return say('exactly', { value: quoted(values[0] ?? null) });
  const named = values.slice(0, NAMED_VALUES).map(quoted);
  if (values.length <= NAMED_VALUES) return say('oneOf', { values: named });
  return say('oneOfMany', { values: named, more: values.length - NAMED_VALUES, count: values.length });
}

/** A value as JSON has it, not too long. */
export function quoted(value: JsonValue): string {
  return shortened(JSON.stringify(value));
}
