import { readFileSync } from 'node:fs';
import { describe, expect, it } from 'vitest';
import { generated } from '../../scripts/grammars/index.ts';
import { type Token, tokenize } from './tokenizer.ts';

/** A document and, for some of its pieces, the innermost scope (without the language at its end). */
interface Case {
  readonly of: string;
  readonly text: string;
  readonly scopes: Readonly<Record<string, string>>;
  readonly grammar?: string;
}

const labels: readonly Case[] = [
  { of: 'bold, colon outside', text: '**Think**: why', scopes: { Think: 'keyword.other.label.think' } },
  { of: 'bold, colon inside', text: '**Action：** 查', scopes: { Action: 'keyword.control.label.action' } },
  {
    of: 'bold alone on its line',
    text: '**Observation**',
    scopes: { Observation: 'variable.other.constant.label.observation' },
  },
  {
    of: 'plain with a number',
    text: 'Thought 12: why',
    scopes: { Thought: 'keyword.other.label.think', ' 12': 'constant.numeric.label' },
  },
  {
    of: 'numbered without colon',
    text: 'Observation 1 done',
    scopes: { Observation: 'variable.other.constant.label.observation' },
  },
  { of: 'quoted', text: '> think: why', scopes: { think: 'keyword.other.label.think' } },
  { of: 'listed', text: '- Thought: why', scopes: { Thought: 'keyword.other.label.think' } },
  {
    of: 'tagged',
    text: '<Thought>why</Thought>',
    scopes: { Thought: 'keyword.other.label.think', '</': 'punctuation.definition.tag' },
  },
  {
    of: 'Chinese',
    text: '思考：为什么',
    scopes: { 思考: 'keyword.other.label.think', '：': 'punctuation.separator.label' },
  },
  {
    of: 'Chinese in bold',
    text: '**观察结果**：完成',
    scopes: { 观察结果: 'variable.other.constant.label.observation' },
  },
  {
    of: 'two words',
    text: 'Action Input: {"q": 1}',
    scopes: { 'Action Input': 'keyword.control.label.action-input', '"q"': 'support.type.property-name' },
  },
  {
    of: 'API labels in any case',
    text: '**api-request**: f(a = 1)',
    scopes: { 'api-request': 'keyword.control.label.api-request' },
  },
  { of: 'steps', text: '第二步：确认', scopes: { 第二步: 'keyword.other.label.step' } },
  { of: 'answers', text: 'Final Answer: done', scopes: { 'Final Answer': 'entity.name.type.label.answer' } },
];

