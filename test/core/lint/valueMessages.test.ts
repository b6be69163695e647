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
  const root = { ...(dialect === undefined ? {} : { $schema: dialect }), type: 'object', properties: { v: schema } };
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

  test('a property whose schema is false is not allowed', () => {
    expect(messages({ properties: { old: false } }, { old: 1 })).toEqual(['`v.old` is not allowed here.']);
  });

  test('formats of numbers are numbers', () => {
    expect(renderMessage(formatName('int32'), 'en')).toBe('an integer from -2147483648 to 2147483647');
    expect(renderMessage(formatName('double'), 'zh-CN')).toBe('数字');
  });
});
