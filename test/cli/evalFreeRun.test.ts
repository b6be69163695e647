import { describe, expect, it } from 'vitest';
import type { Reply } from '../support/openaiReplies.ts';
import type { RecordedRequest } from '../support/openaiRequest.ts';
import { createPlayer } from '../support/playedModels.ts';
import { setUp, turns } from './evalSupport.ts';

const play = createPlayer(turns);

/** What the customer says first, and how many turns the model has had. */
function placeOf({ body: { messages = [] } }: RecordedRequest) {
  return {
    words: messages.find(({ role }) => role === 'user')?.content ?? '',
    turn: messages.filter(({ role }) => role === 'assistant').length,
  };
}

const call = (name: string, values: object): Reply => ({
  finishReason: 'tool_calls',
  toolCalls: [{ id: 'x', name, arguments: JSON.stringify(values) }],
});
const HEATING = 'My heating makes';

/** A model that is perfect but in the shot about the heating. */
function withHeating(answer: (turn: number, request: RecordedRequest) => Reply | undefined) {
  return (given: RecordedRequest): Reply => {
    const messages = given.body.messages?.map((message) => {
      return { ...message, content: message.content?.replace(/^\*\*User\*\*: /, '') ?? '' };
    });
    const request = messages === undefined ? given : { ...given, body: { ...given.body, messages } };
    const { words, turn } = placeOf(request);
    const own = words.startsWith(HEATING) ? answer(turn, request) : undefined;
    return own ?? play({ ...request, body: { ...request.body, model: 'perfect' } });
  };
}

