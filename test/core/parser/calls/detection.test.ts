import { describe, expect, it } from 'vitest';
import { calls, plain, problems, read } from './check.ts';

const proseOf = (text: string, meant?: 'detect' | 'always') =>
  read(text, meant).prose.map(({ start, end }) => text.slice(start, end));

describe('an action block', () => {
  it.each([
    '查询工程师的可用时间。',
    '提交（紧急）',
    '提交工程单（紧急）',
    'check the calendar (again)',
    'note (unknown)',
    'say("hello")',
    'sort(1, 2)',
    'f(a=1) 然后再查',
    '先 f(a=1)',
    'f(a=1) and g(b=2)',
    '提交(单号=1)',
    'x = f(a=1)',
    '……',
    '[另一个请求的示例]',
    '<工具调用>',
    'f(',
    'f',
  ])('%j is plain language', (text) => {
    expect(read(text).calls).toEqual([]);
    expect(proseOf(text)).toEqual([text]);
  });

  it.each([
    ['unknown()', 'unknown()'],
    ['note (a: 1)', 'note(a=1)'],
    ['say("time: now")', 'say("time: now")'],
    ['sort(1, {"a": 2})', 'sort(1, {"a": 2})'],
    ['提交工单(紧急)', '提交工单(?)'],
    ['提交工单（紧急）', '提交工单(?)'],
    ['Search("x")', 'Search("x")'],
    ['f(a=1', 'f(a=1)'],
    ['f（城市＝"北京"）', 'f(城市="北京")'],
  ])('%j holds a call', (text, expected) => {
    expect(calls(text)).toEqual([expected]);
  });

  it('keeps the prose between calls', () => {
    const text =
      '先查故障库。\nSearchSolution(Error="卡纸")\n  再看工程师，\n  谁有空：\n\n查询空闲时间()\n最后告诉用户。';
    expect(calls(text)).toEqual(['SearchSolution(Error="卡纸")', '查询空闲时间()']);
    expect(proseOf(text)).toEqual(['先查故障库。', '再看工程师，\n  谁有空：', '最后告诉用户。']);
  });

  it('keeps the lines of a fence with the text between them', () => {
    expect(proseOf('```\nf(a=1)\n```')).toEqual([]);
    expect(proseOf('```\n你好\n```')).toEqual(['```\n你好\n```']);
    expect(proseOf('好的\n```json\n{"name":"f","arguments":{}}\n```\n完')).toEqual(['好的', '完']);
  });

  it.each([
    ['先调用SearchSolution(Error="x")再看', ['SearchSolution(Error="x")']],
    ['用 `SearchSolution(Error="x")` 查', ['SearchSolution(Error="x")']],
    ['调用查询空闲时间（日期="周三"）看看', ['查询空闲时间(日期="周三")']],
    ['f(a=1) 与 Search(q="a")、Search(q="b")', ['Search(q="a")', 'Search(q="b")']],
    ['mySearch(q="a") 不算', []],
    ['Search 一下（紧急）', []],
    ['f(a=1) 不是已知工具的说明', []],
  ])('mentions in %j', (text, expected) => {
    expect(read(text).calls).toEqual([]);
    expect(read(text).mentions.map(plain)).toEqual(expected);
  });

  it('does not let a mention run over its line', () => {
    const found = read('看 Search(q="a\n其他');
    expect(found.mentions.map((call) => [call.start, call.end])).toEqual([[2, 13]]);
  });
});

describe('an API request block', () => {
  it.each([
    ['查(日期="周三")', ['查(日期="周三")']],
    ['提交（紧急）', ['提交(?)']],
    ['sort(1, 2)', ['sort(1, 2)']],
    ['f(a=1) 然后告诉用户', ['f(a=1)']],
    ['Lookup[x]', ['Lookup("x")']],
    ['{"name": "f"}', ['f()']],
    ['请求：Search(q="a")', ['Search(q="a")']],
  ])('reads %j', (text, expected) => {
    expect(calls(text, 'always')).toEqual(expected);
  });

  it.each([
    ['周三谁有空？', '0:周三谁有空？ This is not a valid call. Write it as `name(parameter = value)`.'],
    ['SearchSolution', '0:SearchSolution `SearchSolution` has no arguments in parentheses.'],
    ['getOrders', '0:getOrders `getOrders` has no arguments in parentheses.'],
    ['GET /orders?id=1', '0:GET /orders?id=1 This is not a valid call. Write it as `name(parameter = value)`.'],
    ['{"a": 1}', '0:{ This JSON is not a call: `name` and `arguments` are missing.'],
    ['Lookup[x', '6:[ Unclosed `[`.'],
    ['f(', '1:( Unclosed `(`.'],
  ])('says what is wrong with %j', (text, expected) => {
    expect(problems(text, 'always')).toEqual([expected]);
    expect(proseOf(text, 'always')).toEqual([]);
  });

  it.each(['略', '（略）', '...', '……', '[SearchAvailableTime 的请求]', '<请求>', '{{request}}'])(
    'leaves out what %j leaves out',
    (text) => {
      expect(read(text, 'always').calls).toEqual([]);
      expect(proseOf(text, 'always')).toEqual([text]);
    },
  );

  it('keeps prose beside a call', () => {
    const text = 'Search(q="a")\n查到后告诉用户';
    expect(calls(text, 'always')).toEqual(['Search(q="a")']);
    expect(proseOf(text, 'always')).toEqual(['查到后告诉用户']);
  });
});

describe('empty text', () => {
  it.each(['', ' ', '\n\n', '\u3000'])('%j holds nothing', (text) => {
    for (const meant of ['detect', 'always'] as const) {
      expect(read(text, meant)).toEqual({ calls: [], mentions: [], prose: [] });
    }
  });
});
