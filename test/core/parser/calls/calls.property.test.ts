import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { parseTwoLabelCall, parseValue } from '../../../../src/core/parser/calls/index.ts';
import { encloses, type TextRange } from '../../../../src/core/text/range.ts';
import { runs } from '../../../support/properties.ts';
import { isTool, nestedRanges, read } from './check.ts';

const PIECES: readonly string[] = [
  'f',
  'g',
  'Search',
  '查询空闲时间',
  '提交',
  '(',
  ')',
  '[',
  ']',
  '{',
  '}',
  '（',
  '）',
  '"',
  "'",
  '"""',
  '“',
  '”',
  '‘',
  '’',
  '「',
  '」',
  '=',
  '＝',
  ':',
  '：',
  ',',
  '，',
  '、',
  ';',
  '；',
  '.',
  '。',
  '...',
  '…',
  '`',
  '```',
  '\n',
  '\r\n',
  '\n\n',
  ' ',
  '\t',
  '\u3000',
  '\ufeff',
  '1',
  '0',
  '3.5',
  '1,000',
  '2024-10-11',
  '-',
  '+',
  '*',
  '/',
  '->',
  '\\',
  '\\"',
  '\\u12',
  'True',
  'null',
  'a=',
  'b=1',
  '"k": ',
  'a="x"',
  '{{x}}',
  '\x24{y}',
  '<z>',
  '<tool_call>',
  '</tool_call>',
  '<function=f>',
  '</function>',
  '{"name": "f", "arguments": ',
  '"arguments": "{',
  '#',
  '---',
  '- ',
  '1. ',
  'f(a=1)',
  '😀',
  '\ud83d',
  '北京',
  '__proto__',
];
const broken = fc.array(fc.constantFrom(...PIECES), { maxLength: 40 }).map((pieces) => pieces.join(''));
const texts = fc.oneof({ weight: 4, arbitrary: broken }, { weight: 1, arbitrary: fc.string({ unit: 'binary' }) });

/** Empty ranges are allowed for the place of arguments only. */
function expectSound(outer: TextRange, inner: TextRange): void {
  expect(encloses(outer, inner)).toBe(true);
  expect(inner.start <= inner.end).toBe(true);
}

describe('any text', () => {
  it('is read without a throw, and every range lies in the one around it', () => {
    fc.assert(
      fc.property(texts, fc.constantFrom('detect' as const, 'always' as const), (text, meant) => {
        const whole = { start: 0, end: text.length };
        const { calls, mentions, prose } = read(text, meant);
        for (const call of [...calls, ...mentions]) {
          expectSound(whole, call);
          for (const [outer, inner] of nestedRanges(call)) expectSound(outer, inner);
          for (const problem of call.problems) expectSound(whole, problem);
          expect(call.name.end).toBeGreaterThan(call.name.start);
          expect(call.problems.filter(({ kind }) => kind === 'syntax').length).toBeLessThanOrEqual(1);
          if (call.result !== undefined) expectSound(whole, call.result);
        }
        for (const range of prose) expectSound(whole, range);
      }),
      { numRuns: runs },
    );
  });

  it('has its calls and prose in order, and none within another', () => {
    fc.assert(
      fc.property(texts, (text) => {
        const { calls, prose } = read(text);
        for (const list of [calls, prose]) {
          let last = 0;
          for (const { start, end } of list) {
            expect(start).toBeGreaterThanOrEqual(last);
            expect(end).toBeGreaterThan(start);
            last = end;
          }
        }
      }),
      { numRuns: runs },
    );
  });

  it('is the same at the end of a longer text, only further on', () => {
    fc.assert(
      fc.property(texts, (text) => {
        const alone = read(text);
        const { calls } = read(`\n${text}`);
        expect(calls.map(({ start, end }) => [start - 1, end - 1])).toEqual(
          alone.calls.map(({ start, end }) => [start, end]),
        );
      }),
    );
  });

  it('is read as a value and as the input of two labels without a throw', () => {
    fc.assert(
      fc.property(texts, fc.boolean(), (text, takesText) => {
        const { value, problems } = parseValue(text, 0, text.length);
        for (const range of [...(value === undefined ? [] : [value]), ...problems]) {
          expectSound({ start: 0, end: text.length }, range);
        }
        const pair = `f\n${text}`;
        const call = parseTwoLabelCall(
          pair,
          { start: 0, end: 1 },
          { start: 2, end: pair.length },
          { meant: 'detect', isTool },
          {
            takesText,
          },
        );
        expect(call?.name.text).toBe('f');
        for (const [outer, inner] of call === undefined ? [] : nestedRanges(call)) expectSound(outer, inner);
      }),
      { numRuns: runs },
    );
  });
});

describe('hostile text', () => {
  const SIZE = 200_000;
  it.each([
    'f(',
    '[',
    '{',
    '(',
    'f(a=',
    'f(a=[',
    '{"a":',
    'f(a="',
    'f(a="x, b=\'',
    '“',
    "‘a', ",
    '“a", ',
    'f(a=‘x, b=1) ',
    '"""',
    '<tool_call>\n',
    '{{',
    'f(\n',
    'f(a=1,\n',
    'f(a=1,\n)x\n',
    '`',
    '中文(',
    'f(a=1+',
    '((((1+',
    '\\',
    '[f(a="x), ',
    '{"name":"f","arguments":{\n',
    'Search[x',
    'f(a=,',
    ')',
    '\u3000',
    '0-1-2-',
    '["a":',
    '\r',
    "'b'c",
  ])('%j over and over is read in one go', (piece) => {
    const text = piece.repeat(SIZE / piece.length);
    for (const meant of ['detect', 'always'] as const) {
      const { calls, prose } = read(text, meant);
      for (const range of [...calls, ...prose]) expectSound({ start: 0, end: text.length }, range);
    }
    expect(read(`f(a=${text}`).calls.length).toBeLessThan(text.length);
  });
});