const calls: readonly Case[] = [
  {
    of: 'named arguments',
    text: '**Action**: SearchSolution(Error = "卡纸", top_k=3, deep=True)',
    scopes: {
      SearchSolution: 'entity.name.function.call',
      Error: 'variable.parameter',
      卡纸: 'string.quoted.double',
      '3': 'constant.numeric',
      True: 'constant.language',
      ')': 'punctuation.section.arguments.end',
    },
  },
  {
    of: 'full-width punctuation',
    text: '行动：查询（城市＝“北京”）',
    scopes: { 查询: 'entity.name.function.call', 城市: 'variable.parameter', 北京: 'string.quoted.typographic' },
  },
  {
    of: 'nested values over lines',
    text: 'Action: order({"items": [\n  {"sku": -1.5}\n]})\nObservation: f(x)',
    scopes: {
      '"sku"': 'support.type.property-name',
      '-1.5': 'constant.numeric',
      Observation: 'variable.other.constant.label.observation',
    },
  },
  {
    of: 'brackets',
    text: 'Action: Search[Milhaud (composer)]',
    scopes: { Search: 'entity.name.function.call', 'Milhaud (composer)': 'string.unquoted.argument' },
  },
  {
    of: 'a list of calls',
    text: 'Action: [f(a=1), g(b=2)]',
    scopes: { f: 'entity.name.function.call', g: 'entity.name.function.call' },
  },
  { of: 'a name alone', text: 'Action: lookup\nAction Input: x', scopes: { lookup: 'entity.name.function.call' } },
  {
    of: 'tags with a name',
    text: 'Action: <function_calls>\n<invoke name="f">\n<parameter name="a">x</parameter>\n</invoke>\n</function_calls>',
    scopes: {
      function_calls: 'entity.name.tag',
      invoke: 'entity.name.tag',
      name: 'entity.other.attribute-name',
      '"f"': 'string.quoted.double',
      parameter: 'entity.name.tag',
      '</': 'punctuation.definition.tag',
    },
  },
  {
    of: 'tags with an equals sign',
    text: 'Action: <function=f>\n<parameter=city>\nBern\n</parameter>\n</function>',
    scopes: {
      function: 'entity.name.tag',
      f: 'entity.name.function.call',
      parameter: 'entity.name.tag',
      city: 'variable.parameter.argument',
    },
  },
  {
    of: 'a tag in an answer of a chat',
    text: 'User: hello\nAssistant: <tool_call>\n{}\n</tool_call>',
    scopes: { tool_call: 'entity.name.tag' },
  },
  {
    of: 'tags of results',
    text: 'Observation: <tool_response>{"n": 1}</tool_response>',
    scopes: { tool_response: 'entity.name.tag', '"n"': 'support.type.property-name' },
  },
  {
    of: 'a model token',
    text: 'Action: [TOOL_CALLS] [{"name": "f"}]',
    scopes: { '[TOOL_CALLS]': 'entity.name.tag.token', '"name"': 'support.type.property-name' },
  },
  {
    of: 'a token between bars',
    text: 'Action: <|python_tag|>{"name": "f"}',
    scopes: { '<|python_tag|>': 'entity.name.tag.token' },
  },
  { of: 'a token between marks', text: 'Action: ✿FUNCTION✿: f', scopes: { '✿FUNCTION✿': 'entity.name.tag.token' } },
  {
    of: 'tags',
    text: 'Action: <tool_call>{"name": "f"}</tool_call>',
    scopes: { tool_call: 'entity.name.tag', '"name"': 'support.type.property-name' },
  },
  { of: 'placeholders', text: 'Action: f(a={{city}})', scopes: { '{{city}}': 'variable.language.placeholder' } },
  {
    of: 'an API request',
    text: '接口请求：查询空闲时间("周三")',
    scopes: { 查询空闲时间: 'entity.name.function.call' },
  },
];

const surroundings: readonly Case[] = [
  {
    of: 'front matter',
    text: '---\nsop: ./a.sop.md\n---\n',
    scopes: { 'sop: ./a.sop.md': 'meta.embedded.block.yaml', '---': 'punctuation.definition.frontmatter.begin' },
  },
  { of: 'front matter only on top', text: '\n---\nsop: x', scopes: { '---': 'meta.separator' } },
  { of: 'a separator', text: '**Think**: a\n\n***\n', scopes: { '***': 'meta.separator' } },
  { of: 'a heading without space', text: '##Few shots', scopes: { 'Few shots': 'entity.name.section' } },
  {
    of: 'embedded JSON',
    text: '**API schema**:\n```json\n{"a": 1}\n```\n',
    scopes: { '{"a": 1}': 'meta.embedded.block.json', '```': 'punctuation.definition.fence' },
  },
  {
    of: 'embedded YAML',
    text: '**API schema**:\n```yaml\na: 1\n```\n',
    scopes: { 'a: 1': 'meta.embedded.block.yaml' },
  },
  {
    of: 'a suppression',
    text: '<!-- sop-shots-disable-next-line missing-think -->',
    scopes: { 'sop-shots-disable-next-line': 'keyword.other.directive' },
  },
  {
    of: 'an open slot',
    text: '**User**:<User request>',
    scopes: { '<User request>': 'variable.language.placeholder' },
  },
  {
    of: 'an escaped label',
    text: '**User**: a\n\\问题：b',
    scopes: { '\\': 'constant.character.escape', '问题：b': 'meta.block.user' },
  },
  {
    of: 'a fence around shots',
    text: '```shots\nUser: a\n```\nafter',
    scopes: { User: 'entity.name.type.label.user', after: '' },
  },
];

