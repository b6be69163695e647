import { describe, expect, test } from 'vitest';
import { type JsonObject, type JsonValue, renderMessage } from '../../../src/core/index.ts';
import { getValueMessage } from '../../../src/core/lint/support/valueMessages.ts';
import { checkArguments } from '../../../src/core/schemas/arguments.ts';
import { formatName } from '../../../src/core/schemas/expectation.ts';
import { toolWith } from '../schemas/support.ts';

/** The messages about a value `v`, or about the call itself where the schema is that of all arguments. */
function messages(
  schema: JsonObject,
  value: JsonValue,
  language: 'en' | 'zh-CN' = 'en',
  dialect?: string,
): readonly string[] {
  const Guest = { type: 'object', properties: { guest: { type: 'string' } }, required: ['guest'] };
  const root = {
    ...(dialect === undefined ? {} : { $schema: dialect }),
    type: 'object',
    properties: { v: schema },
    $defs: { Guest },
  };
  return checkArguments(toolWith(root), { v: value }).map((problem) =>
    renderMessage(getValueMessage(problem, problem.path.join('.'), JSON.stringify(value)), language),
  );
}

describe('messages about values', () => {
  const contact = { properties: { fax: {}, post: {} } };
  const cases: readonly (readonly [JsonObject, JsonValue, string, string])[] = [
    [
      { not: { type: 'boolean' } },
      true,
      '`v` must not be true or false, but is true.',
      '`v` 不能是布尔值（true 或 false），而这里是 true。',
    ],
    [
      { ...contact, not: { required: ['fax', 'post'] } },
      { fax: 1, post: 2 },
      '`v` must not have all of `fax`, `post` at once.',
      '`v` 不能同时包含 `fax`、`post`。',
    ],
    [{ ...contact, not: { required: ['fax'] } }, { fax: 1 }, '`v` must not have `fax`.', '`v` 不能包含 `fax`。'],
    [
      { ...contact, oneOf: [{ required: ['fax'] }, { required: ['post'] }] },
      { fax: 1, post: 2 },
      '`v` must have exactly one of `fax`, `post`.',
      '`v` 必须且只能包含 `fax`、`post` 之一。',
    ],
    [
      { ...contact, anyOf: [{ required: ['fax'] }, { required: ['post'] }] },
      {},
      '`v` must have at least one of `fax`, `post`.',
      '`v` 至少要包含 `fax`、`post` 之一。',
    ],
    [
      { type: 'array', contains: { type: 'integer' } },
      ['a'],
      '`v` must contain an item that is an integer.',
      '`v` 中至少要有一项是整数。',
    ],
    [
      { type: 'array', contains: { const: 'x' }, minContains: 2 },
      ['x'],
      '`v` must contain at least 2 items that are "x".',
      '`v` 至少要有 2 项是 "x"。',
    ],
    [
      { type: 'array', contains: { const: 'x' }, maxContains: 2 },
      ['x', 'x', 'x'],
      '`v` must contain 1 to 2 items that are "x".',
      '`v` 中应有 1 到 2 项是 "x"。',
    ],
    [
      {
        type: 'object',
        properties: { tier: {} },
        not: { properties: { tier: { const: 'free' } }, required: ['tier'] },
      },
      { tier: 'free' },
      '`v` must not be an object whose "tier" is "free", but is {"tier":"free"}.',
      '`v` 不能是对象（"tier" 为 "free"），而这里是 {"tier":"free"}。',
    ],
    [
      { not: { $ref: '#/$defs/Guest' } },
      { guest: 'Ann' },
      '`v` must not be an object with "guest", but is {"guest":"Ann"}.',
      '`v` 不能是对象（包含 "guest"），而这里是 {"guest":"Ann"}。',
    ],
    [
      { type: 'array', contains: { $ref: '#/$defs/Guest' } },
      [{ guest: 7 }],
      '`v` must contain an item that is an object with "guest".',
      '`v` 中至少要有一项是对象（包含 "guest"）。',
    ],
    [
      { type: 'array', contains: { not: { type: 'boolean' } } },
      [true],
      '`v` must contain an item that is anything but true or false.',
      '`v` 中至少要有一项是布尔值（true 或 false）以外的值。',
    ],
    [{ type: 'array', contains: true }, [], 'The number of items in `v` must be at least 1.', '`v` 至少要有 1 项。'],
    [{ type: 'array', contains: false }, [1], '`v` is not allowed here.', '此处不允许 `v`。'],
    [
      { anyOf: [{ type: 'string', pattern: '^R' }, { type: 'string', maxLength: 2 }, { type: 'boolean' }] },
      'abc',
      '`v` must be a string that matches ^R or a string of at most 2 characters or true or false, but is "abc".',
      '`v` 应为字符串（匹配 ^R）或字符串（最多 2 个字符）或布尔值（true 或 false），而这里是 "abc"。',
    ],
    [
      { type: 'number', anyOf: [{ maximum: 2 }, { minimum: 20 }] },
      9,
      '`v` must be a number up to 2 or a number from 20 up, but is 9.',
      '`v` 应为数字（不大于 2）或数字（不小于 20），而这里是 9。',
    ],
    [
      { type: 'array', prefixItems: [{}, {}], items: false },
      [1, 2, 3],
      'The number of items in `v` must be at most 2.',
      '`v` 最多只能有 2 项。',
    ],
    [
      { oneOf: [{ type: 'integer' }, { minimum: 2 }] },
      5,
      '`v` must match exactly one of the alternatives in its schema, but 5 matches several.',
      '`v` 只能符合工具定义（schema）中的一个备选项，而 5 符合多个。',
    ],
  ];
  test.each(cases)('%j refuses %j', (schema, value, en, zh) => {
    expect(messages(schema, value)).toEqual([en]);
    expect(messages(schema, value, 'zh-CN')).toEqual([zh]);
  });

  test('as many items as asked for', () => {
    const schema = { type: 'array', contains: { type: 'boolean' }, minContains: 2, maxContains: 2 };
    expect(messages(schema, [true])).toEqual(['`v` must contain exactly 2 items that are true or false.']);
    const one = { ...schema, minContains: 1, maxContains: 1 };
    expect(messages(one, [true, false])).toEqual(['`v` must contain exactly one item that is true or false.']);
  });

  test('exclusive bounds of draft-04 are reported as exclusive', () => {
    const draft4 = 'http://json-schema.org/draft-04/schema#';
    expect(messages({ type: 'number', minimum: 3, exclusiveMinimum: true }, 3, 'en', draft4)).toEqual([
      '`v` must be greater than 3, but is 3.',
    ]);
    expect(messages({ type: 'number', maximum: 3, exclusiveMaximum: true }, 4, 'en', draft4)).toEqual([
      '`v` must be less than 3, but is 4.',
    ]);
    expect(messages({ type: 'number', minimum: 3 }, 2, 'en', draft4)).toEqual(['`v` must be at least 3, but is 2.']);
  });

  test('a property that forbids the object is the one that is not allowed', () => {
    const schema = { properties: { old: {} }, dependentSchemas: { old: false } };
    expect(messages(schema, { old: 1 })).toEqual(['`v.old` is not allowed here.']);
  });

  test('a property whose schema is false is not allowed', () => {
    expect(messages({ properties: { old: false } }, { old: 1 })).toEqual(['`v.old` is not allowed here.']);
  });

  test('formats of numbers are numbers', () => {
    expect(renderMessage(formatName('int32'), 'en')).toBe('an integer from -2147483648 to 2147483647');
    expect(renderMessage(formatName('double'), 'zh-CN')).toBe('数字');
  });
});
