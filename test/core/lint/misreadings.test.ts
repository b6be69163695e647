import { describe, expect, it } from 'vitest';
import { createLanguageService } from '../../../src/core/index.ts';
import { memoryHost, memoryUri } from '../../support/memoryHost.ts';

const parameters = {
  type: 'object',
  properties: {
    model: { type: 'string' },
    count: { type: 'integer' },
    price: { type: 'number', multipleOf: 0.01 },
    name: { type: 'string', pattern: '^\\p{Script=Han}+$' },
    size: { type: 'string', enum: ['small', 'large'] },
    how: {
      oneOf: [
        { type: 'object', properties: { by: { const: 'mail' }, to: { type: 'string' } }, required: ['by', 'to'] },
        { type: 'object', properties: { by: { const: 'post' }, at: { type: 'string' } }, required: ['by', 'at'] },
      ],
    },
  },
  required: ['model'],
};
const tools = JSON.stringify([
  { type: 'function', function: { name: 'FindLamp', description: 'Finds a lamp.', parameters } },
  { type: 'function', function: { name: '查找灯具', description: '查找灯具。', parameters } },
  { type: 'function', function: { name: 'Lamp Finder', description: 'Finds a lamp.', parameters } },
]);

/** The findings of a text with the tools above, hints and style left out, as `line severity rule`. */
async function findings(text: string): Promise<readonly string[]> {
  const files = { 'lamps.tools.json': tools, 'a.shots.md': `---\ntools: ./lamps.tools.json\n---\n${text}` };
  const service = createLanguageService(memoryHost(files), { language: 'en' });
  const { diagnostics } = await service.lint(memoryUri('a.shots.md'));
  return diagnostics
    .filter(({ severity }) => severity === 'error' || severity === 'warning')
    .map(({ range, severity, rule }) => `${range.start.line - 2} ${severity} ${rule}`);
}

const react = (action: string) => `User: a lamp\nThought: look\n${action}\nObservation: found\nAnswer: here`;
const request = (call: string) => `**User request**: a lamp\n**API request**: ${call}\n`;