const recovery: readonly Case[] = [
  { of: 'a string ends at its line', text: 'Action: f(a="open\nb=1)', scopes: { b: 'variable.parameter' } },
  { of: 'a call ends at a blank line', text: 'Action: f(a="x",\n\nb=1)', scopes: { 'b=1)': 'meta.block.action' } },
  {
    of: 'a call ends at a label',
    text: 'Action: f(a=[1,\n思考：为什么',
    scopes: { 思考: 'keyword.other.label.think', 为什么: 'meta.block.think' },
  },
  { of: 'prose is no call', text: '行动：提交工单（紧急）', scopes: { '提交工单（紧急）': 'meta.block.action' } },
  {
    of: 'a fence ends at a label',
    text: 'Observation: x\n```\nopen\nThought: y',
    scopes: { Thought: 'keyword.other.label.think' },
  },
];

const procedures: readonly Case[] = (
  [
    ['1. 查', '1.'],
    ['1、查', '1、'],
    ['1) call', '1)'],
    ['（1）查', '（1）'],
    ['① 查', '①'],
    ['一、查', '一、'],
    ['第一步，查', '第一步，'],
    ['- 第一步，查', '- 第一步，'],
    ['步骤1：查', '步骤1：'],
    ['Step 1: call', 'Step 1:'],
    ['2.1 call', '2.1'],
  ] as const
).map(([text, marker]) => ({ of: marker, text, grammar: 'text.sop', scopes: { [marker]: 'keyword.other.step' } }));

const more: readonly Case[] = [
  { of: 'a condition', text: '2、如果需要上门', grammar: 'text.sop', scopes: { 如果: 'keyword.control.condition' } },
  {
    of: 'a time',
    text: '3. Find out when one is free.',
    grammar: 'text.sop',
    scopes: { 'Find out when one is free.': '' },
  },
  {
    of: 'a case',
    text: '3. Say so, when none is.',
    grammar: 'text.sop',
    scopes: { when: 'keyword.control.condition' },
  },
  {
    of: 'a tool',
    text: '1. Call `BookVisit`.',
    grammar: 'text.sop',
    scopes: { '`BookVisit`': 'markup.inline.raw.string' },
  },
  {
    of: 'shots in Markdown',
    text: '# Notes\n\n~~~shots\n**Action**: f(a=1)\n~~~\n**Action**: g(a=1)',
    grammar: 'text.html.markdown',
    scopes: { f: 'entity.name.function.call', '**Action**: g(a=1)': '' },
  },
];

/** The innermost scope of the first token with a text; labels in bold carry two, the last of which counts. */
function scopeOf(lines: readonly (readonly Token[])[], text: string): string | undefined {
  const token = lines.flat().find((each) => each.text.trim() === text.trim());
  return token && (token.scopes.at(-1)?.replace(/\.(sop-shots|sop)$/, '') ?? '');
}

describe.each(Object.entries({ labels, calls, surroundings, recovery, procedures, more }))('%s', (_, cases) => {
  it.each(cases.map((each) => [each.of, each] as const))('%s', async (_of, { text, scopes, grammar }) => {
    const lines = await tokenize(text, grammar);
    const found = Object.fromEntries(Object.keys(scopes).map((piece) => [piece, scopeOf(lines, piece)]));
    expect(found).toEqual(scopes);
  });
});

it.each(Object.entries(generated))('%s is what its source says', (path, content) => {
  const written: unknown = JSON.parse(readFileSync(new URL(`../../${path}`, import.meta.url), 'utf8'));
  expect(written).toEqual(JSON.parse(JSON.stringify(content)));
});

it('tokenizes a line of 100,000 characters in an action without growing out of proportion', async () => {
  const line = `Action: f(a=[${'"字", '.repeat(20_000)}])`;
  const lines = await tokenize(line);
  expect(lines[0]?.at(-1)?.scopes.at(-1)).toContain('punctuation.section.arguments.end');
});
