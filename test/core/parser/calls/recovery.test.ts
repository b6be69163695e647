import { describe, expect, it } from 'vitest';
import { renderMessage } from '../../../../src/core/l10n/messages.ts';
import { calls, problems, read, suggested } from './check.ts';

const SAID: Readonly<Record<string, string>> = {
  string: 'Unterminated string.',
  inner: 'The string ends too early at a quote within its text. Escape the inner quote or use other quotes.',
  paren: 'Unclosed `(`.',
  bracket: 'Unclosed `[`.',
  brace: 'Unclosed `{`.',
  comma: 'Expected a comma.',
};

describe('one broken call', () => {
  it.each([
    ['f(city="Boston, MA)', '7:"', 'string', 'f(city="Boston, MA")'],
    ["f(city='北京, day='周三')", "7:'", 'string', 'f(city="北京", day="周三")'],
    [
      'f(city = "Los Altos, CA, type = "Family", ok = False)',
      '9:"',
      'string',
      'f(city="Los Altos, CA", type="Family", ok=false)',
    ],
    ['f(city="北京, days=7)', '7:"', 'string', 'f(city="北京", days=7)'],
    ["f(city='LA, items=['a', 'b'])", "7:'", 'string', 'f(city="LA", items=["a", "b"])'],
    ["f(a={'k': 'x, 'm': 'y'}, b=1)", "10:'", 'string', 'f(a={"k": "x", "m": "y"}, b=1)'],
    ['f(a=["x, "y"], b=1)', '5:"', 'string', 'f(a=["x", "y"], b=1)'],
    ['f(a={"k: 1, "m": 2})', '5:"', 'string', 'f(a={"k": 1, "m": 2})'],
    ['f(a="""x)', '4:"""', 'string', 'f(a="x")'],
    ['f(a=“x)', '4:“', 'string', 'f(a="x")'],
    ['f(a="x”, b=1)', '4:"', 'string', 'f(a="x", b=1)'],
    ['f(\n  a="x,\n  b=1\n)', '7:"', 'string', 'f(a="x", b=1)'],
    ["f(a='Domino's', b=2)", "4:'", 'inner', 'f(a="Domino\'s", b=2)'],
    ["f(a='Today's x', b='Today's y', c=1)", "4:'", 'inner', 'f(a="Today\'s x", b="Today\'s y", c=1)'],
    ['f(a="he said "hi" to me")', '4:"', 'inner', 'f(a="he said \\"hi\\" to me")'],
    ['f(a=1', '1:(', 'paren', 'f(a=1)'],
    ['f(a="x", b=2', '1:(', 'paren', 'f(a="x", b=2)'],
    ['f(a=[1, 2)', '4:[', 'bracket', 'f(a=[1, 2])'],
    ['f(a=[1, 2, b=3)', '4:[', 'bracket', 'f(a=[1, 2], b=3)'],
    ['f(a=[)', '4:[', 'bracket', 'f(a=[])'],
    ['f(a=[[1, 2], [3, b=3)', '13:[', 'bracket', 'f(a=[[1, 2], [3]], b=3)'],
    ['f(a={"k": 1)', '4:{', 'brace', 'f(a={"k": 1})'],
    ['f(a={"k": 1, b=3)', '4:{', 'brace', 'f(a={"k": 1}, b=3)'],
    ['f(a=[{"k": 1, {"k": 2}])', '5:{', 'brace', 'f(a=[{"k": 1}, {"k": 2}])'],
    ['f(a={"k": [{"m": 1], "n": 2})', '11:{', 'brace', 'f(a={"k": [{"m": 1}], "n": 2})'],
    ['f(a={"k": ["x", "m": 1})', '10:[', 'bracket', 'f(a={"k": ["x"], "m": 1})'],
    ['f(a=(1, 2, b=3)', '4:(', 'paren', 'f(a=[1, 2], b=3)'],
    ['f(a=1 b=2)', '6:b', 'comma', 'f(a=1, b=2)'],
    ['f(a="x" b="y")', '8:b', 'comma', 'f(a="x", b="y")'],
    ['f(a=["x" "y"])', '9:"', 'comma', 'f(a=["x", "y"])'],
    ['f(a={"k": 1 "m": 2})', '12:"', 'comma', 'f(a={"k": 1, "m": 2})'],
    ['f(a=1\n  b=2)', '8:b', 'comma', 'f(a=1, b=2)'],
  ])('%j', (text, place, reason, expected) => {
    expect(problems(text)).toEqual([`${place} ${SAID[reason]}`]);
    expect(calls(text)).toEqual([expected]);
  });

  it.each([
    ['f(a=)', '3:= `a` has no value.'],
    ['f(a=, b=2)', '3:= `a` has no value.'],
    ['f(a={"k":})', '8:: `k` has no value.'],
    ['f(a=1,, b=2)', '6:, Expected a value before the comma.'],
    ['f(, a=1)', '2:, Expected a value before the comma.'],
    ['f(a=[1,, 2])', '7:, Expected a value before the comma.'],
    ['f(a=1]', '1:( Mismatched brackets: `(` is closed by `]`.'],
    ['f(a=1])', '5:] Unexpected `]` without an opening bracket.'],
    ['f(a=“x, b=“y”)', '4:“ Unterminated string.'],
    ['f(a=[1]], b=2)', '7:] Unexpected `]` without an opening bracket.'],
    ['f(a=(1, 2])', '4:( Mismatched brackets: `(` is closed by `]`.'],
    ['f(a={"k"})', '5:"k" Expected a key for each value in braces: `"key": value`.'],
    ['f(a={1, 2})', '5:1 Expected a key for each value in braces: `"key": value`.'],
    ['f(a={k: 1})', '5:k Put the key `k` in quotes.'],
    ['f(a={"k"=1})', '8:= Use `:` instead of `=` between key and value in braces.'],
    ['f(a==1)', '4:=1 `=1` is not a valid value. Put text in quotes.'],
  ])('%j', (text, expected) => {
    expect(problems(text, 'always').filter((problem) => !problem.includes('->'))).toEqual([expected]);
  });

  it.each([
    ['f(a=1', ['f(a=1)']],
    ['f(a=[1, 2, b=3)', ['f(a=[1, 2], b=3)']],
    ['f(a={"k": 1)', ['f(a={"k": 1})']],
    ['f(a="x, b=2)', ['f(a="x", b=2)']],
    ['f(a="x”, b=2)', ['f(a="x", b=2)']],
    ["f(a='x)", ["f(a='x')"]],
    ["f(a='Domino's', b=2)", ['f(a="Domino\'s", b=2)']],
    ['f(a=1 b=2)', ['f(a=1, b=2)']],
    ['f(a=[1]], b=2)', ['f(a=[1], b=2)']],
    ['f(a={k: 1})', ['f(a={"k": 1})']],
    ['f(a={"k"=1})', ['f(a={"k":1})']],
    ['f(a=(1, 2])', ['f(a=(1, 2))']],
    ['<function=f>{"a": 1}', ['<function=f>{"a": 1}</function>']],
  ])('what is suggested for %j', (text, expected) => {
    expect(suggested(text)).toEqual(expected);
    for (const corrected of expected) expect(problems(corrected)).toEqual([]);
  });
});

