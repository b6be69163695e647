import { describe, expect, it } from 'vitest';
import { ORDERS, promptOf } from './support.ts';

interface Message {
  readonly role: string;
  readonly content: string;
  readonly tool_calls?: readonly { readonly id: string; readonly function: { readonly arguments: string } }[];
  readonly tool_call_id?: string;
}

interface Request {
  readonly messages: readonly Message[];
  readonly tools?: readonly { readonly function: { readonly name: string } }[];
}

async function requestOf(files: Readonly<Record<string, string>>, request?: string): Promise<Request> {
  return JSON.parse((await promptOf(files, { format: 'messages', system: 'Help.', request })).text);
}

const CALLS = {
  'o.tools.json': ORDERS['o.tools.json'] ?? '',
  'a.shots.md': `---
tools: ./o.tools.json
---

**User**: Where is A1?
**Think**: I look it up.
**Action**: TrackOrder(id = "A1")
**Observation**: on its way
**Final Answer**: On its way.

**User**: Where are B2 and C3?
**Action**: TrackOrder(id = "B2")
TrackOrder(id = "C3")
`,
};

describe('the messages format', () => {
  it('has calls with arguments as JSON text, their results and the tools', async () => {
    const { messages, tools } = await requestOf(CALLS, 'Where is D4?');
    expect(messages.map(({ role }) => role)).toEqual([
      ...['system', 'user', 'assistant', 'tool', 'assistant'],
      ...['user', 'assistant', 'tool', 'tool'],
      'user',
    ]);
    const [, , call, result] = messages;
    expect(call?.content).toBe('I look it up.');
    expect(JSON.parse(call?.tool_calls?.[0]?.function.arguments ?? '')).toEqual({ id: 'A1' });
    expect(result).toMatchObject({ tool_call_id: call?.tool_calls?.[0]?.id, content: 'on its way' });
    expect(messages.at(-1)?.content).toBe('Where is D4?');
    expect(tools?.map((tool) => tool.function.name)).toEqual(['TrackOrder', 'Refund']);
  });

  it('gives each call of a shot that ends with calls an empty result', async () => {
    const { messages } = await requestOf(CALLS);
    const ids = messages.flatMap(({ tool_calls: calls = [] }) => calls.map(({ id }) => id));
    const answered = messages.flatMap(({ tool_call_id: id }) => (id === undefined ? [] : [id]));
    expect(answered).toEqual(ids);
    expect(messages.at(-1)).toMatchObject({ role: 'tool', content: '' });
  });

  it('writes all shots as text if one has actions in words', async () => {
    const written = '**Action**: Write the number down.\n**Observation**: noted\n**Think**: Now I know.\n';
    const document = (ORDERS['a.shots.md'] ?? '').replace('**Think**: Now I know.\n', written);
    const { messages, tools } = await requestOf({ ...ORDERS, 'a.shots.md': document }, 'Where is D4?');
    expect(tools).toBeUndefined();
    expect(messages[0]?.content).toMatch(/^Help\.\n\n[\s\S]*"Think:", "Action:"[\s\S]*"name": "TrackOrder"/);
    expect(messages[2]).toEqual({
      role: 'assistant',
      content: 'Think: I look it up.\nAction: TrackOrder(id = "A1")',
    });
    expect(messages[3]).toEqual({ role: 'user', content: 'Observation: on its way' });
    const pairs = messages.slice(1).map(({ role }, index) => [role, messages[index]?.role]);
    expect(pairs.filter(([role, before]) => role === before)).toEqual([]);
  });

  it('counts what the model reads, not the JSON around it', async () => {
    const prompt = await promptOf(CALLS, { format: 'messages', request: 'Where is D4?' });
    expect(prompt.count.tokens).toBeLessThan(prompt.text.length);
    expect(prompt.parts.at(-1)).toMatchObject({ kind: 'request', count: { tokens: 'Where is D4?'.length } });
  });
});
