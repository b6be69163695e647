import { describe, expect, it } from 'vitest';
import { parseCalls, parseTwoLabelCall } from '../../../../src/core/parser/calls/index.ts';
import { isTool, nestedRanges } from './check.ts';

/** A quoted document: every line has `> ` before it. The content string leaves the marks out. */
function quoted(content: string) {
  const document = content.replaceAll(/^/gm, '> ');
  const offsets: number[] = [];
  for (let at = 0, line = true; at < document.length; at++) {
    if (line) at += 2;
    line = document[at] === '\n';
    offsets.push(at);
  }
  const map = (offset: number) => {
    const found = offsets[offset];
    if (found === undefined) throw new RangeError(`no character at ${offset}`);
    return found;
  };
  return { document, map };
}

describe('an interrupted text', () => {
  it('has the ranges of the document', () => {
    const content = 'f(\n  a=[1,\n  “x”],\n)\n然后\n{"name": "g", "arguments": "{\\"b\\": 2}"}';
    const { document, map } = quoted(content);
    const { calls, prose } = parseCalls(content, 0, content.length, { meant: 'detect', isTool, map });
    expect(calls.map((call) => document.slice(call.start, call.end))).toEqual([
      'f(\n>   a=[1,\n>   “x”],\n> )',
      '{"name": "g", "arguments": "{\\"b\\": 2}"}',
    ]);
    expect(prose.map(({ start, end }) => document.slice(start, end))).toEqual(['然后']);
    expect(calls[0]?.problems.map(({ start, end }) => document.slice(start, end))).toEqual(['“x”']);
    expect(calls[1]?.arguments.map(({ start, end }) => document.slice(start, end))).toEqual(['\\"b\\": 2']);
    for (const [outer, inner] of calls.flatMap(nestedRanges)) {
      expect(outer.start <= inner.start && inner.end <= outer.end).toBe(true);
    }
  });

  it('can end with its last character, and be empty between parentheses', () => {
    for (const content of ['f()', 'f(', 'f(a=1', '查询空闲时间(', 'f(a="x']) {
      const { map } = quoted(content);
      expect(parseCalls(content, 0, content.length, { meant: 'always', isTool, map }).calls).toHaveLength(1);
    }
  });

  it('may be that of two labels', () => {
    const content = 'Search\n{"q":\n "x"}';
    const { document, map } = quoted(content);
    const input = { start: 7, end: content.length };
    const call = parseTwoLabelCall(content, { start: 0, end: 6 }, input, { meant: 'detect', isTool, map });
    expect(call?.arguments.map(({ start, end }) => document.slice(start, end))).toEqual(['"q":\n>  "x"']);
  });
});