describe('the calls beside a broken one', () => {
  it.each([
    ['f(a=1\ng(b=2)', ['f(a=1)', 'g(b=2)']],
    ['g(b=2)\nf(a=1', ['g(b=2)', 'f(a=1)']],
    ['f(a=[1, 2\ng(b=2)', ['f(a=[1, 2])', 'g(b=2)']],
    ['f(a={"k": [1\ng(b=2)', ['f(a={"k": [1]})', 'g(b=2)']],
    ['f(a="x\ng(b=2)', ['f(a="x")', 'g(b=2)']],
    ['f(a="x, c="y)\ng(b="z")', ['f(a="x", c="y")', 'g(b="z")']],
    ['f(a="x\nSearch[b]', ['f(a="x")', 'Search("b")']],
    ['f(a=1\n{"name": "g", "arguments": {}}', ['f(a=1)', 'g()']],
    ['f(a=1\n<function=g>{}</function>', ['f(a=1)', 'g()']],
    ['f(a=1\n- g(b=2)', ['f(a=1)', 'g(b=2)']],
    ['- f(a=1\n- g(b=2)', ['f(a=1)', 'g(b=2)']],
    ['{"name": "f", "arguments": {"a": 1}\n{"name": "g", "arguments": {}}', ['f(a=1)', 'g()']],
    ['{"name": "f", "arguments": {"a": "x}}\n{"name": "g", "arguments": {}}', ['f(a="x")', 'g()']],
    ['[f(a=1, g(b=2)]', ['f(a=1)', 'g(b=2)']],
    ['[f(a=[1), g(b=2)]', ['f(a=[1])', 'g(b=2)']],
    ['[{"name": "f", "arguments": {"a": 1}, {"name": "g", "arguments": {}}]', ['f(a=1)', 'g()']],
    [
      '<tool_call>{"name": "f", "arguments": {"a": 1}</tool_call>\n<tool_call>{"name": "g", "arguments": {}}</tool_call>',
      ['f(a=1)', 'g()'],
    ],
    ['<tool_call>{"name": "f", "arguments": {"a": """x}}</tool_call>\ng(b="""y""")', ['f(a="x")', 'g(b="y")']],
    ['f(a=1\n\ng(b=2)', ['f(a=1)', 'g(b=2)']],
    ['f(a=1,\n\ng(b=2)', ['f(a=1)', 'g(b=2)']],
    ['f(a=1\n---\ng(b=2)', ['f(a=1)', 'g(b=2)']],
    ['f(a=1\n## g\ng(b=2)', ['f(a=1)', 'g(b=2)']],
  ])('in %j', (text, expected) => {
    expect(calls(text)).toEqual(expected);
    expect(problems(text)).toHaveLength(1);
  });

  it('go on where the line before ends with a comma or an opener', () => {
    expect(calls('f(a=1,\nb=2)')).toEqual(['f(a=1, b=2)']);
    expect(calls('f(\na=1)')).toEqual(['f(a=1)']);
    expect(problems('f(a=1,\nb=2)')).toEqual([]);
  });

  it('can be arguments only if they are indented further', () => {
    const text = '  f(a=[\n    g(b=1)\n  ])';
    expect(read(`x\n${text}`).calls).toHaveLength(1);
  });

  it('leave prose after an open call alone', () => {
    const text = 'f(a=1\n然后告诉用户';
    expect(read(text).prose).toEqual([{ start: 6, end: text.length }]);
  });
});

