import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { blockText, parseShots } from '../../../src/core/index.ts';
import { runs } from '../../support/properties.ts';
import { documentOf } from './outline.ts';

/** Who speaks and what is said, in order. */
function turnsOf(text: string): readonly string[] {
  const tree = parseShots(text);
  return tree.nodes.flatMap((node) =>
    node.kind === 'block' ? [`${node.role}: ${blockText(tree, node).text.replace(/\s+/g, ' ')}`] : [],
  );
}

function callsOf(text: string): readonly string[] {
  return documentOf(text).callOccurrences.map(({ call }) => call.name.text);
}

const lamp = ['user: My lamp is dark.', 'assistant: Which lamp?', 'userTurn: L-7', 'assistant: Change the bulb.'];
const words = ['My lamp is dark.', 'Which lamp?', 'L-7', 'Change the bulb.'];

/** The same talk with what opens a turn of the user and of the assistant, and what closes both. */
function talk(user: string, assistant: string, closings: readonly [string, string]): string {
  return words
    .map((text, index) => (index % 2 === 0 ? `${user}${text}${closings[0]}` : `${assistant}${text}${closings[1]}`))
    .join('');
}

const families: readonly (readonly [string, string])[] = [
  ['ChatML', talk('<|im_start|>user\n', '<|im_start|>assistant\n', ['<|im_end|>\n', '<|im_end|>\n'])],
  [
    'Llama 3',
    `<|begin_of_text|>${talk('<|start_header_id|>user<|end_header_id|>\n\n', '<|start_header_id|>assistant<|end_header_id|>\n\n', ['<|eot_id|>', '<|eot_id|>'])}`,
  ],
  [
    'Llama 4',
    talk('<|header_start|>user<|header_end|>\n\n', '<|header_start|>assistant<|header_end|>\n\n', [
      '<|eot|>',
      '<|eot|>',
    ]),
  ],
  [
    'gpt-oss',
    talk('<|start|>user<|message|>', '<|start|>assistant<|channel|>final<|message|>', ['<|end|>', '<|return|>']),
  ],
  [
    'Kimi',
    talk('<|im_user|>user<|im_middle|>', '<|im_assistant|>assistant<|im_middle|>', ['<|im_end|>', '<|im_end|>']),
  ],
  ['GLM', `[gMASK]<sop>${talk('<|user|>\n', '<|assistant|>\n', ['', ''])}`],
  ['Phi', talk('<|user|>\n', '<|assistant|>\n', ['<|end|>\n', '<|end|>\n'])],
  ['DeepSeek', `<｜begin▁of▁sentence｜>${talk('<｜User｜>', '<｜Assistant｜>', ['', '<｜end▁of▁sentence｜>'])}`],
  ['Gemma', talk('<start_of_turn>user\n', '<start_of_turn>model\n', ['<end_of_turn>\n', '<end_of_turn>\n'])],
  ['MiniMax', talk(']~b]user\n', ']~b]ai\n', ['[e~[\n', '[e~[\n'])],
  ['Mistral', `<s>${talk('[INST] ', ' [/INST] ', ['', '</s>'])}`],
];

