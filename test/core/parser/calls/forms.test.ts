import { describe, expect, it } from 'vitest';
import { calls, marked, problems, read } from './check.ts';

describe('call expressions', () => {
  it.each([
    ['SearchSolution(Error = "空调不制冷", top_k=3)', 'SearchSolution(Error="空调不制冷", top_k=3)'],
    ['f()', 'f()'],
    ['f( )', 'f()'],
    ['f(a=1,)', 'f(a=1)'],
    ['f ( a  =  1 )', 'f(a=1)'],
    ['f(\n  a=1,\n  b=2\n)', 'f(a=1, b=2)'],
    ['f(\r\n  a=1,\r\n  b=2\r\n)', 'f(a=1, b=2)'],
    ['api.orders-v2.get(id=1)', 'api.orders-v2.get(id=1)'],
    ['SearchSolution("卡纸", 3)', 'SearchSolution("卡纸", 3)'],
    ['查询空闲时间(日期="周三")', '查询空闲时间(日期="周三")'],
    ['查询空闲时间()', '查询空闲时间()'],
    ['send mail(to="a@b.c")', 'send mail(to="a@b.c")'],
    ['a/b:c(x=1)', 'a/b:c(x=1)'],
    ['f($filter="x", @type=1, sort-by=2, user.name="k")', 'f($filter="x", @type=1, sort-by=2, user.name="k")'],
    ['f(3d=true)', 'f(3d=true)'],
  ])('%j', (text, expected) => {
    expect(calls(text)).toEqual([expected]);
    expect(problems(text)).toEqual([]);
  });

  it.each([
    ['f(a=1)', '⟦⟨f⟩(‹a›=«1»)⟧'],
    ['  f(a = "x")', '  ⟦⟨f⟩(‹a› = «"x"»)⟧'],
    ['f(a=[1, "b"], c={"d": (2, None)})', '⟦⟨f⟩(‹a›=«[«1», «"b"»]», ‹c›=«{"‹d›": «(«2», «None»)»}»)⟧'],
    ['- f(a=-1)', '- ⟦⟨f⟩(‹a›=«-1»)⟧'],
    ['2. f("x", a=1)', '2. ⟦⟨f⟩(«"x"», ‹a›=«1»)⟧'],
    ['f({"a": 1})', '⟦⟨f⟩({"‹a›": «1»})⟧'],
    ['{"name": "f", "arguments": {"a": [1]}}', '⟦{"name": "⟨f⟩", "arguments": {"‹a›": «[«1»]»}}⟧'],
    [
      '{"name": "f", "arguments": "{\\"a\\": [\\"x\\"]}"}',
      '⟦{"name": "⟨f⟩", "arguments": "{\\"‹a›\\": «[«\\"x\\"»]»}"}⟧',
    ],
    ['<function=f>{"a": 1}</function>', '⟦<function=⟨f⟩>{"‹a›": «1»}</function>⟧'],
    ['Search[ how many [x] ]', '⟦⟨Search⟩[ «how many [x]» ]⟧'],
    ['😀 f\nf(a="😀")', '😀 f\n⟦⟨f⟩(‹a›=«"😀"»)⟧'],
  ])('ranges of %j', (text, expected) => {
    expect(marked(text)).toBe(expected);
  });

  it.each([
    ['f(a=1)->{"ok": true}', '{"ok": true}'],
    ['[f(a=1)]->success ', 'success'],
    ['f(a=1) -> 第一行', '第一行'],
    ['`f(a=1)` -> x', 'x'],
  ])('the result of %j', (text, expected) => {
    const [call] = read(text).calls;
    expect(call?.result === undefined ? undefined : text.slice(call.result.start, call.result.end)).toBe(expected);
  });

  it('have no result if there is no text after the arrow', () => {
    expect(read('f(a=1)->').calls.map((call) => call.result)).toEqual([undefined]);
  });
});

