import { describe, expect, it } from 'vitest';
import { createLanguageService, DEFAULT_PROJECT, type DocumentContext } from '../../../src/core/index.ts';
import {
  type ActualTurn,
  printCallShot,
  printTrialShot,
  readChatRequest,
  runTrial,
  type TrialEvent,
} from '../../../src/evaluation/index.ts';
import { readReply } from '../../../src/evaluation/run/readReply.ts';
import {
  type ChatEvent,
  type ChatModel,
  type ChatRequest,
  createMasker,
  ModelError,
  type Verdict,
} from '../../../src/generation/index.ts';
import { memoryHost } from '../../support/memoryHost.ts';
import { TABLE_TOOLS } from '../matching/turnTable.ts';

const context = { tools: TABLE_TOOLS, project: DEFAULT_PROJECT, form: 'text' } as const;
const request: ChatRequest = { messages: [{ role: 'user', content: 'Mail anna@example.com about Search.' }] };

/** Runs a trial with a model that answers with these events, or fails. */
async function tryOut(events: readonly (ChatEvent | ModelError)[], verdict: Verdict, signal = new AbortController()) {
  const sent: ChatRequest[] = [];
  const chat: ChatModel = {
    name: 'fake',
    destination: { origin: 'https://models.example.com', host: 'models.example.com' },
    structureMode: 'off',
    stream: async function* (asked) {
      sent.push(asked);
      for (const event of events) {
        if (event instanceof ModelError) throw event;
        yield event;
      }
    },
  };
  const masker = (level: Parameters<typeof createMasker>[1]) => createMasker(TABLE_TOOLS.tools, level);
  const services = { model: { chat, guard: async () => verdict }, masker };
  const seen: TrialEvent[] = [];
  const turns: ActualTurn[] = [];
  for await (const event of runTrial(request, context, services, signal.signal)) {
    seen.push(event);
    if (event.kind === 'reply') turns.push(event.read());
  }
  return { seen, sent, turns };
}

const text = (piece: string): ChatEvent => ({ kind: 'text', text: piece });
const send: Verdict = { kind: 'send', level: undefined };

describe('a trial of a prompt', () => {
  it('reads the reply as it comes', async () => {
    const finish = { kind: 'finish', reason: 'stop' } as const;
    const { seen, sent, turns } = await tryOut([text('Action: Search(err'), text('or = "jam")'), finish], send);
    expect(sent).toEqual([request]);
    expect(turns.map(({ calls }) => calls[0]?.values)).toEqual([undefined, { error: 'jam' }]);
    expect(seen.map(({ kind }) => kind)).toEqual(['sent', 'reply', 'reply', 'usage', 'done']);
    expect(seen.at(-1)).toEqual({ kind: 'done', outcome: 'complete' });
  });

  it('sends nothing without consent', async () => {
    const { seen, sent } = await tryOut([text('x')], { kind: 'cancel' });
    expect(sent).toEqual([]);
    expect(seen).toEqual([{ kind: 'done', outcome: 'cancelled' }]);
  });

  it('sends masked texts and shows them with their originals', async () => {
    const masked: Verdict = { kind: 'send', level: 'names' };
    const { sent } = await tryOut([text('Done.')], masked);
    const [first] = sent;
    expect(JSON.stringify(first)).not.toContain('anna@example.com');
    const alias = /Mail (\S+) about/.exec(first?.messages[0]?.content ?? '')?.[1] ?? '';
    const again = await tryOut([text(`Sent to ${alias}.`)], masked);
    expect(again.turns[0]?.text).toBe('Sent to anna@example.com.');
  });

  it.each([
    ['wrong-key', 'failed', ['sent', 'problem', 'done']],
    ['stopped', 'stopped', ['sent', 'done']],
  ] as const)('ends with %s as %s', async (code, outcome, kinds) => {
    const { seen } = await tryOut([new ModelError(code, { en: 'no', 'zh-CN': '否' } as never)], send);
    expect(seen.map(({ kind }) => kind)).toEqual(kinds);
    expect(seen.at(-1)).toEqual({ kind: 'done', outcome });
  });
});

describe('a shot of a trial', () => {
  const shots = '**用户**：坏了。\n**思考**：查。\n**行动**：Search(error = "x")\n**观察**：好。\n**回答**：好。\n';
  const document = async (): Promise<DocumentContext> => {
    const service = createLanguageService(memoryHost({ 'a.shots.md': shots }), { language: 'en' });
    const found = await service.getContext('file:///w/a.shots.md', 'shots');
    if (found === undefined) throw new Error('The document cannot be read.');
    return found;
  };
  const read = (written: string, toolCalls: readonly { name: string; arguments: string }[] = []): ActualTurn => {
    const calls = toolCalls.map((call, index) => ({ id: `${index}`, ...call }));
    const reply = { text: written, toolCalls: calls, finish: 'stop', usage: undefined, milliseconds: 0 } as const;
    return readReply(reply, { ...context, masker: undefined });
  };

  it.each([
    [
      'a reply with labels',
      read('Thought: 查一下。\nAction: Search(error = "jam")\nObservation: invented'),
      '**思考**：查一下。\n**行动**：Search(error = "jam")',
    ],
    ['a bare call', read('Search(error="jam")'), '**行动**：Search(error = "jam")'],
    [
      'a call of the protocol with words',
      read('我查一下。', [{ name: 'Search', arguments: '{"error":"jam"}' }]),
      '**思考**：我查一下。\n**行动**：Search(error = "jam")',
    ],
    ['words', read('请打开盖子。'), '**回答**：请打开盖子。'],
  ])('is a draft in the style of the document, from %s', async (_, turn, expected) => {
    const printed = printTrialShot(await document(), '又坏了。', turn);
    expect(printed).toBe(`<!-- status: draft -->\n**用户**：又坏了。\n${expected}`);
  });

  it('has one call and nothing else that can be wrong, to check the call', async () => {
    const [call] = read('Search(error="jam")').calls;
    if (call === undefined) throw new Error('no call');
    const printed = printCallShot(await document(), '又坏了。', call);
    expect(printed).toContain('Search(error = "jam")');
    expect(printed).toMatch(/\*\*观察\*\*：-\n\*\*回答\*\*：-$/);
  });
});

describe('the body of a request', () => {
  it('is read with the calls of its messages', () => {
    const parameters = { type: 'object' };
    const call = { id: '1', type: 'function', function: { name: 'Search', arguments: '{}' } };
    const body = {
      messages: [
        { role: 'system', content: 'Help.' },
        { role: 'assistant', content: null, tool_calls: [call] },
        { role: 'tool', tool_call_id: '1', content: 'Found.' },
        { role: 'user', content: 'Again.' },
      ],
      tools: [{ type: 'function', function: { name: 'Search', description: 'Searches.', parameters } }],
    };
    expect(readChatRequest(body)).toEqual({
      messages: [
        { role: 'system', content: 'Help.' },
        { role: 'assistant', content: '', toolCalls: [{ id: '1', name: 'Search', arguments: '{}' }] },
        { role: 'tool', content: 'Found.', toolCallId: '1' },
        { role: 'user', content: 'Again.' },
      ],
      tools: [{ name: 'Search', description: 'Searches.', parameters }],
    });
  });

  it('without tools has none', () => {
    expect(readChatRequest({ messages: [] })).toEqual({ messages: [] });
  });
});
