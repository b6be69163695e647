import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import type { CallNode } from '../../../../src/core/parser/callNodes.ts';
import { nodeValue, parseCalls } from '../../../../src/core/parser/calls/index.ts';
import { NOTATIONS } from '../../../../src/core/parser/calls/notations/index.ts';
import { runs } from '../../../support/properties.ts';
import { plain, said } from './check.ts';

const KINDS: Readonly<Record<string, 'text' | 'list' | 'value'>> = {
  q: 'text',
  n: 'value',
  tags: 'list',
  path: 'text',
};
const TOOLS: ReadonlySet<string> = new Set(['find', 'read_file', 'path', 'summary', '查询', 'run']);

function read(text: string, meant: 'detect' | 'always' = 'detect') {
  return parseCalls(text, 0, text.length, {
    meant,
    isTool: (name) => TOOLS.has(name),
    parameterKind: (tool, parameter) => (TOOLS.has(tool) && tool !== 'summary' ? KINDS[parameter] : undefined),
  });
}

function argumentsOf(call: CallNode) {
  return Object.fromEntries(call.arguments.map(({ name, value }) => [name?.text, nodeValue(value)]));
}

const calls = (text: string) => read(text).calls.map(plain);
const problems = (text: string) =>
  read(text).calls.flatMap((call) => call.problems.map((problem) => said(text, problem)));

describe('calls in tags and after tokens', () => {
  it.each([
    [
      '<function=find>\n<parameter=q>\npaper jam\n</parameter>\n<parameter=n>3</parameter>\n</function>',
      'find(q="paper jam", n=3)',
    ],
    ['<tool_call>\n<function=find>\n<parameter=q>\na\n</parameter>\n</function>\n</tool_call>', 'find(q="a")'],
    ['<function=find>{"q": "a"}</function>', 'find(q="a")'],
    [
      '<invoke name="find"><parameter name="q">a</parameter><parameter name="n">3</parameter></invoke>',
      'find(q="a", n=3)',
    ],
    [
      "<function_calls>\n<invoke name='find'>\n<parameter name='q'>a</parameter>\n</invoke>\n</function_calls>",
      'find(q="a")',
    ],
    ['<read_file>\n<path>a.md</path>\n</read_file>', 'read_file(path="a.md")'],
    ['<查询>\n<q>卡纸</q>\n</查询>', '查询(q="卡纸")'],
    ['<run>ls -l</run>', 'run("ls -l")'],
    ['<run/>', 'run()'],
    ['<run></run>', 'run()'],
    ['<tool>find</tool>\n<tool_input>{"q": "a"}</tool_input>', 'find(q="a")'],
    ['<tool>find</tool><tool_input>a b</tool_input>', 'find("a b")'],
    [
      '<tool_call>find\n<arg_key>q</arg_key>\n<arg_value>jam</arg_value>\n<arg_key>n</arg_key>\n<arg_value>3</arg_value>\n</tool_call>',
      'find(q="jam", n=3)',
    ],
    ['<function_call>{"name": "find", "arguments": {"q": "a"}}</function_call>', 'find(q="a")'],
    ['[TOOL_CALLS] [{"name": "find", "arguments": {"q": "a"}}]', 'find(q="a")'],
    ['<|python_tag|>find.call(q="a")', 'find(q="a")'],
    ['<|python_tag|>{"name": "find", "parameters": {"q": "a"}}', 'find(q="a")'],
    ['[TOOL_CALLS]find{"q": "a"}', 'find(q="a")'],
    ['[TOOL_CALLS]find[ARGS]{"q": "a"}', 'find(q="a")'],
    [
      '<｜tool▁calls▁begin｜><｜tool▁call▁begin｜>function<｜tool▁sep｜>find\n```json\n{"q": "a",\n\n"n": 3}\n```<｜tool▁call▁end｜><｜tool▁calls▁end｜>',
      'find(q="a", n=3)',
    ],
    ['<｜tool▁call▁begin｜>find<｜tool▁sep｜>{"q": "a"}<｜tool▁call▁end｜>', 'find(q="a")'],
    [
      '<|tool_calls_section_begin|><|tool_call_begin|>functions.find:0<|tool_call_argument_begin|>{"q": "a"}<|tool_call_end|><|tool_calls_section_end|>',
      'find(q="a")',
    ],
    ['<|tool_call_begin|>find<|tool_call_argument_begin|>{}<|tool_call_end|>', 'find()'],
    ['<|channel|>commentary to=functions.find <|constrain|>json<|message|>{"q": "a"}<|call|>', 'find(q="a")'],
    ['<|start|>assistant<|channel|>commentary to=functions.find<|message|>{"q": "a"}<|call|>', 'find(q="a")'],
    ['<|start|>assistant to=functions.find<|channel|>commentary json<|message|>{"q": "a"}<|call|>', 'find(q="a")'],
    [
      '<minimax:tool_call>\n<invoke name="find">\n<parameter name="q">a</parameter>\n</invoke>\n</minimax:tool_call>',
      'find(q="a")',
    ],
    ['<tool_calls>\n{"name": "find", "arguments": {"q": "a"}}\n</tool_calls>', 'find(q="a")'],
    ['✿FUNCTION✿: find\n✿ARGS✿: {"q": "a"}', 'find(q="a")'],
    ['✿FUNCTION✿: find\n✿ARGS✿: {"q": "a"}\n✿RESULT✿: 3', 'find(q="a")'],
    ['✿FUNCTION✿：run\n✿ARGS✿：ls', 'run("ls")'],
  ])('%j', (text, expected) => {
    expect(calls(text)).toEqual([expected]);
    expect(problems(text)).toEqual([]);
  });

  it('has several calls in one group', () => {
    const one = '<invoke name="find"><parameter name="q">a</parameter></invoke>';
    expect(calls(`<function_calls>\n${one}\n${one}\n</function_calls>`)).toEqual(['find(q="a")', 'find(q="a")']);
  });

  it.each([
    '<｜tool▁calls▁begin｜>?<｜tool▁calls▁end｜>',
    '<|tool_calls_section_begin|>?<|tool_calls_section_end|>',
    '<minimax:tool_call>?</minimax:tool_call>',
    '<tool_calls>\n?\n</tool_calls>',
    '?',
  ])('has several calls in %j', (group) => {
    const one = NOTATIONS.flatMap((notation) => {
      const [open = '', close = ''] = group.split('?');
      const written = notation.write([{ name: 'find', arguments: { q: 'a' } }]);
      return written.startsWith(open) && written.endsWith(close)
        ? [written.slice(open.length, written.length - close.length)]
        : [];
    });
    for (const inner of one) {
      expect(calls(group.replace('?', `${inner}\n${inner}`))).toEqual(['find(q="a")', 'find(q="a")']);
    }
    expect(group === '<tool_calls>\n?\n</tool_calls>' || one.length > 0).toBe(true);
  });

  it('has the name of a tool with or without the namespace', () => {
    const text = '<|tool_call_begin|>functions.find:0<|tool_call_argument_begin|>{"q": "a"}<|tool_call_end|>';
    const name = read(text).calls[0]?.name;
    expect(text.slice(name?.start, name?.end)).toBe('find');
  });

  it('has one call per tag, with text between them', () => {
    expect(calls('I look.\n<read_file>\n<path>a</path>\n</read_file>\n<run>b</run>')).toEqual([
      'read_file(path="a")',
      'run("b")',
    ]);
  });
});