describe('several calls', () => {
  it.each([
    ['[f(a=1), g(b=[1, 2])]', ['f(a=1)', 'g(b=[1, 2])']],
    ['[f(a=1)]', ['f(a=1)']],
    ['[\n  f(a=1),\n  g(b=2),\n]', ['f(a=1)', 'g(b=2)']],
    ['f(a=1)\ng(b=2)', ['f(a=1)', 'g(b=2)']],
    ['f(a=1),\ng(b=2)', ['f(a=1)', 'g(b=2)']],
    ['f(a=1), g(b=2)', ['f(a=1)', 'g(b=2)']],
    ['f(a=1); g(b=2)', ['f(a=1)', 'g(b=2)']],
    ['f(a=1) g(b=2)', ['f(a=1)', 'g(b=2)']],
    ['- f(a=1)\n- g(b=2)', ['f(a=1)', 'g(b=2)']],
    ['1. f(a=1)\n2、g(b=2)', ['f(a=1)', 'g(b=2)']],
    ['f(a=1)\n\ng(b=2)', ['f(a=1)', 'g(b=2)']],
    ['f(a=1) # 先查\ng(b=2) // 再订', ['f(a=1)', 'g(b=2)']],
    ['```python\nf(a=1)\ng(b=2)\n```', ['f(a=1)', 'g(b=2)']],
    ['{"name":"f","arguments":{}}\n{"name":"g","arguments":{}}', ['f()', 'g()']],
  ])('%j', (text, expected) => {
    expect(calls(text)).toEqual(expected);
    expect(problems(text)).toEqual([]);
    expect(read(text).prose).toEqual([]);
  });
});

describe('an object as the arguments', () => {
  it.each([
    ['f({"a": 1, "b": {"c": [true]}})', 'f(a=1, b={"c": [true]})'],
    ["f({'a': True})", 'f(a=true)'],
    ['f({})', 'f()'],
    ['f({"a": 1, ...})', 'f(a=1, ?)'],
    ['f({"a": 1}, b=2)', 'f({"a": 1}, b=2)'],
    ['f(x={"a": 1})', 'f(x={"a": 1})'],
  ])('%j', (text, expected) => {
    expect(calls(text)).toEqual([expected]);
  });

  it('has its arguments between the braces', () => {
    const [call] = read('f({"a": 1})').calls;
    expect(call?.form).toBe('object');
    expect(call?.argumentsRange).toEqual({ start: 3, end: 9 });
  });
});

describe('JSON calls', () => {
  it.each([
    ['{"name": "f", "arguments": {"a": 1}}', ['f(a=1)']],
    ['{"arguments": {"a": 1}, "name": "f"}', ['f(a=1)']],
    ['{"name": "f", "arguments": "{\\"a\\": \\"\\u5317\\\\n\\"}"}', ['f(a="北\\n")']],
    ['{"name": "f", "arguments": ""}', ['f()']],
    ['{"name": "f", "arguments": null}', ['f()']],
    ['{"name": "f", "arguments": []}', ['f()']],
    ['{"name": "f", "parameters": {"a": 1}}', ['f(a=1)']],
    ['{"action": "f", "action_input": {"a": 1}}', ['f(a=1)']],
    ['{"action": "f", "action_input": "{\\"a\\": 1}"}', ['f(a=1)']],
    ['{"action": "f", "action_input": "卡纸"}', ['f("卡纸")']],
    ['{"action": "f", "action_input": 3}', ['f(3)']],
    ['{"tool": "f", "tool_input": {"a": 1}}', ['f(a=1)']],
    ['{"function": {"name": "f", "arguments": {"a": 1}}}', ['f(a=1)']],
    ['{"id": "c1", "type": "function", "function": {"name": "f", "arguments": "{}"}}', ['f()']],
    ['{"function_call": {"name": "f", "arguments": "{}"}}', ['f()']],
    [
      '{"role": "assistant", "tool_calls": [{"function": {"name": "f", "arguments": "{}"}}, {"name": "g", "arguments": {}}]}',
      ['f()', 'g()'],
    ],
    ['[{"name": "f", "arguments": {}}, {"name": "g", "arguments": {"b": 2}}]', ['f()', 'g(b=2)']],
    ['[\n  {"name": "f", "arguments": {}},\n  {"name": "g", "arguments": {}}\n]', ['f()', 'g()']],
    ['{\n  "name": "f",\n  "arguments": {\n    "a": 1\n  }\n}', ['f(a=1)']],
    ["{'name': 'f', 'arguments': {'a': True}}", ['f(a=true)']],
    ['```json\n{"name": "f", "arguments": {"a": 1}}\n```', ['f(a=1)']],
    ['{"name": "查询空闲时间", "arguments": {}}', ['查询空闲时间()']],
    ['{"name": "f", "arguments": ...}', ['f(?)']],
  ])('%j', (text, expected) => {
    expect(calls(text)).toEqual(expected);
    expect(problems(text).filter((problem) => !problem.endsWith('positional'))).toEqual([]);
  });

  it.each([
    '{"name": "Tom"}',
    '{"a": 1}',
    '{"name": "未知", "arguments": {}}',
    '{"action": "Final Answer", "action_input": "好了"}',
    '[1, 2]',
    '[{"name": "Tom"}]',
  ])('%j is none', (text) => {
    expect(read(text)).toEqual({ calls: [], mentions: [], prose: [{ start: 0, end: text.length }] });
  });

  it.each([
    ['{"action": "f", "action_input": "卡纸"}', ['32:"卡纸" positional']],
    ['{"name": "f", "arguments": 3}', ['27:3 The arguments must be a JSON object.']],
    ['{"name": "f", "arguments": ["x"]}', ['27:["x"] The arguments must be a JSON object.']],
    ['{"name": "f", "arguments": "x"}', ['27:"x" positional']],
    ['{"name": "f", "arguments": "{\\"a\\": 北京}"}', ['36:北京 `北京` is not a valid value. Put text in quotes.']],
    ['{"name": "f", "arguments": "{\\"a\\": 1}}"}', ['38:} Unexpected text after the arguments.']],
  ])('problems of %j', (text, expected) => {
    expect(problems(text)).toEqual(expected);
  });

  it('write a replacement within a JSON string as the string needs it', () => {
    const text = '{"name": "f", "arguments": "{\\"a\\": “x”}"}';
    const [problem] = read(text).calls.flatMap((call) => call.problems);
    expect(problem).toMatchObject({ kind: 'punctuation', start: 36, end: 39, replacement: '\\"x\\"' });
  });
});

