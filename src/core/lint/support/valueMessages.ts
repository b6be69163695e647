import { defineMessages, type Message, type Say } from '../../l10n/messages.ts';
import { describeExpected, describeExpectedContent, quoted } from '../../schemas/expectation.ts';
import type { ArgumentProblem } from '../../schemas/tool.ts';
import { isList, isObject, type JsonObject, type JsonValue } from '../../text/json.ts';
import { getStrings } from '../../text/jsonPointer.ts';

/** An enum up to this long is listed, and offered, whole. */
export const SHORT_ENUM = 8;

const limits = defineMessages({
  minimum: {
    en: '`{name}` must be at least {limit}, but is {value}.',
    'zh-CN': '`{name}` 不能小于 {limit}，而这里是 {value}。',
  },
  maximum: {
    en: '`{name}` must be at most {limit}, but is {value}.',
    'zh-CN': '`{name}` 不能大于 {limit}，而这里是 {value}。',
  },
  exclusiveMinimum: {
    en: '`{name}` must be greater than {limit}, but is {value}.',
    'zh-CN': '`{name}` 必须大于 {limit}，而这里是 {value}。',
  },
  exclusiveMaximum: {
    en: '`{name}` must be less than {limit}, but is {value}.',
    'zh-CN': '`{name}` 必须小于 {limit}，而这里是 {value}。',
  },
  multipleOf: {
    en: '`{name}` must be a multiple of {limit}, but is {value}.',
    'zh-CN': '`{name}` 必须是 {limit} 的倍数，而这里是 {value}。',
  },
  minLength: {
    en: '`{name}` must have a length of at least {limit}, but {value} is shorter.',
    'zh-CN': '`{name}` 至少要有 {limit} 个字符，而 {value} 太短。',
  },
  maxLength: {
    en: '`{name}` must have a length of at most {limit}, but {value} is longer.',
    'zh-CN': '`{name}` 最多只能有 {limit} 个字符，而 {value} 太长。',
  },
  pattern: {
    en: '`{name}` must match the pattern {limit}, but is {value}.',
    'zh-CN': '`{name}` 必须匹配正则表达式 {limit}，而这里是 {value}。',
  },
  const: { en: '`{name}` must be {limit}, but is {value}.', 'zh-CN': '`{name}` 只能是 {limit}，而这里是 {value}。' },
  minItems: {
    en: 'The number of items in `{name}` must be at least {limit}.',
    'zh-CN': '`{name}` 至少要有 {limit} 项。',
  },
  maxItems: {
    en: 'The number of items in `{name}` must be at most {limit}.',
    'zh-CN': '`{name}` 最多只能有 {limit} 项。',
  },
  minProperties: {
    en: 'The number of properties in `{name}` must be at least {limit}.',
    'zh-CN': '`{name}` 至少要有 {limit} 个属性。',
  },
  maxProperties: {
    en: 'The number of properties in `{name}` must be at most {limit}.',
    'zh-CN': '`{name}` 最多只能有 {limit} 个属性。',
  },
});

const say = defineMessages({
  enum: {
    en: '`{name}` must be one of {choices}, but is {value}.',
    'zh-CN': '`{name}` 只能取 {choices} 之一，而这里是 {value}。',
  },
  more: { en: '{count} more', 'zh-CN': '另外 {count} 个值' },
  uniqueItems: { en: '`{name}` must not contain duplicate items.', 'zh-CN': '`{name}` 中不能有重复项。' },
  forbidden: { en: '`{name}` is not allowed here.', 'zh-CN': '此处不允许 `{name}`。' },
  extraItems: {
    en: 'The number of items in `{name}` must be at most {count}.',
    'zh-CN': '`{name}` 最多只能有 {count} 项。',
  },
  notBoth: { en: '`{name}` must not have all of {names} at once.', 'zh-CN': '`{name}` 不能同时包含 {names}。' },
  notOne: { en: '`{name}` must not have {names}.', 'zh-CN': '`{name}` 不能包含 {names}。' },
  not: {
    en: '`{name}` must not be {expected}, but is {value}.',
    'zh-CN': '`{name}` 不能是{expected}，而这里是 {value}。',
  },
  contains: {
    en: '`{name}` must contain at least {count} items that are {expected}.',
    'zh-CN': '`{name}` 至少要有 {count} 项是{expected}。',
  },
  containsOne: {
    en: '`{name}` must contain an item that is {expected}.',
    'zh-CN': '`{name}` 中至少要有一项是{expected}。',
  },
  containsBetween: {
    en: '`{name}` must contain {low} to {high} items that are {expected}.',
    'zh-CN': '`{name}` 中应有 {low} 到 {high} 项是{expected}。',
  },
  containsExactlyOne: {
    en: '`{name}` must contain exactly one item that is {expected}.',
    'zh-CN': '`{name}` 中应恰好有一项是{expected}。',
  },
  containsExactly: {
    en: '`{name}` must contain exactly {count} items that are {expected}.',
    'zh-CN': '`{name}` 中应恰好有 {count} 项是{expected}。',
  },
  exactlyOneName: {
    en: '`{name}` must have exactly one of {names}.',
    'zh-CN': '`{name}` 必须且只能包含 {names} 之一。',
  },
  oneName: { en: '`{name}` must have at least one of {names}.', 'zh-CN': '`{name}` 至少要包含 {names} 之一。' },
  several: {
    en: '`{name}` must match exactly one of the alternatives in its schema, but {value} matches several.',
    'zh-CN': '`{name}` 只能符合工具定义（schema）中的一个备选项，而 {value} 符合多个。',
  },
  together: { en: '{first} and {second}', 'zh-CN': '{first} 和 {second}' },
  other: {
    en: '`{name}` must be {expected}, but is {value}.',
    'zh-CN': '`{name}` 应为{expected}，而这里是 {value}。',
  },
});