describe('the values in tags', () => {
  const value = (name: string, text: string) =>
    calls(`<invoke name="find"><parameter name="${name}">${text}</parameter></invoke>`);

  it.each([
    ['q', '3', 'find(q="3")'],
    ['q', '\n a \n', 'find(q=" a ")'],
    ['q', 'a &lt; b &amp;amp; &quot;c&apos;', 'find(q="a < b &amp; \\"c\'")'],
    ['q', '', 'find(q="")'],
    ['q', '{{topic}}', 'find(q=?)'],
    ['n', 'three', 'find(n="three")'],
    ['n', ' 3 ', 'find(n=3)'],
    ['n', '{"a": [1, true]}', 'find(n={"a": [1, true]})'],
    ['tags', '["a", "b"]', 'find(tags=["a", "b"])'],
    ['tags', 'a', 'find(tags=["a"])'],
    ['other', '3', 'find(other="3")'],
  ])('%s: %j', (name, text, expected) => {
    expect(value(name, text)).toEqual([expected]);
  });

  it('are a list where a tag is repeated and the schema says so', () => {
    const tag = (text: string) => `<parameter=tags>${text}</parameter>`;
    expect(calls(`<function=find>${tag('a')}${tag('b')}</function>`)).toEqual(['find(tags=["a", "b"])']);
  });

  it('have exact ranges', () => {
    const text = '<invoke name="find"><parameter name="q">\na b\n</parameter></invoke>';
    const [argument] = read(text).calls[0]?.arguments ?? [];
    const slice = (range: { start: number; end: number } | undefined) => range && text.slice(range.start, range.end);
    expect([slice(argument?.name), slice(argument?.value)]).toEqual(['q', 'a b']);
  });
});

describe('tags that are no calls', () => {
  it.each([
    '<details><summary>More</summary>Call 110</details>',
    '<details>\n<summary>More</summary>\n</details>',
    '<unknown>\n<path>a</path>\n</unknown>',
    'It is <read_file> that reads.',
    '<b>bold</b>',
    '<|channel|>analysis<|message|>I look it up.<|end|>',
    'It begins with ✿FUNCTION✿.',
    '[TOOL_CALLS]',
    '<｜User｜>Hello',
  ])('%j', (text) => {
    expect(calls(text)).toEqual([]);
  });

  it('a token within a string is text of it', () => {
    expect(calls('find(q = "<tool_call>")')).toEqual(['find(q="<tool_call>")']);
  });
});