describe('tagged calls', () => {
  it.each([
    ['<tool_call>{"name": "f", "arguments": {"a": 1}}</tool_call>', ['f(a=1)']],
    ['<tool_call>\n{"name": "f", "arguments": {"a": 1}}\n</tool_call>', ['f(a=1)']],
    [
      '<tool_call>{"name": "f", "arguments": {}}</tool_call>\n<tool_call>{"name": "g", "arguments": {}}</tool_call>',
      ['f()', 'g()'],
    ],
    ['<tool_call>[{"name": "f", "arguments": {}}, {"name": "g", "arguments": {}}]</tool_call>', ['f()', 'g()']],
    ['<function=f>{"a": 1}</function>', ['f(a=1)']],
    ['<function=f></function>', ['f()']],
    ['<function=f>\n{"a": 1}\n</function>', ['f(a=1)']],
  ])('%j', (text, expected) => {
    expect(calls(text)).toEqual(expected);
    expect(problems(text)).toEqual([]);
    expect(new Set(read(text).calls.map((call) => call.form))).toEqual(new Set(['tagged']));
  });

  it.each([
    ['<tool_call>{"name": "f", "arguments": {}}', '0:<tool_call> Unclosed tag `<tool_call>`.'],
    ['<function=f>{"a": 1}', '0:<function=f> Unclosed tag `<function=f>`.'],
    ['<function=f>{"a": 1} x</function>', '21:x Unexpected text after the arguments.'],
    ['<function=f>{"a": 1</function>', '12:{ Unclosed `{`.'],
  ])('problem of %j', (text, expected) => {
    expect(problems(text)).toEqual([expected]);
  });
});

describe('brackets', () => {
  it.each([
    ['Search[Colorado orogeny]', 'Search("Colorado orogeny")'],
    ['Search[a [nested] one]', 'Search("a [nested] one")'],
    ['Search["quoted"]', 'Search("\\"quoted\\"")'],
    ['Search[]', 'Search()'],
    ['Search[{{query}}]', 'Search(?)'],
    ['Search[...]', 'Search(?)'],
  ])('%j', (text, expected) => {
    expect(calls(text)).toEqual([expected]);
    expect(problems(text)).toEqual([]);
  });

  it('need a loaded tool to be more than plain language', () => {
    expect(read('Lookup[a: b]').calls).toEqual([]);
    expect(calls('Lookup[a: b]', 'always')).toEqual(['Lookup("a: b")']);
  });

  it('end at the last bracket of their own line', () => {
    expect(calls('Search[a]\nSearch[b]')).toEqual(['Search("a")', 'Search("b")']);
    expect(read('Search[a]\nSearch[b]').calls[0]).toMatchObject({ form: 'bracket', start: 0, end: 9 });
  });
});