describe('eval --free-run', () => {
  it('goes through every shot by the calls of the model', async () => {
    const { run, server } = await setUp();
    const { stdout, code } = await run('perfect', ['--free-run', '--concurrency', '1']);
    expect(stdout).toContain('completed as written  100.0 %  3 of 3');
    expect(stdout).toContain('rounds reached        100.0 %  7 of 7');
    expect(code).toBe(0);
    expect(server.chats.length).toBe(7);
    expect(server.chats[5]?.body.messages?.slice(1)).toEqual([
      { role: 'user', content: 'My heating makes a strange noise whenever it starts in the morning.' },
      {
        role: 'assistant',
        content: '',
        tool_calls: [
          {
            id: 'c00010000',
            type: 'function',
            function: { name: 'Find', arguments: '{"error":"noise of the heating"}' },
          },
        ],
      },
      { role: 'tool', content: 'No solution found.', tool_call_id: 'c00010000' },
    ]);
  });

  it('stops where no recorded observation fits, and says so', async () => {
    const { run, json } = await setUp(
      withHeating((turn) => (turn === 1 ? call('Find', { error: 'cold radiator' }) : undefined)),
    );
    const { stdout } = await run('m', ['--free-run']);
    expect(stdout).toContain(
      '✗ a.shots.md#3  after 1 of 3 rounds: stopped, because no observation is recorded for what the model did',
    );
    expect(stdout).toContain('it did: Find( error = "cold radiator" )');
    expect(stdout).toContain('Called `Find` instead of `Book`. [wrong-tool]');
    const { scores, results } = await json('m', ['--free-run']);
    expect(scores.passed).toMatchObject({ passed: 2, total: 3 });
    expect(scores.reached).toMatchObject({ passed: 5, total: 7 });
    expect(scores.ends).toEqual({ finished: 2, 'no-observation': 1 });
    expect(results[2]).toMatchObject({ end: 'no-observation', reached: 1, rounds: 3 });
  });

  it('stops a model that repeats itself', async () => {
    const { json, server } = await setUp(withHeating(() => call('Find', { error: 'noise of the heating' })));
    const { results, scores } = await json('m', ['--free-run', '--concurrency', '1']);
    expect(results[2]).toMatchObject({ end: 'loop', passed: false, reached: 1 });
    expect(scores.codes).toEqual({ 'repeated-call': 2 });
    expect(server.chats.length).toBe(4 + 3);
  });

  it('notes calls in another order, and goes on', async () => {
    const { json } = await setUp(
      withHeating((turn) =>
        turn === 0
          ? call('Book', { day: 'Tuesday' })
          : turn === 1
            ? call('Find', { error: 'noise of the heating' })
            : { text: 'Your number is W-2.' },
      ),
    );
    const { results } = await json('m', ['--free-run']);
    expect(results[2]).toMatchObject({ end: 'finished', passed: false, reached: 3 });
    expect(results[2].problems.map(({ code }: { readonly code: string }) => code)).toEqual(['wrong-order']);
  });

  it('ends where the model answers too early', async () => {
    const { json } = await setUp(withHeating((turn) => (turn === 1 ? { text: 'It is normal.' } : undefined)));
    const { results } = await json('m', ['--free-run']);
    expect(results[2]).toMatchObject({ end: 'ended-early', reached: 1 });
    expect(results[2].problems[0].code).toBe('no-call');
  });

  it('goes on with text where everything is text, without what the model invents', async () => {
    const { server, json } = await setUp(
      withHeating((turn) =>
        turn === 0
          ? { text: 'Think: Is it known?\nAction: Find(error = "noise of the heating")\nObservation: All is well.' }
          : turn === 1
            ? { text: 'Action: Book(day = "Tuesday")' }
            : { text: 'Action: Tell the number.\n"W-2."' },
      ),
    );
    const { results } = await json('m', ['--free-run', '--as', 'text', '--concurrency', '1']);
    expect(results[2]).toMatchObject({ end: 'finished', passed: true });
    const last = server.chats.at(-1)?.body.messages?.slice(2);
    expect(last).toEqual([
      { role: 'assistant', content: 'Think: Is it known?\nAction: Find(error = "noise of the heating")' },
      { role: 'user', content: '**Observation**: No solution found.' },
      { role: 'assistant', content: 'Action: Book(day = "Tuesday")' },
      { role: 'user', content: '**Observation**: W-2' },
    ]);
  });

  it('costs nothing a second time, and continues after a stop', async () => {
    const stop = new AbortController();
    const { run, server } = await setUp((request, index) => {
      if (index === 3) stop.abort();
      return play(request);
    });
    const args = ['--free-run', '--concurrency', '1'];
    expect((await run('perfect', args, { signal: stop.signal })).code).toBe(1);
    const before = server.chats.length;
    await run('perfect', args);
    await run('perfect', args);
    // The request that was under way at the stop is made again; nothing else is.
    expect([before, server.chats.length]).toEqual([4, 8]);
  });

  it('counts requests without a reply apart', async () => {
    const { json, run } = await setUp(
      withHeating((turn) =>
        turn === 1 ? { status: 400, error: { message: 'too long', code: 'context_length_exceeded' } } : undefined,
      ),
    );
    const { scores, results } = await json('m', ['--free-run']);
    expect(scores).toMatchObject({ errors: 1, passed: { passed: 2, total: 2 } });
    expect(results[2]).toMatchObject({ end: 'error', error: 'too-long' });
    expect((await run('m', ['--free-run'])).code).toBe(1);
  });

  it('compares models by shots, has a gate, JUnit and Chinese', async () => {
    const { run, json } = await setUp();
    const both = await json('perfect', ['--model', 'wrong-argument', '--free-run']);
    expect(both.runs.map(({ model }: { readonly model: string }) => model)).toEqual(['perfect', 'wrong-argument']);
    expect(both.comparisons).toMatchObject([{ difference: -1, onlyFirst: 3, onlySecond: 0 }]);
    expect(both.comparisons[0].p).toBeCloseTo(0.25, 12);
    const { stdout, code } = await run('wrong-argument', [
      ...['--free-run', '--format', 'junit', '--min-call-accuracy', '0.9'],
    ]);
    expect(stdout).toContain('tests="3" failures="3" errors="0" skipped="0"');
    expect(stdout).toContain('<failure type="no-observation"');
    expect(code).toBe(1);
    expect((await run('wrong-argument', ['--free-run', '--lang', 'zh-CN'])).stdout).toContain('完成 2 轮中的 0 轮后');
  });

  it('cannot be combined with repeats or the loose comparison', async () => {
    const { run } = await setUp();
    for (const more of [['--repeat', '2'], ['--match', 'loose'], ['--ablation']]) {
      const { code, stderr } = await run('perfect', ['--free-run', ...more]);
      expect([code, /cannot be combined/.test(stderr)]).toEqual([2, true]);
    }
  });
});
