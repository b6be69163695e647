import { describe, expect, it } from 'vitest';
import { parseTwoLabelCall } from '../../../../src/core/parser/calls/index.ts';
import { isTool, plain, said } from './check.ts';

function pair(name: string, input: string, takesText = false) {
  const text = `${name}\n${input}`;
  const after = name.length + 1;
  const options = { meant: 'detect', isTool } as const;
  const call = parseTwoLabelCall(text, { start: 0, end: name.length }, { start: after, end: text.length }, options, {
    takesText,
  });
  return { text, call };
}

const shown = (name: string, input: string, takesText?: boolean) => {
  const { text, call } = pair(name, input, takesText);
  return call && [plain(call), ...call.problems.map((problem) => said(text, problem))];
};

describe('two labels', () => {
  it.each([
    ['Search', '{"q": "卡纸"}', ['Search(q="卡纸")']],
    ['f', '{"q": 1}', ['f(q=1)']],
    [' f ', "{'q': True}", ['f(q=true)']],
    ['f', '```json\n{"q": 1}\n```', ['f(q=1)']],
    ['f', '```\n{\n  "q": 1,\n\n  "r": 2\n}\n```', ['f(q=1, r=2)']],
    ['f', '{\n  "q": 1\n}', ['f(q=1)']],
    ['f', '', ['f()']],
    ['f', '{}', ['f()']],
    ['f', 'q = "a", n = 3', ['f(q="a", n=3)']],
    ['f', 'q="a"', ['f(q="a")']],
    ['f', '`q="a"`', ['f("`q=\\"a\\"`")', '2:`q="a"` positional']],
    ['f', String.raw`"{\"q\": \"a\"}"`, ['f(q="a")']],
    ['f', `'{"q": 1}'`, ['f(q=1)']],
    ['send mail', '{}', ['send mail()']],
    ['提交工单', '{"单号": 1}', ['提交工单(单号=1)']],
    ['f', '{{input}}', ['f(?)']],
    ['f', '<查询内容>', ['f(?)']],
    ['f', '...', ['f(?)']],
    ['f', '打印机卡纸', ['f("打印机卡纸")', '2:打印机卡纸 positional']],
    ['f', '两行\n文字', ['f("两行\\n文字")', '2:两行\n文字 positional']],
    ['f', '"卡纸"', ['f("卡纸")', '2:"卡纸" positional']],
    ['f', '3', ['f(3)', '2:3 positional']],
    ['f', '[1, 2]', ['f([1, 2])', '2:[1, 2] positional']],
    ['f', '2024-10-11', ['f("2024-10-11")', '2:2024-10-11 positional']],
    ['f', "it's “fine”, really", ['f("it\'s “fine”, really")', "2:it's “fine”, really positional"]],
    ['f', '```python\nprint(1)\n```', ['f("print(1)")', '12:print(1) positional']],
    ['f', '{"q": 1', ['f(q=1)', '2:{ Unclosed `{`.']],
    ['f', '[1, 2', ['f([1, 2])', '2:[ Unclosed `[`.']],
    ['f', '{"q": 1} 好', ['f(q=1)', '11:好 Unexpected text after the arguments.']],
    ['f', '{"q": 1}。', ['f(q=1)', '10:。 -> ']],
    ['`f`', '{“q”：1}', ['f(q=1)', '0:` -> ', '2:` -> ', '5:“q” -> "q"', '8:： -> : ']],
    ['f。', '{}', ['f()', '1:。 -> ']],
  ])('%j with %j', (name, input, expected) => {
    expect(shown(name, input)).toEqual(expected);
  });

  it('take any input for text where the tool has one string parameter', () => {
    expect(shown('f', '3', true)).toEqual(['f("3")', '2:3 positional']);
    expect(shown('f', 'True', true)).toEqual(['f("True")', '2:True positional']);
    expect(shown('f', '"3"', true)).toEqual(['f("3")', '2:"3" positional']);
    expect(shown('f', '{"q": 1}', true)).toEqual(['f(q=1)']);
  });

  it.each(['', '（无）', '查询一下。然后回复'])('are prose after %j', (name) => {
    expect(pair(name, '{"q": 1}').call).toBeUndefined();
  });

  it.each(['查询一下', 'search the web'])('are prose after %j where the input is no JSON', (name) => {
    expect(pair(name, 'q').call).toBeUndefined();
  });

  it.each(['查询一下', 'search the web'])('name an unknown tool by %j where the input is JSON', (name) => {
    expect(shown(name, '{"q": 1}')).toEqual([`${name}(q=1)`]);
  });

  it('span both blocks', () => {
    const { text, call } = pair('Search', '```json\n{"q": 1}\n```');
    expect(call).toMatchObject({ form: 'two-labels', start: 0, end: text.length });
    expect(call && text.slice(call.argumentsRange.start, call.argumentsRange.end)).toBe('"q": 1');
  });
});