describe('turns between tokens', () => {
  it.each(families)('of %s', (_name, text) => {
    expect(turnsOf(text)).toEqual(lamp);
    expect(parseShots(text).turns).toBe('tokens');
    expect(documentOf(text).shots.map(({ style }) => style)).toEqual(['chat']);
  });

  it('hold calls and results', () => {
    const text =
      '<|im_start|>system\nBe brief.<|im_end|>\n<|im_start|>user\ndark<|im_end|>\n<|im_start|>assistant\n<tool_call>\n{"name": "find", "arguments": {"q": "dark"}}\n</tool_call><|im_end|>\n<|im_start|>user\n<tool_response>\nchange it\n</tool_response><|im_end|>\n<|im_start|>assistant\nChange it.<|im_end|>';
    expect(turnsOf(text).map((turn) => turn.split(':')[0])).toEqual([
      'system',
      'user',
      'assistant',
      'observation',
      'assistant',
    ]);
    expect(callsOf(text)).toEqual(['find']);
  });

  it('hold a call of gpt-oss with its channel', () => {
    const text =
      '<|start|>user<|message|>dark<|end|><|start|>assistant<|channel|>analysis<|message|>look<|end|><|start|>assistant<|channel|>commentary to=functions.find <|constrain|>json<|message|>{"q": "dark"}<|call|><|start|>functions.find to=assistant<|channel|>commentary<|message|>change it<|end|><|start|>assistant<|channel|>final<|message|>Change it.<|return|>';
    expect(callsOf(text)).toEqual(['find']);
    expect(turnsOf(text).map((turn) => turn.split(':')[0])).toEqual([
      'user',
      'assistant',
      'assistant',
      'observation',
      'assistant',
    ]);
  });

  it('are several conversations where text is between them', () => {
    const one = '<|im_start|>user\na<|im_end|>\n<|im_start|>assistant\nb<|im_end|>\n';
    const text = `# Two talks\n\n\`\`\`\n${one}\`\`\`\n\nAnd then:\n\n\`\`\`\n${one}\`\`\`\n`;
    expect(turnsOf(text)).toEqual(['user: a', 'assistant: b', 'user: a', 'assistant: b']);
    expect(documentOf(text).problems).toEqual([]);
  });

  it('may end where the model goes on', () => {
    const text =
      '<|im_start|>user\na<|im_end|>\n<|im_start|>assistant\nb<|im_end|>\n<|im_start|>user\n{{question}}<|im_end|>\n<|im_start|>assistant\n';
    expect(turnsOf(text)).toEqual(['user: a', 'assistant: b', 'userTurn: {{question}}']);
  });

  it.each([
    ['a label before them', 'User: what is this?\n<|im_start|>user\na<|im_end|>\nAssistant: ChatML'],
    ['no answer', '<|im_start|>user\na<|im_end|>'],
    ['words of a sentence', 'The token <|im_start|> opens a turn.'],
  ])('are not read with %s', (_name, text) => {
    expect(parseShots(text).turns).toBe('labels');
  });
});

const messages = [
  { role: 'system', content: 'Be brief.' },
  { role: 'user', content: 'My "lamp"\nis dark.' },
  {
    role: 'assistant',
    content: null,
    tool_calls: [
      { id: 'c1', type: 'function', function: { name: 'find', arguments: JSON.stringify({ q: 'a "lamp"', n: 1 }) } },
    ],
  },
  { role: 'tool', tool_call_id: 'c1', content: 'User: change it\nThought: now' },
  { role: 'assistant', content: 'Change it.' },
];

const said = [
  'system: Be brief.',
  'user: My "lamp" is dark.',
  `assistant: ${JSON.stringify(messages[2]?.tool_calls)}`,
  'observation: User: change it Thought: now',
  'assistant: Change it.',
];

