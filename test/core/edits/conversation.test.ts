import { describe, expect, it } from 'vitest';
import { toShots } from '../../../src/core/edits/conversation.ts';

const openai = {
  messages: [
    { role: 'system', content: 'You repair printers.' },
    { role: 'user', content: 'It jams.' },
    {
      role: 'assistant',
      content: 'Look it up.',
      tool_calls: [{ id: '1', type: 'function', function: { name: 'find', arguments: '{"error": "jam", "n": 2}' } }],
    },
    { role: 'tool', tool_call_id: '1', content: 'Open it.\nResult: fine' },
    { role: 'assistant', content: 'Please open it.' },
    { role: 'user', content: 'Thanks.' },
    { role: 'assistant', content: [{ type: 'text', text: 'You are welcome.' }] },
  ],
};

const first = [
  '**User**: It jams.',
  '',
  '**Think**: Look it up.',
  '**Action**: find(error = "jam", n = 2)',
  '**Observation**: Open it.',
  '\\Result: fine',
  '**Answer**: Please open it.',
].join('\n');
const second = '**User**: Thanks.\n**Answer**: You are welcome.';

const shareGpt = {
  conversations: [
    { from: 'human', value: '卡纸' },
    { from: 'function_call', value: '{"name": "查询", "arguments": {"故障": "卡纸"}}' },
    { from: 'observation', value: '开盖' },
    { from: 'gpt', value: '请开盖' },
  ],
};

describe('toShots', () => {
  it.each([
    ['OpenAI messages', JSON.stringify(openai), 'en', `${first}\n\n---\n\n${second}\n`],
    ['a bare list of messages', JSON.stringify(openai.messages.slice(-2)), 'en', `${second}\n`],
    [
      'JSON Lines',
      `${JSON.stringify({ messages: openai.messages.slice(-2) })}\n`.repeat(2),
      'en',
      `${second}\n\n---\n\n${second}\n`,
    ],
    [
      'ShareGPT in Chinese',
      JSON.stringify([shareGpt]),
      'zh-CN',
      '**用户**：卡纸\n**行动**：查询(故障 = "卡纸")\n**观察**：开盖\n**回答**：请开盖\n',
    ],
    ['labels as they are', '  Question: a\nThought 1: b\n', 'en', 'Question: a\nThought 1: b\n'],
    ['a fence around labels', '```text\nUser: a\nThink: b\n```', 'en', 'User: a\nThink: b\n'],
    [
      'arguments that are no JSON',
      JSON.stringify([
        { role: 'user', content: 'a' },
        { role: 'assistant', tool_calls: [{ function: { name: 'f', arguments: 'x=1' } }] },
      ]),
      'en',
      '**User**: a\n**Action**: f(x=1)\n',
    ],
    ['prose', 'Nothing of the kind.', 'en', undefined],
    ['other JSON', '{"a": 1}', 'en', undefined],
    ['nothing', '', 'en', undefined],
  ] as const)('%s', (_, text, language, expected) => {
    expect(toShots(text, language)).toBe(expected);
  });
});
