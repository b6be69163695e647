import { describe, expect, it } from 'vitest';
import { anyValue, hasAnyValue, isAnyValue, nodeValue, parseValue } from '../../../../src/core/parser/calls/index.ts';
import type { JsonValue } from '../../../../src/core/text/json.ts';
import { calls, problems, said, suggested } from './check.ts';

function value(text: string): JsonValue | undefined {
  const parsed = parseValue(text, 0, text.length);
  return parsed.value === undefined || parsed.problems.length > 0 ? undefined : nodeValue(parsed.value);
}

describe('strings', () => {
  it.each([
    ['"a"', 'a'],
    ["'a'", 'a'],
    ['""', ''],
    [`"it's"`, "it's"],
    [`'say "hi"'`, 'say "hi"'],
    ['"""a\n"b"\n\nc"""', 'a\n"b"\n\nc'],
    ["'''a'''", 'a'],
    ['"""a""""', 'a"'],
    ['""""""', ''],
    ['"a\\"b"', 'a"b'],
    ["'a\\'b'", "a'b"],
    ['"a\\\\"', 'a\\'],
    ['"\\n\\t\\r\\b\\f\\/"', '\n\t\r\b\f/'],
    ['"\\u5317\\x41\\U0001F600\\ud83d\\ude00"', '北A😀😀'],
    ['"\\d+\\w"', '\\d+\\w'],
    ['"\\u12"', '\\u12'],
    ['"（，：“”。"', '（，：“”。'],
    ['"a　b"', 'a　b'],
    ["r'C:\\new'", 'C:\\new'],
    ["u'a\\n'", 'a\n'],
    ['("a")', 'a'],
    ['"a(b[c{d"', 'a(b[c{d'],
    ['"<div>"', '<div>'],
    ['"..."', '...'],
  ])('%s', (text, expected) => {
    expect(value(text)).toBe(expected);
  });
});

describe('numbers', () => {
  it.each([
    ['0', 0],
    ['7', 7],
    ['-5', -5],
    ['+5', 5],
    ['--5', 5],
    ['3.25', 3.25],
    ['.5', 0.5],
    ['5.', 5],
    ['1e3', 1000],
    ['1E-2', 0.01],
    ['1_000', 1000],
    ['0x1f', 31],
    ['0b101', 5],
    ['0.5', 0.5],
    ['12345678901234567890', Number('12345678901234567890')],
    ['1/6', 1 / 6],
    ['500*500', 250000],
    ['2+3*4', 14],
    ['(2+3)*4', 20],
    ['-(2+3)', -5],
    ['2 - 3', -1],
    ['2-3', -1],
    ['10-4-3', undefined],
    ['10 - 4 - 3', 3],
    ['8/4/2', 1],
    ['2*-3', -6],
    ['((1))', 1],
    ['1e2+1', 101],
  ])('%s', (text, expected) => {
    expect(value(text)).toBe(expected);
  });

  it.each([
    ['1/6', { folded: true }],
    ['(1)', { folded: true }],
    ['3.0', { fraction: true }],
    ['1e3', { fraction: true }],
    ['0.5*2', { folded: true, fraction: true }],
    ['3', {}],
    ['-3', {}],
  ])('how %s is written', (text, flags) => {
    const parsed = parseValue(text, 0, text.length).value;
    expect(parsed).toEqual({ kind: 'number', start: 0, end: text.length, value: expect.any(Number), ...flags });
  });
});

describe('literals, lists and objects', () => {
  it.each([
    ['True', true],
    ['true', true],
    ['False', false],
    ['None', null],
    ['null', null],
    ['[]', []],
    ['[1, "a", None]', [1, 'a', null]],
    ['[1, 2,]', [1, 2]],
    ['[[1], [2, [3]]]', [[1], [2, [3]]]],
    ['()', []],
    ['(1,)', [1]],
    ['(45.76, 4.85)', [45.76, 4.85]],
    ['("a", "b")', ['a', 'b']],
    ['{}', {}],
    ['{"a": 1, \'b\': [true]}', { a: 1, b: [true] }],
    ['{"a": 1,}', { a: 1 }],
    ['{1: "a"}', { 1: 'a' }],
    ['{"a": {"a": {}}}', { a: { a: {} } }],
    ['{"a": 1, "a": 2}', { a: 2 }],
    ['[\n  1,\n  2\n]', [1, 2]],
  ])('%s', (text, expected) => {
    expect(value(text)).toEqual(expected);
  });

  it('keeps a key named __proto__', () => {
    expect(Object.entries(value('{"__proto__": 1}') ?? {})).toEqual([['__proto__', 1]]);
  });
});

describe('values that are not known', () => {
  it.each([
    ['{{x}}', 'placeholder'],
    ['{{ 用户 城市 }}', 'placeholder'],
    ['\x24{x}', 'placeholder'],
    ['<x>', 'placeholder'],
    ['<城市，如北京>', 'placeholder'],
    ['{city}', 'placeholder'],
    ['"{{x}}"', 'placeholder'],
    ['"\x24{x}"', 'placeholder'],
    ['...', 'elided'],
    ['…', 'elided'],
    ['……', 'elided'],
  ])('%s', (text, kind) => {
    const parsed = parseValue(text, 0, text.length);
    expect(parsed.value).toMatchObject({ kind, start: 0, end: text.length });
    expect(parsed.problems).toEqual([]);
    expect(parsed.value && isAnyValue(nodeValue(parsed.value))).toBe(true);
  });

  it('are found within others', () => {
    expect(hasAnyValue(value('{"a": [1, <x>]}') ?? null)).toBe(true);
    expect(value('{"a": 1, ...}')).toBe(anyValue);
    expect(hasAnyValue(value('{"a": [{}]}') ?? null)).toBe(false);
    expect(isAnyValue({})).toBe(false);
  });

  it('match any arguments if they have no name', () => {
    expect(calls('f(a=1, ...)')).toEqual(['f(a=1, ?)']);
    expect(problems('f(a=1, ...)')).toEqual([]);
  });
});

