import { describe, expect, it } from 'vitest';
import { parseShots } from '../../../../src/core/index.ts';
import { parseCalls } from '../../../../src/core/parser/calls/index.ts';
import { documentOf } from '../outline.ts';
import { plain, said } from './check.ts';

const TOOLS: ReadonlySet<string> = new Set(['find', 'read_file', 'path', 'summary']);

function read(text: string) {
  return parseCalls(text, 0, text.length, { meant: 'detect', isTool: (name) => TOOLS.has(name) });
}

const calls = (text: string) => read(text).calls.map(plain);
const problems = (text: string) =>
  read(text).calls.flatMap((call) => call.problems.map((problem) => said(text, problem)));

describe('half of a call', () => {
  const whole = [
    '<function_calls>\n<invoke name="find"><parameter name="q">a</parameter></invoke>\n</function_calls>',
    '<tool_call>\n<function=find>\n<parameter=q>\na\n</parameter>\n</function>\n</tool_call>',
    '<read_file>\n<path>a.md</path>\n</read_file>',
    '<｜tool▁calls▁begin｜><｜tool▁call▁begin｜>find<｜tool▁sep｜>{"q": "a"}<｜tool▁call▁end｜><｜tool▁calls▁end｜>',
    '<|tool_call_begin|>functions.find:0<|tool_call_argument_begin|>{"q": "a"}<|tool_call_end|>',
    '<|channel|>commentary to=functions.find<|message|>{"q": "a"}<|call|>',
    '✿FUNCTION✿: find\n✿ARGS✿: {"q": "a"}',
    '[TOOL_CALLS] [{"name": "find", "arguments": {"q": "a"}}]',
  ];

  it.each(whole)('%j has one problem at most wherever it ends', (text) => {
    for (let end = 0; end <= text.length; end++) {
      const found = read(text.slice(0, end));
      for (const call of found.calls) {
        expect(call.problems.filter(({ kind }) => kind === 'syntax').length).toBeLessThanOrEqual(1);
        expect(call.end).toBeLessThanOrEqual(end);
      }
    }
    expect(read(text).calls).toHaveLength(1);
  });
});

describe('notations in each other', () => {
  it('a call after an open one of another notation is read for itself', () => {
    const text =
      '<invoke name="find"><parameter name="q">a\n<tool_call>{"name": "find", "arguments": {"q": "b"}}</tool_call>';
    expect(problems(text)[0]).toContain('Unclosed tag');
  });

  it('each line has its own', () => {
    const text =
      '<tool_call>{"name": "find", "arguments": {"q": "a"}}</tool_call>\nfind(q = "b")\n<function=find><parameter=q>c</parameter></function>\n✿FUNCTION✿: find\n✿ARGS✿: {"q": "d"}';
    expect(calls(text)).toEqual(['find(q="a")', 'find(q="b")', 'find(q="c")', 'find(q="d")']);
    expect(problems(text)).toEqual([]);
  });

  it('two calls in one tag', () => {
    const one = '{"name": "find", "arguments": {"q": "a"}}';
    expect(calls(`<tool_call>${one}\n${one}</tool_call>`)).toEqual(['find(q="a")', 'find(q="a")']);
    expect(problems(`<tool_call>${one}\n${one}</tool_call>`)).toEqual([
      '53:{ A tag holds one call. Put each call in a tag of its own.',
    ]);
    expect(calls(`<tool_call>[${one}, ${one}]</tool_call>`)).toEqual(['find(q="a")', 'find(q="a")']);
  });

  it.each([
    'find(q = "<tool_call>{</tool_call>")',
    'find(q = "<｜tool▁call▁end｜>")',
    'find(q = "[TOOL_CALLS]")',
    'find(q = "✿FUNCTION✿: x")',
  ])('tokens in a string are text: %s', (text) => {
    expect(calls(text)).toHaveLength(1);
    expect(problems(text)).toEqual([]);
  });

  it.each([
    '<details><summary>More</summary>\nCall 110</details>',
    '<table>\n<tr><td>find</td></tr>\n</table>',
    '<summary>\n<b>bold</b>\n</summary>',
  ])('HTML is text: %j', (text) => {
    expect(calls(text)).toEqual([]);
  });
});

describe('a very long line', () => {
  const item = '{"role": "user", "content": "a \\"b\\" c"},{"role": "assistant", "content": "d"},';

  it('of recorded messages is read in time that grows with its length', () => {
    const text = `[${item.repeat(Math.ceil(1_000_000 / item.length)).slice(0, -1)}]`;
    expect(text.length).toBeGreaterThan(1_000_000);
    const started = performance.now();
    const document = documentOf(text);
    expect(document.shots).toHaveLength(1);
    expect(document.shots[0]?.blocks.length).toBeGreaterThan(10_000);
    expect(performance.now() - started).toBeLessThan(20_000);
  });

  it('of other JSON is text', () => {
    const tree = parseShots(`{"rows": [${'{"a": 1},'.repeat(100_000)}{"a": 1}]}`);
    expect(tree.nodes.every(({ kind }) => kind === 'text')).toBe(true);
  });

  it('in a call is read', () => {
    const text = `<tool_call>{"name": "find", "arguments": {"q": "${'a'.repeat(1_000_000)}"}}</tool_call>`;
    expect(read(text).calls).toHaveLength(1);
  });
});
