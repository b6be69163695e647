import { describe, expect, it } from 'vitest';
import { createLanguageService } from '../../../src/core/index.ts';
import { memoryHost, memoryUri } from '../../support/memoryHost.ts';
import { documentOf, documentOutline } from '../parser/outline.ts';

const tool = (name: string, ...names: readonly string[]) => ({
  type: 'function',
  function: {
    name,
    description: `Uses ${name}.`,
    parameters: {
      type: 'object',
      properties: Object.fromEntries(names.map((one) => [one, { type: 'string' }])),
      required: names,
      additionalProperties: false,
    },
  },
});
const tools = JSON.stringify([
  tool('FindLamp', 'model'),
  tool('FindBulb', 'model'),
  tool('open_file', 'path'),
  tool('path'),
  tool('summary'),
  tool('log', 'text'),
]);

/** The findings of a text with the tools above, as `line severity rule excerpt`. */
async function findings(text: string): Promise<readonly string[]> {
  const files = { 'lamps.tools.json': tools, 'a.shots.md': text };
  const service = createLanguageService(memoryHost(files), { language: 'en' });
  const { diagnostics } = await service.lint(memoryUri('a.shots.md'));
  const lines = text.split('\n');
  return diagnostics
    .filter(({ rule }) => rule !== 'near-duplicate-shot')
    .map(({ range: { start, end }, severity, rule }) => {
      const line = lines[start.line] ?? '';
      const excerpt = line.slice(start.character, start.line === end.line ? end.character : line.length);
      return `${start.line + 1} ${severity} ${rule} ${excerpt}`;
    });
}

const outline = (text: string) =>
  documentOutline(
    documentOf(text, {
      isTool: (name) => JSON.parse(tools).some((one: { function: { name: string } }) => one.function.name === name),
    }),
  );

const json = (name: string, model: string) =>
  `<tool_call>{"name": "${name}", "arguments": {"model": "${model}"}}</tool_call>`;

const messages = JSON.stringify([
  { role: 'user', content: '灯不亮' },
  {
    role: 'assistant',
    tool_calls: [{ id: 'c1', type: 'function', function: { name: 'FindLamp', arguments: '{"modl": "L-7"}' } }],
  },
  { role: 'tool', tool_call_id: 'c1', content: '用户: 换灯泡' },
]);

/** The cases of chats in the order of the specification; the places are lines. */
const CASES: readonly (readonly [string, string, readonly string[], string])[] = [
  [
    '1: turns of one conversation are one shot',
    'User: It is dark.\nAssistant: Which lamp?\nUser: L-7\nAssistant: FindLamp(model = "L-7")\nTool: bulb\nAssistant: Change the bulb.',
    [],
    'shot[user; round(assistant userTurn); round(assistant{FindLamp} observation); answer]',
  ],
  [
    '2: the larger gap divides',
    '用户：灯不亮\n客服：哪盏？\n用户：L7\n客服：请换灯泡。\n\n用户：我要换货\n客服：请提供单号。',
    [],
    'shot[user; round(assistant userTurn); answer] shot[user; answer]',
  ],
  [
    '3: one size of gap is doubtful',
    'User: a\n\nAssistant: b\n\nUser: c\n\nAssistant: d',
    ['5 hint shot-boundary User:'],
    'shot[user; round(assistant userTurn); answer]',
  ],
  [
    '3: a line of dashes divides',
    'User: a\n\nAssistant: b\n\n---\n\nUser: c\n\nAssistant: d',
    [],
    'shot[user; answer] shot[user; answer]',
  ],
  [
    '4: thoughts and actions make no chat',
    'User: L-7?\nThought: look\nAction: FindLamp(model="L-7")\nObservation: hall\nAssistant: In the hall.\nUser: L-8?\nThought: look\nAction: FindLamp(model="L-8")\nObservation: yard\nAssistant: In the yard.',
    [],
    'shot[user; round(think action{FindLamp} observation); answer] shot[user; round(think action{FindLamp} observation); answer]',
  ],
  [
    '5: questions and answers are shots of their own',
    'Q: Which is brighter?\nA: L-7\nB: L-8\n\nQ: Which is older?\nA: L-7',
    [],
    'shot[user; answer] shot[user; answer]',
  ],
  [
    '6: a result without a call',
    '用户：查一下 L-7\n工具：{"state": "on"}\n客服：亮着。',
    ['2 warning missing-action 工具：'],
    'shot[user; round(observation); answer]',
  ],
  [
    '7: a tool label with a call is an action',
    '用户：灯不亮\n思考：先查\n工具：FindLamp(model = "L-7")\n观察：灯泡坏了\n回答：请换灯泡。',
    [],
    'shot[user; round(think action{FindLamp} observation); answer]',
  ],
  [
    '8: two calls in one turn have a result each',
    `User: a\nAssistant: ${json('FindLamp', 'L')}\n${json('FindBulb', 'B')}\nTool: one\nTool: two\nAssistant: b`,
    [],
    'shot[user; round(assistant{FindLamp}{FindBulb} observation observation); answer]',
  ],
  [
    '8: a third result answers no call',
    `User: a\nAssistant: ${json('FindLamp', 'L')}\n${json('FindBulb', 'B')}\nTool: one\nTool: two\nTool: three\nAssistant: b`,
    ['6 warning missing-action Tool:'],
    'shot[user; round(assistant{FindLamp}{FindBulb} observation observation observation); answer]',
  ],
  [
    '9: a tag in the tag of a tool is its parameter',
    'User: a\nAssistant: I look.\n<open_file>\n<path>a.md</path>\n</open_file>\nTool: b\nAssistant: c',
    [],
    'shot[user; round(assistant{open_file} observation); answer]',
  ],
  [
    '10: HTML is text, also where a tool has the name of an element',
    'User: a\nAssistant: <details><summary>More</summary>Call 110</details>',
    [],
    'shot[user; answer]',
  ],
  [
    '11: calls of the user are text, and so are tokens in a string',
    `User: what is ${json('FindLamp', 'L')}?\nAssistant: It is how a model calls a tool, e.g. log(text = "<tool_call>").`,
    [],
    'shot[user; answer]',
  ],
  [
    '12: instructions before, and the place of the real request after the shots',
    '系统：你是客服。\n\n用户：灯不亮\n客服：请换灯泡。\n\n---\n\n用户：{{query}}\n客服：',
    [],
    'shot[user; answer] slot',
  ],
  [
    '13: two turns of the user, and an end without a reply',
    'User: hi\nUser: my lamp is L-7\nAssistant: Thanks.\nUser: bye',
    ['2 info block-order User:', '4 warning incomplete-shot User:'],
    'shot[user; round(userTurn); round(assistant userTurn)]',
  ],
  [
    '14: a call that is being typed has one finding',
    'User: a\nAssistant: <think>need it</think>\n\n<invoke name="FindLamp"><parameter name="model">L-7</parameter></invo',
    ['4 error call-syntax <invoke name="FindLamp">'],
    'shot[user; round(assistant{FindLamp})]',
  ],
  [
    '15: pasted messages are checked in place',
    `\`\`\`json\n${messages}\n\`\`\`\n`,
    ['2 error missing-parameter FindLamp', '2 error unknown-parameter modl'],
    'shot[user; round(assistant{FindLamp} observation)]',
  ],
];

describe('chats', () => {
  it.each(CASES)('%s', async (_name, text, expected, shots) => {
    expect(await findings(text)).toEqual(expected);
    expect(outline(text)).toBe(shots);
  });
});
