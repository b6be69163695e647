import { describe, expect, it } from 'vitest';
import type { Reply } from '../support/openaiReplies.ts';
import { createPlayer } from '../support/playedModels.ts';
import { document, setUp, turns } from './evalSupport.ts';

const play = createPlayer(turns);

describe('rate limits', () => {
  it('are waited for, said, and no failures', async () => {
    const { run, server } = await setUp((request, index) =>
      index === 0 ? { status: 429, headers: { 'retry-after': '1' }, error: { message: 'slow down' } } : play(request),
    );
    const { stdout, stderr, code } = await run('perfect', ['--concurrency', '1']);
    expect(stderr).toMatch(/waiting \d+ s: /);
    expect(stdout).toContain('100.0 %  7 of 7');
    expect([code, server.chats.length]).toEqual([0, 8]);
  });

  it('that last for one case are counted apart', async () => {
    const { json } = await setUp((request) =>
      request.raw.includes('"content":"The printer jams."') && request.body.messages?.length === 2
        ? { status: 400, error: { message: 'blocked', code: 'context_length_exceeded' } }
        : play(request),
    );
    const { scores, cases } = await json('perfect');
    expect(scores).toMatchObject({ errors: 1, callAccuracy: { passed: 6, total: 6 } });
    expect(cases[0].attempts).toMatchObject([{ error: 'too-long' }]);
  });
});

describe('a model that loops', () => {
  it('to the limit of tokens is counted, and what it wrote is read', async () => {
    const { json, run } = await setUp(() => ({ text: 'Let me see. '.repeat(400), finishReason: 'length' }));
    const { scores } = await json('m');
    expect(scores).toMatchObject({ cutOff: 7, codes: { 'no-call': 4 } });
    expect((await run('m')).stdout).toContain('7 replies ended at the token limit');
  });

  it('with the same call a thousand times is compared, and each call beyond the first has its code', async () => {
    const call = { id: 'c', name: 'Find', arguments: '{"error":"jam","top_k":5}' };
    const { json } = await setUp(() => ({
      finishReason: 'tool_calls',
      toolCalls: Array.from({ length: 1000 }, (_, index) => ({ ...call, id: `c${index}` })),
    }));
    const { cases } = await json('m');
    const [attempt] = cases[0].attempts;
    const codes = new Set(attempt.problems.map(({ code }: { readonly code: string }) => code));
    expect([attempt.problems.length, [...codes]]).toEqual([999, ['repeated-call']]);
  });
});

describe('shots that are no tests', () => {
  it('without a request are skipped and said; the others run', async () => {
    const orphan = '**Action**: Find(error = "dust")\n**Observation**: Clean it.\n\n---\n\n**User**: The printer jams.';
    const { run } = await setUp(play, document.replace('**User**: The printer jams.', orphan));
    const { stdout, code } = await run('perfect');
    expect(stdout).toContain('100.0 %  7 of 7');
    expect(stdout).toMatch(/1 shot skipped: /);
    expect(code).toBe(0);
  });

  it('are all that there is: nothing is sent', async () => {
    const { run, server } = await setUp(play, '**Action**: Find(error = "dust")\n**Observation**: Clean it.\n');
    const { stderr, code } = await run('perfect');
    expect([code, server.chats.length]).toEqual([2, 0]);
    expect(stderr).toContain('no shot can be tested');
  });
});

describe('two shots with one id', () => {
  it('are both tested, and told apart', async () => {
    const named = document
      .replace('**User**: The printer jams.', '<!-- id: same -->\n**User**: The printer jams.')
      .replace('**User**: The screen', '<!-- id: same -->\n**User**: The screen');
    const { json } = await setUp(play, named);
    const { scores, cases } = await json('perfect');
    expect(scores.callAccuracy).toMatchObject({ passed: 7, total: 7 });
    expect(new Set(cases.map(({ line }: { readonly line: number }) => line)).size).toBe(7);
  });
});

describe('another notation', () => {
  const NOTATIONS = [
    '<tool_call>\n{"name": "Find", "arguments": {"error": "jam", "top_k": 5}}\n</tool_call>',
    '```json\n{"name": "Find", "arguments": {"error": "jam", "top_k": 5}}\n```',
    'Find(error="jam", top_k=5)',
    'Action: Find\nAction Input: {"error": "jam", "top_k": 5}',
    '<think>Where is it?</think>Action: Find(error = "jam", top_k = 5)',
  ];

  it.each(NOTATIONS)('is read, and counted apart: %s', async (text) => {
    const { json } = await setUp((request) =>
      request.body.messages?.[1]?.content === 'The printer jams.' && request.body.messages.length === 2
        ? { text }
        : play(request),
    );
    const { scores, cases } = await json('perfect');
    expect(cases[0].verdict).toBe('passed');
    expect(scores.otherNotation).toBe(1);
  });
});

describe('nonsense from the server', () => {
  it.each<readonly [string, Reply]>([
    ['an empty reply', { text: '' }],
    ['calls without a name', { finishReason: 'tool_calls', toolCalls: [{ id: 'c', name: '', arguments: '{}' }] }],
    [
      'arguments that are a list',
      { finishReason: 'tool_calls', toolCalls: [{ id: 'c', name: 'Find', arguments: '[1]' }] },
    ],
    [
      'arguments nested ten thousand deep',
      {
        finishReason: 'tool_calls',
        toolCalls: [{ id: 'c', name: 'Find', arguments: `${'{"a":'.repeat(10_000)}1${'}'.repeat(10_000)}` }],
      },
    ],
    [
      'a name of an object’s own',
      { finishReason: 'tool_calls', toolCalls: [{ id: 'c', name: '__proto__', arguments: '{"__proto__":1}' }] },
    ],
  ])('%s is a failure with a code, and no crash', async (_, reply) => {
    const { json } = await setUp(() => reply);
    const { cases } = await json('m');
    const [attempt] = cases[0].attempts;
    expect(cases[0].verdict).not.toBe('passed');
    expect(attempt.problems?.length ?? 1).toBeGreaterThan(0);
  });
});