describe('turns in JSON', () => {
  const squeezed = (turn: string) => turn.replace(/(?<=^assistant: \[.*) /g, '');

  it.each([
    ['a list of messages', JSON.stringify(messages)],
    ['a row', JSON.stringify({ messages, tools: [] }, undefined, 2)],
    ['a fence', `\`\`\`json\n${JSON.stringify(messages)}\n\`\`\`\n`],
    ['front matter', `---\nstyle: chat\n---\n\n${JSON.stringify(messages)}`],
  ])('in %s', (_name, text) => {
    expect(turnsOf(text).map(squeezed)).toEqual(said.map(squeezed));
    expect(documentOf(text).shots).toHaveLength(1);
    expect(callsOf(text)).toEqual(['find']);
  });

  it.each([
    ['ShareGPT', '{"conversations": [{"from": "human", "value": "a"}, {"from": "gpt", "value": "b"}]}'],
    ['Alpaca', '{"instruction": "a", "input": "", "output": "b"}'],
    ['pairs', '[{"input": "a", "output": "b"}]'],
    ['parts', '[{"role": "user", "content": [{"type": "text", "text": "a"}]}, {"role": "assistant", "content": "b"}]'],
    ['Python', "[{'role': 'user', 'content': 'a'}, {'role': 'assistant', 'content': 'b'}]"],
  ])('of %s', (_name, text) => {
    expect(turnsOf(text)).toEqual(['user: a', 'assistant: b']);
  });

  it('of Anthropic have their calls in the parts', () => {
    const text = JSON.stringify([
      { role: 'user', content: 'dark' },
      {
        role: 'assistant',
        content: [
          { type: 'text', text: 'I look.' },
          { type: 'tool_use', id: 't', name: 'find', input: { q: 'dark' } },
        ],
      },
      { role: 'user', content: [{ type: 'tool_result', tool_use_id: 't', content: 'change it' }] },
    ]);
    expect(turnsOf(text).map((turn) => turn.split(':')[0])).toEqual(['user', 'assistant', 'assistant', 'observation']);
    expect(callsOf(text)).toEqual(['find']);
  });

  it('of several rows are several shots', () => {
    const row = '{"messages": [{"role": "user", "content": "a"}, {"role": "assistant", "content": "b"}]}';
    expect(documentOf(`${row}\n${row}\n`).shots).toHaveLength(2);
  });

  it('have ranges within the escapes', () => {
    const content = '<tool_call>{"name": "find", "arguments": {"q": "a\\"b"}}</tool_call>';
    const text = JSON.stringify([
      { role: 'user', content: 'dark' },
      { role: 'assistant', content },
    ]);
    const [argument] = documentOf(text).callOccurrences[0]?.call.arguments ?? [];
    const slice = (range: { start: number; end: number } | undefined) => range && text.slice(range.start, range.end);
    expect([slice(argument?.name), slice(argument?.value)]).toEqual(['q', JSON.stringify('"a\\"b"').slice(1, -1)]);
  });

  it.each([
    ['other JSON', '{"name": "find", "input": 3}'],
    ['text after it', `${JSON.stringify(messages)}\n\nThat is the data.`],
    ['only a question', '[{"role": "user", "content": "a"}]'],
  ])('are not read in %s', (_name, text) => {
    expect(parseShots(text).turns === 'labels' || _name === 'text after it').toBe(true);
  });
});

describe('steps that are one JSON object', () => {
  const step = '{"thought": "look", "action": "find", "action_input": {"q": "dark"}}';

  it.each([
    ['in a fence', `\`\`\`json\n${step}\n\`\`\``],
    ['on a line', step],
    ['over several lines', JSON.stringify(JSON.parse(step), undefined, 2)],
  ])('%s are actions', (_name, written) => {
    const text = `Question: dark?\n${written}\nObservation: change it\nAnswer: Change it.`;
    expect(turnsOf(text).map((turn) => turn.split(':')[0])).toEqual(['user', 'action', 'observation', 'answer']);
    expect(callsOf(text)).toEqual(['find']);
    expect(documentOf(text).problems).toEqual([]);
  });

  it('with a final answer are the answer', () => {
    const text = `Question: dark?\n${step}\nObservation: change it\n{"thought": "done", "final_answer": "Change it."}`;
    expect(turnsOf(text).map((turn) => turn.split(':')[0])).toEqual(['user', 'action', 'observation', 'answer']);
  });

  it.each([
    ['an action', `Thought: look\nAction:\n${step}\nObservation: a`],
    ['a final answer', `Thought: done\nAnswer:\n${step}`],
  ])('are text in %s', (_name, text) => {
    expect(turnsOf(`Question: dark?\n${text}`)).toHaveLength(
      text.split('\n').filter((line) => /^\w+:/.test(line)).length + 1,
    );
  });
});

describe('any text of turns', () => {
  const parts = [
    '<|im_start|>user\n',
    '<|im_start|>assistant\n',
    '<|im_end|>',
    '<|start|>assistant<|channel|>commentary to=functions.f<|message|>',
    '<|call|>',
    '<｜User｜>',
    '<｜Assistant｜>',
    '[INST]',
    '[/INST]',
    '[{"role": "user", "content": "a"}',
    ',{"role": "assistant", "content": "\\u0041\\n',
    '"}]',
    '{"thought": "a", "action": "f", "action_input": {}}',
    '```json\n',
    '```',
    'Question: a\n',
    'Observation: b\n',
    '\n',
    '"',
    '\\',
    '---\n',
    '<!-- note -->',
  ];

  it('is tiled by nodes without a gap', () => {
    fc.assert(
      fc.property(fc.array(fc.constantFrom(...parts), { maxLength: 20 }), (list) => {
        const text = list.join('');
        const tree = parseShots(text);
        let at = 0;
        for (const node of tree.nodes) {
          expect(node.start).toBe(at);
          at = node.end;
          if (node.kind !== 'block') continue;
          expect(node.label.start).toBeLessThanOrEqual(node.label.word.start);
          expect(node.label.word.end).toBeLessThanOrEqual(node.label.end);
          expect(node.content.start).toBeGreaterThanOrEqual(node.label.end);
          expect(node.content.end).toBeLessThanOrEqual(node.end);
          expect(blockText(tree, node).text.length).toBeLessThanOrEqual(node.end - node.start);
        }
        expect(at).toBe(text.length);
      }),
      { numRuns: runs },
    );
  });
});