describe('what was misread once', () => {
  it.each([
    ['a closed fence is closed', 'User: a\nAnswer: b\n\n```xml\n<User>c</User>\n<Thought>d</Thought>\n```\n', []],
    [
      'doubled braces are escaped braces',
      react('Action: FindLamp\nAction Input: {{"model": "L", "count": "2"}}'),
      ['4 error parameter-type'],
    ],
    ['a placeholder is only round a name', request('FindLamp(model = {{model}})'), ['2 warning placeholder-value']],
    [
      'blocks of search and replace are no conflict',
      'User: a\nAssistant: b\n```\n<<<<<<< SEARCH\nc\n=======\nd\n>>>>>>> REPLACE\n```\n',
      [],
    ],
    ['single quotes in JSON', react("Action: FindLamp\nAction Input: {'model': 'L'}"), ['4 warning nonstandard-json']],
    [
      'a trailing comma in JSON',
      react('Action: FindLamp\nAction Input: {"model": "L",}'),
      ['4 warning nonstandard-json'],
    ],
    ['the name of a tool as the whole action', react('Action: FindLamp'), ['3 error missing-parameter']],
    [
      'an unknown Chinese name with JSON',
      react('Action: 查找灯\nAction Input: {"model": "L"}'),
      ['3 error unknown-tool'],
    ],
    [
      'an unknown name with spaces and JSON',
      react('Action: Lamp Findr\nAction Input: {"model": "L"}'),
      ['3 error unknown-tool'],
    ],
    [
      'input in backticks',
      react('Action: FindLamp\nAction Input: `{"model": "L", "count": "2"}`'),
      ['4 warning nonstandard-punctuation', '4 error parameter-type'],
    ],
    ['JSON in a string', react('Action: FindLamp\nAction Input: "{\\"model\\": 2}"'), ['4 error parameter-type']],
    [
      'a list of keys and values',
      react('Action: FindLamp\nAction Input: model="L", count="2"'),
      ['4 error parameter-type'],
    ],
    [
      'the key input',
      'User: a\nAssistant: <tool_call>{"name": "FindLamp", "input": {"count": 2}}</tool_call>\nTool: b\nAssistant: c',
      ['2 error missing-parameter'],
    ],
    [
      'the key args',
      'User: a\nAssistant: <tool_call>{"name": "FindLamp", "args": {"model": 2}}</tool_call>\nTool: b\nAssistant: c',
      ['2 error parameter-type'],
    ],
    [
      'parameters in tags',
      'User: a\nAssistant: <function=FindLamp><parameter=count>two</parameter><parameter=model>L</parameter></function>\nTool: b\nAssistant: c',
      ['2 error parameter-type'],
    ],
    [
      'an invoke tag',
      'User: a\nAssistant: <invoke name="FindLamp"><parameter name="modl">L</parameter></invoke>\nTool: b\nAssistant: c',
      ['2 error missing-parameter', '2 error unknown-parameter'],
    ],
    ['a result without a call', 'User: a\nTool: b\nAssistant: c', ['2 warning missing-action']],
    [
      'a word of thought directly under the request',
      'User: a\nReasoning: b\nAction: c\nObservation: d\n\nUser: e\nThought: f\nAction: g\nObservation: h\n',
      ['7 warning label-style'],
    ],
    [
      'one finding for a misspelt label',
      'User: a\nThought: b\nAction: c\nObservaton: d\nThought: e\nAction: f\nObservation: g\nAnswer: h',
      ['4 warning unknown-label'],
    ],
    [
      'the slot of a template',
      'Question: a\nThought: b\nAction: c\nObservation: d\nFinal Answer: e\n\nQuestion: {input}\n{agent_scratchpad}\nThought:',
      [],
    ],
    ['an empty observation', react('Action: FindLamp(model = "L")').replace(' found', ''), ['4 warning empty-block']],
    [
      'a bracket that is one too many',
      request('FindLamp(model = 2))'),
      ['2 error parameter-type', '2 error call-syntax'],
    ],
    ['words after a call', request('FindLamp(model = "L") please'), ['2 error call-syntax']],
    ['multiples of decimals', request('FindLamp(model = "L", price = 19.99)'), []],
    ['a comment between arguments', request('FindLamp(\n  model = "L", # the new one\n  count = 2,\n)'), []],
    [
      'a union with a discriminator',
      request('FindLamp(model = "L", how = {"by": "phone", "to": "x"})'),
      ['2 error parameter-value'],
    ],
    ['adjacent strings', request('FindLamp(model = "L" "8")'), ['2 error call-syntax']],
    ['a list as arguments', request('{"name": "FindLamp", "arguments": ["L"]}'), ['2 error call-syntax']],
    [
      'an invisible character before a call',
      request('\u200bFindLamp(model = "L")'),
      ['2 warning nonstandard-punctuation'],
    ],
    ['a quote that is not closed', request('FindLamp(size = "small, model = "L")'), ['2 error call-syntax']],
    ['scripts in patterns', request('FindLamp(model = "L", name = "灯a")'), ['2 error parameter-value']],
    [
      'a call that continues with another',
      request('FindLamp(model = "L") and FindLamp(model = "M")'),
      ['2 error call-syntax'],
    ],
  ] satisfies readonly (readonly [string, string, readonly string[]])[])('%s', async (_name, text, expected) => {
    expect(await findings(text)).toEqual(expected);
  });

  it.each([
    'Some words.\nAnd more.\n',
    '[1, 2, 3]',
    'Use this format.\n\nQuestion: "Question here"\nQuery: "Query here"\nAnswer: "Final answer here"\n',
    'Write it so:\nThought:\n<one line of thought>\nAction:\n<the action>\n',
  ])('nothing recognised is said: %j', async (text) => {
    const service = createLanguageService(memoryHost({ 'a.shots.md': text }), { language: 'en' });
    const { diagnostics } = await service.lint(memoryUri('a.shots.md'));
    expect(diagnostics.map(({ rule, severity }) => `${severity} ${rule}`)).toEqual(['hint nothing-recognised']);
  });
});
