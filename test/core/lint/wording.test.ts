import { describe, expect, it } from 'vitest';
import { renderMessage } from '../../../src/core/index.ts';
import { toExcerpt } from '../../../src/core/lint/support/wording.ts';
import { describeExpectedType } from '../../../src/core/schemas/expectation.ts';
import { shortened } from '../../../src/core/text/shortened.ts';

describe('shortened', () => {
  const long = 'x'.repeat(60);
  it.each([
    ['a short text', 'x', 'x'],
    ['a text of the greatest length', 'x'.repeat(40), 'x'.repeat(40)],
    ['a long text', long, `${'x'.repeat(39)}…`],
    ['a string, still closed', `"${long}"`, `"${'x'.repeat(37)}…"`],
    ['a Chinese string', `“${long}”`, `“${'x'.repeat(37)}…”`],
    ['no half of a character', `${'x'.repeat(38)}😀${long}`, `${'x'.repeat(38)}…`],
  ])('quotes %s', (_, text, expected) => {
    expect(shortened(text)).toBe(expected);
  });
});

it('quotes what was written on one line', () => {
  const text = `f(${'a\n  '.repeat(100)})`;
  expect(toExcerpt(text, { start: 2, end: text.length - 1 })).toBe(`${'a '.repeat(20).slice(0, 39)}…`);
});

it.each([
  [{ type: 'integer' }, 'an integer', '整数'],
  [{ type: ['string', 'null'] }, 'a string or null', '字符串或 null'],
  [{ type: 'string', nullable: true }, 'a string or null', '字符串或 null'],
  [{ type: 'boolean' }, 'true or false', '布尔值（true 或 false）'],
])('names the type %j', (schema, en, chinese) => {
  const message = describeExpectedType(schema);
  expect(message && [renderMessage(message, 'en'), renderMessage(message, 'zh-CN')]).toEqual([en, chinese]);
});

it('names no type where a schema has none', () => {
  expect(describeExpectedType({ minimum: 1 })).toBeUndefined();
});