/** What a schema asks of a value that it does not satisfy, in a sentence about the value. */
export function getValueMessage(problem: ArgumentProblem, name: string, value: string): Message {
  const { keyword, schema } = problem;
  const known = Object.hasOwn(WORDINGS, keyword) ? WORDINGS[keyword]?.(schema, name, value) : undefined;
  if (known !== undefined) return known;
  if (keyword === 'enum') return say('enum', { name, value, choices: listed(getEnum(problem)) });
  if (isLimit(keyword)) return limitMessage(keyword, schema, name, value);
  return say('other', { name, value, expected: describeExpected(schema) });
}

type Wording = (schema: JsonObject, name: string, value: string) => Message | undefined;

/** Keywords that a limit alone does not explain. */
const WORDINGS: Readonly<Record<string, Wording>> = {
  uniqueItems: (_schema, name) => say('uniqueItems', { name }),
  not: ({ not }, name, value) => notMessage(not, name, value),
  contains: ({ contains, minContains, maxContains }, name) => {
    const schema = toSchema(contains);
    if (schema === false) return say('forbidden', { name });
    const expected = describeExpectedContent(schema);
    const low = typeof minContains === 'number' ? minContains : 1;
    if (schema === true || Object.keys(schema).length === 0) return limits('minItems', { name, limit: String(low) });
    if (maxContains === low && low === 1) return say('containsExactlyOne', { name, expected });
    if (maxContains === low) return say('containsExactly', { name, count: low, expected });
    if (typeof maxContains === 'number') return say('containsBetween', { name, low, high: maxContains, expected });
    return low === 1 ? say('containsOne', { name, expected }) : say('contains', { name, count: low, expected });
  },
  items: extraItems,
  additionalItems: extraItems,
  unevaluatedItems: extraItems,
  oneOf: ({ oneOf }, name, value) => {
    const names = toNameLists(oneOf);
    return names === undefined ? say('several', { name, value }) : say('exactlyOneName', { name, names });
  },
  anyOf: ({ anyOf }, name) => {
    const names = toNameLists(anyOf);
    return names === undefined ? undefined : say('oneName', { name, names });
  },
};

function notMessage(not: JsonValue | undefined, name: string, value: string): Message {
  const schema = toSchema(not);
  if (schema === true || Object.keys(schema).length === 0) return say('forbidden', { name });
  const names = schema === false ? [] : getStrings(schema.required);
  const isRequiredOnly = schema !== false && Object.keys(schema).every((key) => key === 'required' || key === 'type');
  if (names.length === 0 || !isRequiredOnly)
    return say('not', { name, value, expected: describeExpectedContent(schema) });
  return say(names.length > 1 ? 'notBoth' : 'notOne', { name, names: names.map((one) => `\`${one}\``) });
}

function toSchema(value: JsonValue | undefined): JsonObject | boolean {
  return isObject(value) || typeof value === 'boolean' ? value : true;
}

function extraItems({ prefixItems, items }: JsonObject, name: string): Message {
  const listed = isList(prefixItems) ? prefixItems : isList(items) ? items : [];
  return say('extraItems', { name, count: listed.length });
}

/** What the branches ask for, where they only ask for properties; undefined where they say more. */
function toNameLists(branches: JsonValue | undefined): readonly (string | Message)[] | undefined {
  if (!isList(branches)) return undefined;
  const lists = branches.map((branch) => (isObject(branch) ? getStrings(branch.required) : []));
  const isOnly = branches.every((branch) => isObject(branch) && branch.properties === undefined);
  if (!isOnly || lists.some((list) => list.length === 0)) return undefined;
  return lists.map((list) => {
    const [first = '', ...rest] = list.map((one) => `\`${one}\``);
    return rest.reduce<string | Message>((all, second) => say('together', { first: all, second }), first);
  });
}

/** The keywords whose limit is quoted from the schema. */
type Limit = typeof limits extends Say<infer Key> ? Key : never;

const LIMITS: ReadonlySet<string> = new Set<Limit>([
  'minimum',
  'maximum',
  'exclusiveMinimum',
  'exclusiveMaximum',
  'multipleOf',
  'minLength',
  'maxLength',
  'pattern',
  'const',
  'minItems',
  'maxItems',
  'minProperties',
  'maxProperties',
]);

function isLimit(keyword: string): keyword is Limit {
  return LIMITS.has(keyword);
}

function limitText(limit: JsonValue | undefined): string {
  return typeof limit === 'string' ? `\`${limit}\`` : quoted(limit ?? null);
}

/** In draft-04 an exclusive bound is a flag beside the plain one. */
function limitMessage(keyword: Limit, schema: JsonObject, name: string, value: string): Message {
  const limit = limitText(schema[keyword]);
  if (keyword === 'minimum' && schema.exclusiveMinimum === true)
    return limits('exclusiveMinimum', { name, value, limit });
  if (keyword === 'maximum' && schema.exclusiveMaximum === true)
    return limits('exclusiveMaximum', { name, value, limit });
  return limits(keyword, { name, value, limit });
}

/** The values of the `enum` a problem is about. */
export function getEnum(problem: ArgumentProblem): readonly JsonValue[] {
  const values = problem.schema.enum;
  return Array.isArray(values) ? values : [];
}

function listed(values: readonly JsonValue[]): readonly (string | Message)[] {
  if (values.length <= SHORT_ENUM) return values.map(quoted);
  const shown = values.slice(0, SHORT_ENUM - 1);
  return [...shown.map(quoted), say('more', { count: values.length - shown.length })];
}
