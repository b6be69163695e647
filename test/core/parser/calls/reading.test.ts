import { describe, expect, it } from 'vitest';
import { type KnownTools, parseShots, projectDocument } from '../../../../src/core/index.ts';
import { calls, plain, problems, said } from './check.ts';

const TOOLS = new Set(['Lookup', '查订单']);
const tools: KnownTools = { isTool: (name) => TOOLS.has(name) };

/** The calls of a document, and what is said of them. */
function inDocument(text: string): readonly string[] {
  const document = projectDocument(parseShots(text), tools);
  return document.callOccurrences.flatMap(({ call, mention }) => [
    `${mention ? '~' : ''}${plain(call)}`,
    ...call.problems.map((problem) => said(text, problem)),
  ]);
}

describe('the names that JSON calls give to arguments', () => {
  it.each([
    ['{"name": "f", "input": {"a": 1}}', ['f(a=1)']],
    ['{"name": "f", "args": {"a": 1}}', ['f(a=1)']],
    ['{"type": "tool_use", "id": "t1", "name": "f", "input": {"a": 1}}', ['f(a=1)']],
    ['{"functionCall": {"name": "f", "args": {"a": 1}}}', ['f(a=1)']],
    ['{"thought": "now", "action": "f", "action_input": {"a": 1}}', ['f(a=1)']],
  ])('%j', (text, expected) => {
    expect(calls(text)).toEqual(expected);
    expect(calls(text, 'always')).toEqual(expected);
  });
});

describe('doubled braces', () => {
  it.each([
    ['f({{"a": 1}})', ['f(a=1)'], []],
    ['f({{"a": {{"b": 2}}}})', ['f(a={"b": 2})'], []],
    ['{{"name": "f", "arguments": {{"a": 1}}}}', ['f(a=1)'], []],
    ['f(a={{word}})', ['f(a=?)'], []],
    ['f(a={{#node.text#}})', ['f(a=?)'], []],
  ])('%j', (text, expected, said) => {
    expect(calls(text)).toEqual(expected);
    expect(problems(text)).toEqual(said);
  });

  it('leave the inner braces out of the range of the arguments', () => {
    const [call] = projectDocument(parseShots('User: a\nAction: f({{"a": 1}})'), tools).callOccurrences;
    expect(call?.call.argumentsRange).toEqual({ start: 20, end: 26 });
  });
});

describe('closing brackets after a call', () => {
  it.each([
    ['f(a=1))', ['f(a=1)'], ['6:) This `)` has no matching opening bracket.']],
    ['f(a=1)]}', ['f(a=1)'], ['6:] This `]` has no matching opening bracket.']],
    ['{"name": "f", "arguments": {"a": 1}}}', ['f(a=1)'], ['36:} This `}` has no matching opening bracket.']],
  ])('%j', (text, expected, messages) => {
    for (const meant of ['detect', 'always'] as const) {
      expect(calls(text, meant)).toEqual(expected);
      expect(problems(text, meant).map((line) => line.split(' ')[0])).toEqual(
        messages.map((line) => line.split(' ')[0]),
      );
    }
  });
});

describe('comments between arguments', () => {
  it.each([
    ['f(\n  a=1,  # the first\n  b=2\n)', ['f(a=1, b=2)']],
    ['f(\n  # the first\n  a=1,\n  // the second\n  b=2\n)', ['f(a=1, b=2)']],
    ['f(a="x # y", b=2)', ['f(a="x # y", b=2)']],
  ])('%j', (text, expected) => {
    expect(calls(text)).toEqual(expected);
    expect(problems(text)).toEqual([]);
  });
});

describe('calls of documents', () => {
  it.each([
    ['an invisible character before a call', 'User: a\nAction: \uFEFFLookup(k = 1)', ['Lookup(k=1)', '16:\uFEFF -> ']],
    [
      'JSON input in backticks',
      'User: a\nAction: Lookup\nAction Input: `{"k": 1}`',
      ['Lookup(k=1)', '37:` -> ', '46:` -> '],
    ],
    ['a Chinese name that no tool has', '用户：a\n行动：查一下单子\n行动输入：{"k": 1}', ['查一下单子(k=1)']],
    ['a name with a space', 'User: a\nAction: look up\nAction Input: {"k": 1}', ['look up(k=1)']],
    ['words before an input that is no JSON', '用户：a\n行动：去查一查\n行动输入：订单', []],
  ])('%s', (_title, text, expected) => {
    expect(inDocument(text)).toEqual(expected);
  });
});

describe('the name of a tool that is the whole action', () => {
  it.each([
    ['User: a\nAction: Lookup\nObservation: b', ['Lookup()']],
    ['用户：a\n行动：查订单\n观察：b', ['查订单()']],
    ['User: a\nAction: `Lookup`\nObservation: b', ['Lookup()']],
    ['User: a\nAction: Lookup\nAction Input: {"k": 1}', ['Lookup(k=1)']],
    ['User: a\nAction: Lookup it up\nObservation: b', []],
    ['User: a\nAction: Other\nObservation: b', []],
  ])('%j', (text, expected) => {
    expect(inDocument(text)).toEqual(expected);
  });
});