describe('text that is not a valid value', () => {
  it.each([
    ['f(a=2024-10-11)', '4:2024-10-11 `2024-10-11` is not a valid number'],
    ['f(a=2024-10)', '4:2024-10 `2024-10` is not a valid number'],
    ['f(a=10/11/2024)', '4:10/11/2024 `10/11/2024` is not a valid number'],
    ['f(a=010-8888)', '4:010-8888 `010-8888` is not a valid number'],
    ['f(a=400-820-8820)', '4:400-820-8820 `400-820-8820` is not a valid number'],
    ['f(a=555-1234)', '4:555-1234 `555-1234` is not a valid number'],
    ['f(a=+86-13800000000)', '4:+86-13800000000 `+86-13800000000` is not a valid number'],
    ['f(a=007)', '4:007 `007` is not a valid number'],
    ['f(a=9:00)', '4:9:00 `9:00` is not a valid number'],
    ['f(a=14:00-16:00, b=2)', '4:14:00-16:00 `14:00-16:00` is not a valid number'],
    ['f(a=1.2.3)', '4:1.2.3 `1.2.3` is not a valid number'],
    ['f(a=1/0)', '4:1/0 `1/0` is not a valid number'],
    ['f(a=3 天, b=2)', '4:3 天 `3 天` is not a valid value'],
    ['f(a=500元)', '4:500元 `500元` is not a valid value'],
    ['f(a=北京, b=2)', '4:北京 `北京` is not a valid value'],
    ['f(a=北京 朝阳区)', '4:北京 朝阳区 `北京 朝阳区` is not a valid value'],
    ['f(a=卡纸，打不开, b=2)', '4:卡纸，打不开 `卡纸，打不开` is not a valid value'],
    ['f(a=https://x.cn/a?b=1, b=2)', '4:https://x.cn/a?b=1 `https://x.cn/a?b=1` is not a valid value'],
    ['f(a=TRUE)', '4:TRUE `TRUE` is not a valid value'],
    ['f(a=2**3)', '4:2**3 `2**3` is not a valid value'],
    ['f(a=g(x=1, y="2)"), b=2)', '4:g(x=1, y="2)") `g(x=1, y="2)")` is a call or an expression'],
    ['f(a="x" + "y")', '4:"x" + "y" `"x" + "y"` is a call or an expression'],
    ['f(a="x".upper(), b=2)', '4:"x".upper() `"x".upper()` is a call or an expression'],
    ['f(a=[北京, 上海])', '5:北京 `北京` is not a valid value'],
    ['f(a={"k": v})', '10:v `v` is not a valid value'],
    ['f(a=1,000)', '4:1,000 `1,000` is read as several values'],
    ['f(a=1,234,567.89, b=2)', '4:1,234,567.89 `1,234,567.89` is read as several values'],
    ['f(a={"k": 1,000})', '10:1,000 `1,000` is read as several values'],
  ])('%s', (text, expected) => {
    const found = problems(text);
    expect(found).toHaveLength(1);
    expect(found[0]?.startsWith(expected)).toBe(true);
    expect(calls(text)[0]).not.toContain('=""');
  });

  it.each([
    ['f(a=2024-10-11)', ['f(a="2024-10-11")']],
    ['f(a=北京, b=2)', ['f(a="北京", b=2)']],
    ['f(a=1,000, b=2)', ['f(a=1000, b=2)', 'f(a="1,000", b=2)']],
    ['f(a=007)', ['f(a="007")', 'f(a=7)']],
    ['f(a=TRUE)', ['f(a=True)', 'f(a="TRUE")']],
    ['f(a=undefined)', ['f(a=None)', 'f(a="undefined")']],
  ])('suggestions for %s', (text, expected) => {
    expect(suggested(text)).toEqual(expected);
  });

  it('leaves the other arguments as they are', () => {
    expect(calls('f(a=北京, b=2, c=9:00, d="x")')).toEqual(['f(a=?, b=2, c=?, d="x")']);
    expect(problems('f(a=北京, b=2, c=9:00, d="x")')).toHaveLength(1);
  });

  it('may be a number with commas where a group cannot be a number of its own', () => {
    expect(calls('SearchSolution(1,000)')).toEqual(['SearchSolution(?)']);
    expect(calls('SearchSolution(1,200)')).toEqual(['SearchSolution(1, 200)']);
  });
});

describe('a value alone', () => {
  it('is absent in blank text', () => {
    expect(parseValue('  ', 0, 2)).toEqual({ value: undefined, problems: [] });
  });

  it('has nothing after it', () => {
    const text = '[1] 2';
    expect(parseValue(text, 0, text.length).problems.map((problem) => said(text, problem))).toEqual([
      '4:2 Unexpected text after the arguments.',
    ]);
  });

  it('is read from within a longer text', () => {
    expect(parseValue('x=[1, 2], y', 2, 8).value).toMatchObject({ kind: 'array', start: 2, end: 8 });
  });
});
