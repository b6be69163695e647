import { describe, expect, test } from 'vitest';
import {
  describeExpected,
  describeValue,
  type JsonObject,
  type JsonValue,
  renderMessage,
} from '../../../src/core/index.ts';

const SCHEMAS: readonly (readonly [JsonObject, string, string])[] = [
  [{ type: 'integer' }, 'an integer', '整数'],
  [{ type: ['string', 'null'] }, 'a string or null', '字符串或 null'],
  [{ type: 'boolean' }, 'true or false', '布尔值（true 或 false）'],
  [{ enum: ['a', 'b'] }, 'one of "a", "b"', ' "a"、"b" 之一'],
  [{ enum: ['a'] }, '"a"', ' "a"'],
  [{ const: 3 }, '3', ' 3'],
  [
    { enum: Array.from({ length: 12 }, (_, index) => index) },
    'one of 0, 1, 2, 3, 4, 5, 6, 7 and 4 more',
    ' 0、1、2、3、4、5、6、7 等 12 个值之一',
  ],
  [{ type: 'string', maxLength: 20 }, 'a string of at most 20 characters', '字符串（最多 20 个字符）'],
  [{ type: 'string', minLength: 2, maxLength: 5 }, 'a string of 2 to 5 characters', '字符串（2 到 5 个字符）'],
  [{ type: 'string', minLength: 5, maxLength: 5 }, 'a string of 5 characters', '字符串（恰好 5 个字符）'],
  [{ type: 'string', pattern: '^a+$' }, 'a string that matches ^a+$', '字符串（匹配 ^a+$）'],
  [{ type: 'string', format: 'date' }, 'a date (2024-05-01)', '日期（2024-05-01）'],
  [{ type: ['string', 'null'], format: 'email' }, 'an e-mail address or null', '电子邮件地址或 null'],
  [{ type: 'string', format: 'mobile' }, 'a string of the format mobile', ' mobile 格式的字符串'],
  [{ type: 'number', minimum: 1 }, 'a number from 1 up', '数字（不小于 1）'],
  [{ type: 'number', minimum: 1, maximum: 5 }, 'a number from 1 to 5', '数字（1 到 5 之间）'],
  [{ type: 'number', exclusiveMinimum: 0 }, 'a number above 0', '数字（大于 0）'],
  [{ type: 'number', minimum: 0, exclusiveMinimum: true }, 'a number above 0', '数字（大于 0）'],
  [{ type: 'integer', multipleOf: 5 }, 'an integer that is a multiple of 5', '整数（为 5 的倍数）'],
  [{ type: 'array', items: { type: 'string' } }, 'a list whose items are each a string', '列表，每项为字符串'],
  [{ type: 'array', minItems: 1 }, 'a list of at least one item', '列表（至少 1 项）'],
  [{ anyOf: [{ type: 'string' }, { type: 'null' }] }, 'a string or null', '字符串或 null'],
  [{ maxLength: 3 }, 'a string of at most 3 characters', '字符串（最多 3 个字符）'],
  [{ minLength: 1 }, 'a string of at least one character', '字符串（至少 1 个字符）'],
  [{ not: { type: 'null' } }, 'anything but null', ' null以外的值'],
  [{}, 'any value', '任意值'],
];

describe('what a schema expects', () => {
  test.each(SCHEMAS)('%j', (schema, english, chinese) => {
    expect(renderMessage(describeExpected(schema), 'en')).toBe(english);
    expect(renderMessage(describeExpected(schema), 'zh-CN')).toBe(chinese);
  });
});

const VALUES: readonly (readonly [JsonValue, string, string])[] = [
  ['3', 'the string "3"', '字符串 "3"'],
  [3, 'the number 3', '数字 3'],
  [true, 'true', 'true'],
  [null, 'null', ' null'],
  [[], 'an empty list', '空列表'],
  [[1, 2], 'a list of 2', '含 2 项的列表'],
  [{}, 'an empty object', '空对象'],
  [{ a: 1 }, 'an object', '对象'],
  ['x'.repeat(100), `the string "${'x'.repeat(37)}…"`, `字符串 "${'x'.repeat(37)}…"`],
];

describe('what a value is', () => {
  test.each(VALUES)('%j', (value, english, chinese) => {
    expect(renderMessage(describeValue(value), 'en')).toBe(english);
    expect(renderMessage(describeValue(value), 'zh-CN')).toBe(chinese);
  });
});