describe('calls in tags that are not closed', () => {
  it.each([
    [
      '<invoke name="find"><parameter name="q">A-7</parameter></invo',
      '0:<invoke name="find"> Unclosed tag `<invoke name="find">`.',
    ],
    ['<function=find><parameter=q>A-7', '15:<parameter=q> Unclosed tag `<parameter=q>`.'],
    ['<read_file>\n<path>a', '12:<path> Unclosed tag `<path>`.'],
    ['<function=find>\n<parameter=q>a</parameter>\nmore\n</function>', '43:more Unexpected text after the arguments.'],
    [
      '<｜tool▁call▁begin｜>find<｜tool▁sep｜>{"q": "a"}',
      '0:<｜tool▁call▁begin｜> Unclosed tag `<｜tool▁call▁begin｜>`.',
    ],
    ['<|tool_call_begin|>find<|tool_call_argument_begin|>{"q": "a"', '51:{ Unclosed `{`.'],
    [
      '<|channel|>commentary to=functions.find<|message|>{"q": "a"} now<|call|>',
      '61:now Unexpected text after the arguments.',
    ],
    ['✿FUNCTION✿: find\n✿ARGS✿: {"q": a}', '31:a `a` is not a valid value. Put text in quotes.'],
  ])('%j has one problem', (text, expected) => {
    expect(problems(text)).toEqual([expected]);
  });
});

describe('any text of tags', () => {
  const parts = [
    '<function=find>',
    '</function>',
    '<parameter=q>',
    '</parameter>',
    '<invoke name="find">',
    '</invoke>',
    '<parameter name="n">',
    '<tool_call>',
    '</tool_call>',
    '<path>',
    '</path>',
    '<read_file>',
    '</read_file>',
    '<arg_key>',
    '</arg_key>',
    '<arg_value>',
    '[TOOL_CALLS]',
    '{"name": "find"}',
    'a',
    '\n',
    ' ',
    '"',
    '&amp;',
    '<function_calls>',
    '</function_calls>',
    '<tool>',
    '</tool>',
    '<tool_input>',
    '<run/>',
    '<｜tool▁calls▁begin｜>',
    '<｜tool▁call▁begin｜>',
    'find<｜tool▁sep｜>',
    '<｜tool▁call▁end｜>',
    '<|tool_call_begin|>functions.find:0<|tool_call_argument_begin|>',
    '<|tool_call_end|>',
    '<|channel|>commentary to=functions.find<|message|>',
    '<|call|>',
    '<minimax:tool_call>',
    '</minimax:tool_call>',
    '✿FUNCTION✿: find\n✿ARGS✿: ',
    '✿RESULT✿: ',
    '```json\n',
    '{"q": "a"}',
    '{"q": "<tool_call>"}',
  ];

  it('is read without a gap in the order of its ranges', () => {
    const text = fc.array(fc.constantFrom(...parts), { maxLength: 24 }).map((list) => list.join(''));
    fc.assert(
      fc.property(text, fc.constantFrom('detect' as const, 'always' as const), (source, meant) => {
        for (const call of read(source, meant).calls) {
          expect(call.start).toBeLessThan(call.end);
          expect(call.end).toBeLessThanOrEqual(source.length);
          expect(call.argumentsRange.start).toBeLessThanOrEqual(call.argumentsRange.end);
          for (const { start, end, value } of call.arguments) {
            expect(start).toBeLessThan(end);
            expect(value.start).toBeLessThan(value.end);
          }
          expect(call.problems.filter(({ kind }) => kind === 'syntax').length).toBeLessThanOrEqual(1);
        }
      }),
      { numRuns: runs },
    );
  });
});

describe('calls that are written', () => {
  const text = fc.string({ unit: 'grapheme', maxLength: 20 }).filter((value) => !/[{}$<>]|\.{3}|…|\r/.test(value));
  const list = fc.array(text, { minLength: 1, maxLength: 3 });
  const call = fc.record({
    name: fc.constantFrom('find', '查询'),
    arguments: fc.record(
      { q: text, n: fc.oneof(fc.integer(), fc.boolean(), fc.dictionary(fc.constantFrom('a', 'b'), text)), tags: list },
      { requiredKeys: [] },
    ),
  });

  it.each(NOTATIONS.map((notation) => [notation.id, notation] as const))(
    'as %s are read as they were',
    (_, notation) => {
      fc.assert(
        fc.property(fc.array(call, { minLength: 1, maxLength: 3 }), (written) => {
          const source = notation.write(written);
          const found = read(source).calls;
          expect(found.flatMap((one) => one.problems)).toEqual([]);
          expect(found.map((one) => ({ name: one.name.text, arguments: argumentsOf(one) }))).toEqual(written);
        }),
        { numRuns: runs },
      );
    },
  );
});