describe('brackets nested too deep', () => {
  it.each(['[', '{"k":', '('])('say so once: %s', (opener) => {
    const text = `f(a=${opener.repeat(100_000)}1\ng(b=1)`;
    expect(problems(text)).toEqual([expect.stringContaining('nested more than 200 levels deep')]);
    expect(calls(text).at(-1)).toBe('g(b=1)');
  });

  it('are read up to the limit', () => {
    const text = `f(a=${'['.repeat(199)}${']'.repeat(199)})`;
    expect(problems(text)).toEqual([]);
  });
});

it.each(['\n', '\r\n'])('takes no bracket of the next line for that of a tool named on this one: %j', (lineBreak) => {
  const text = `Search${lineBreak}[Search(q="x"), Search(q=“y”)]`;
  expect(calls(text, 'always')).toEqual(['Search(q="x")', 'Search(q="y")']);
  expect(problems(text, 'always')).toEqual([expect.stringContaining('“y”')]);
});

it('keeps the arguments of an open tag within it, with any blank at its end', () => {
  const [call] = read('<function=f>{x\u3000').calls;
  expect(call && [call.end, call.argumentsRange.end]).toEqual([14, 14]);
});

describe('messages', () => {
  it('exist in Chinese', () => {
    const [problem] = read('f(a="x)').calls.flatMap((call) => call.problems);
    expect(problem?.kind === 'syntax' && renderMessage(problem.message, 'zh-CN')).toBe('字符串没有结束引号。');
  });
});
