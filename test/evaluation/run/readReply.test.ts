import { describe, expect, it } from 'vitest';
import { DEFAULT_PROJECT } from '../../../src/core/index.ts';
import { readReply } from '../../../src/evaluation/run/readReply.ts';
import { TABLE_TOOLS } from '../matching/turnTable.ts';

function read(
  text: string,
  form: 'tools' | 'text' = 'text',
  toolCalls: readonly { readonly name: string; readonly arguments: string }[] = [],
) {
  const calls = toolCalls.map((call, index) => ({ id: String(index), ...call }));
  const reply = { text, toolCalls: calls, finish: 'stop' as const, usage: undefined, milliseconds: 0 };
  return readReply(reply, { tools: TABLE_TOOLS, project: DEFAULT_PROJECT, form, masker: undefined });
}

const jam = [{ name: 'Search', values: { error: 'jam' } }];

describe('calls in text', () => {
  it.each([
    ['labels', 'Think: Look.\nAction: Search(error = "jam")'],
    ['bold labels', '**Think**: Look.\n**Action**: Search(error = "jam")'],
    ['Chinese labels', '思考：查。\n行动：Search(error = "jam")'],
    ['a bare call', 'Search(error = "jam")'],
    ['a positional argument', 'Action: Search("jam")'],
    ['two labels', 'Thought: x\nAction: Search\nAction Input: {"error": "jam"}'],
    ['JSON', '{"name": "Search", "arguments": {"error": "jam"}}'],
    ['tags', '<tool_call>\n{"name": "Search", "arguments": {"error": "jam"}}\n</tool_call>'],
    ['a fence', '```json\n{"name": "Search", "arguments": {"error": "jam"}}\n```'],
    ['reasoning before', '<think>Search(error = "dust")?</think>\nAction: Search(error = "jam")'],
    ['an invented observation', 'Action: Search(error = "jam")\nObservation: Found.\nAction: Ping()'],
    ['an end token', 'Action: Search(error = "jam")<|im_end|>'],
  ])('are read from %s', (_, text) => {
    expect(read(text).calls).toMatchObject(jam);
  });

  it('are not read from words, and not after an answer', () => {
    expect(read('Action: Explain how Search(error = "x") works.').calls).toEqual([]);
    expect(read('Please open the cover.').calls).toEqual([]);
    expect(read('Answer: Done.').calls).toEqual([]);
  });

  it('without readable arguments have no values', () => {
    expect(read('Action: Search(error = "jam').calls).toMatchObject([{ name: 'Search', values: undefined }]);
  });

  it('say which step they carry out', () => {
    expect(read('<!-- step 4 -->\nAction: Ping()').step).toBe('4');
    expect(read('Step 2: Search.\nAction: Search(error = "jam")').step).toBe('2');
    expect(read('Action: Ping()').step).toBeUndefined();
  });
});

describe('calls of the protocol', () => {
  it('are read with their arguments', () => {
    expect(read('', 'tools', [{ name: 'Search', arguments: '{"error": "jam"}' }]).calls).toMatchObject(jam);
    expect(read('', 'tools', [{ name: 'Ping', arguments: '' }]).calls).toMatchObject([{ name: 'Ping', values: {} }]);
  });

  it.each(['{"error": ', '[1]', '"jam"', `${'{"a":'.repeat(500)}1${'}'.repeat(500)}`])(
    'without an object of arguments have no values: %s',
    (text) => {
      expect(read('', 'tools', [{ name: 'Search', arguments: text }]).calls[0]?.values).toBeUndefined();
    },
  );

  it('count as another notation where the other one is expected', () => {
    expect(read('', 'tools', [{ name: 'Ping', arguments: '{}' }]).isOtherNotation).toBe(false);
    expect(read('', 'text', [{ name: 'Ping', arguments: '{}' }]).isOtherNotation).toBe(true);
    expect(read('Action: Ping()', 'tools').isOtherNotation).toBe(true);
    expect(read('Hello.', 'tools').isOtherNotation).toBe(false);
  });
});
