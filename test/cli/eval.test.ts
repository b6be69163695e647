import { existsSync } from 'node:fs';
import { readdir, readFile, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { describe, expect, it, onTestFinished } from 'vitest';
import { startOpenAiServer } from '../support/openaiServer.ts';
import { createPlayer } from '../support/playedModels.ts';
import { document, setUp, tools, turns } from './evalSupport.ts';
import { cli, folderOf } from './support.ts';

describe('models with known behaviour', () => {
  // Of seven turns four have calls, with five arguments in all.
  const ROWS = [
    ['perfect', 7, 4, 3, 7, 1, {}],
    ['wrong-tool', 3, 0, 3, 3, 0, { 'wrong-tool': 4 }],
    ['wrong-argument', 3, 0, 3, 7, 0.2, { 'wrong-value': 4 }],
    ['never-calls', 3, 0, 3, 3, 0, { 'no-call': 4 }],
    ['malformed', 3, 0, 3, 7, 0, { 'invalid-json': 4 }],
  ] as const;

  for (const [model, passed, calls, words, toolChoice, f1, codes] of ROWS) {
    it(`scores ${model} as computed by hand`, async () => {
      const { json } = await setUp();
      const { scores } = await json(model);
      expect(scores.callAccuracy).toMatchObject({ passed, total: 7 });
      expect(scores.callTurns.callAccuracy).toMatchObject({ passed: calls, total: 4 });
      expect(scores.textTurns.callAccuracy).toMatchObject({ passed: words, total: 3 });
      expect(scores.toolChoice).toMatchObject({ passed: toolChoice, total: 7 });
      expect(scores.argumentF1 ?? 0).toBeCloseTo(f1, 12);
      expect(scores.codes).toEqual(codes);
      expect(scores.shots).toBe(3);
    });
  }

  it('finds a flaky model by repeats, which bypass the cache', async () => {
    const { json, server } = await setUp();
    await json('flaky');
    const { scores } = await json('flaky', ['--repeat', '2']);
    expect(server.chats.length).toBe(7 + 14);
    expect(scores.flaky).toBe(4);
    // Four turns pass once in two attempts, three always.
    expect(scores.repeats).toEqual({ k: 2, passAtK: 1, passAllK: 3 / 7 });
  });

  it('counts broken requests apart', async () => {
    const play = createPlayer(turns);
    const { run, json } = await setUp((request, index) =>
      index < 2
        ? { status: 400, error: { message: 'context too long', code: 'context_length_exceeded' } }
        : play(request),
    );
    const { scores } = await json('perfect', ['--concurrency', '1']);
    expect(scores.errors).toBe(2);
    expect(scores.callAccuracy).toMatchObject({ passed: 5, total: 5 });
    expect((await run('perfect')).code).toBe(0);
  });
});

describe('--match loose', () => {
  it('forgives what the leaderboard forgives', async () => {
    const { json } = await setUp(({ body }) => {
      const turn = body.messages?.filter(({ role }) => role === 'assistant').length ?? 0;
      return turn > 0
        ? { text: 'Done.' }
        : { toolCalls: [{ id: 'c', name: 'Find', arguments: '{"error": "J-a m.", "top_k": 5}' }] };
    });
    expect((await json('any')).cases[0].verdict).toBe('failed');
    const { cases, match } = await json('any', ['--match', 'loose']);
    expect([cases[0].verdict, match]).toEqual(['passed', 'loose']);
  });
});

describe('prompts', () => {
  it('show the other shots, the tools and the history of the author', async () => {
    const { server, run } = await setUp();
    await run('perfect', ['--concurrency', '1']);
    const last = server.chats[5]?.body;
    const system = last?.messages?.[0]?.content ?? '';
    expect(system).toContain('The printer jams.');
    expect(system).not.toContain('My heating');
    expect(last?.tools?.length).toBe(2);
    expect(last?.messages?.slice(1)).toEqual([
      { role: 'user', content: 'My heating makes a strange noise whenever it starts in the morning.' },
      {
        role: 'assistant',
        content: 'Is it known?',
        tool_calls: [
          {
            id: 'c00000000',
            type: 'function',
            function: { name: 'Find', arguments: '{"error":"noise of the heating"}' },
          },
        ],
      },
      { role: 'tool', content: 'No solution found.', tool_call_id: 'c00000000' },
    ]);
  });

  it('are text with --as text, and so are the replies', async () => {
    const { server, run } = await setUp([
      {
        text: 'Think: I search.\nAction: Find(error = "jam", top_k = 5)\nObservation: invented\nAction: Book(day = "x")',
      },
      { text: 'Action: Explain it.\n"Please open the cover."' },
      { text: '{"name": "Book", "arguments": {"day": "Friday"}}' },
      { text: 'Your number is W-1.' },
    ]);
    const { stdout } = await run('any', ['--as', 'text', '--concurrency', '1']);
    expect(server.chats[0]?.body.tools).toBeUndefined();
    expect(server.chats[1]?.body.messages?.slice(1)).toEqual([
      { role: 'user', content: '**User**: The printer jams.' },
      { role: 'assistant', content: '**Think**: I look for a solution.\n**Action**: Find(error = "jam", top_k = 5)' },
      { role: 'user', content: '**Observation**: Open the cover.' },
    ]);
    expect(stdout).not.toContain('✗ 1/');
    expect(stdout).not.toContain('✗ 2/');
    expect(stdout).toContain('✗ 3/1  Answered with text and made no call. [no-call]');
  });

  it('read calls that a model writes as text, and count them', async () => {
    const { json } = await setUp([
      { text: '<tool_call>{"name": "Find", "arguments": {"error": "jam", "top_k": 5}}</tool_call>' },
    ]);
    const { scores, cases } = await json('any', ['--concurrency', '1']);
    expect(cases[0].verdict).toBe('passed');
    expect(scores.otherNotation).toBe(7);
  });

  it('are printed by --dry-run, which sends nothing', async () => {
    const { run, server } = await setUp();
    const { stdout, code } = await run('perfect', ['--dry-run']);
    expect(stdout).toContain('The printer jams.');
    expect([code, server.requests.length]).toEqual([0, 0]);
  });

  it('show the shots that are most similar to the request, or cover most', async () => {
    const shot = (request: string, day: string): string =>
      `**User**: ${request}\n\n**Think**: A visit.\n**Action**: Book(day = "${day}")\n**Observation**: W-${day}\n`;
    const text = [
      shot('The heating makes a noise every night.', 'Monday'),
      shot('The invoice of May has a wrong sum.', 'Tuesday'),
      shot('Every night the heating makes a loud noise.', 'Friday'),
      shot('The lamp in the hall flickers.', 'Sunday'),
    ].join('\n---\n\n');
    const { server, run } = await setUp(() => ({ text: 'No.' }), `---\ntools: [./a.tools.json]\n---\n\n${text}`);
    await run('m', ['--select', 'similar', '--shot-tokens', '45', '--concurrency', '1']);
    const [first = '', second = ''] = server.chats.map(({ body }) => body.messages?.[0]?.content ?? '');
    expect(first).toContain('Every night the heating');
    expect(first).not.toContain('The lamp');
    expect(second).not.toContain('The invoice');
    await run('m', ['--select', 'coverage', '--concurrency', '1']);
    // Each day is another value of a free text, which is nothing to cover: one call of the tool is enough.
    const covering = server.chats[4]?.body.messages?.[0]?.content ?? '';
    expect(covering.match(/\*\*User\*\*/g)?.length).toBe(1);
  });

  it('of held-out documents show the shots of the others', async () => {
    const { server, run, json, folder } = await setUp();
    await writeFile(
      join(folder, 'b.shots.md'),
      '---\ntools: [./a.tools.json]\n---\n\n**User**: It rains in.\n\n**Action**: Book(day = "Sunday")\n**Observation**: W-9\n',
    );
    expect((await json('perfect', ['--held-out', 'a.shots.md'])).scores.zeroShot.callAccuracy.total).toBe(7);
    await run('perfect', ['b.shots.md', '--held-out', 'a.shots.md']);
    expect(server.chats.length).toBe(14);
    for (const { body } of server.chats.slice(7)) {
      expect(body.messages?.[0]?.content).toContain('It rains in.');
      expect(body.messages?.[0]?.content).not.toContain('**User**: The printer jams.');
    }
  });
});

describe('the cache', () => {
  it('costs nothing for unchanged cases', async () => {
    const { run, server } = await setUp();
    const first = await run('perfect');
    const again = await run('perfect');
    expect(server.chats.length).toBe(7);
    expect(first.stdout).toContain('0 of 7 replies from the cache');
    expect(again.stdout).toContain('7 of 7 replies from the cache');
    await run('wrong-tool');
    expect(server.chats.length).toBe(14);
  });

  it('pays for nothing twice after a stop', async () => {
    const play = createPlayer(turns);
    const stop = new AbortController();
    const { run, server } = await setUp((request, index) => {
      if (index === 3) stop.abort();
      return play(request);
    });
    const stopped = await run('perfect', ['--repeat', '2', '--concurrency', '1'], { signal: stop.signal });
    expect(stopped.code).toBe(1);
    expect(stopped.stderr).toContain('Stopped. The replies so far are kept');
    const resumed = await run('perfect', ['--repeat', '2', '--concurrency', '1']);
    expect(resumed.stdout).toContain('3 of 14 replies from the cache');
    expect(server.chats.length).toBe(4 + 11);
  });

  it('is ignored by Git, and so are the records', async () => {
    const { run, folder } = await setUp();
    await run('perfect');
    for (const name of ['cache', 'runs']) {
      expect(await readFile(join(folder, '.sop-shots', name, '.gitignore'), 'utf8')).toBe('*\n');
    }
    const runs = (await readdir(join(folder, '.sop-shots', 'runs'))).filter((name) => name.endsWith('.json'));
    expect(runs.length).toBe(1);
    const record = JSON.parse(await readFile(join(folder, '.sop-shots', 'runs', runs[0] ?? ''), 'utf8'));
    expect(record.scores.callAccuracy.value).toBe(1);
  });

  it('skips a line that a crash cut short', async () => {
    const { run, folder, server } = await setUp();
    await run('perfect');
    const path = join(folder, '.sop-shots', 'cache', 'replies.jsonl');
    await writeFile(path, (await readFile(path, 'utf8')).slice(0, -20));
    await run('perfect');
    await run('perfect');
    expect(server.chats.length).toBe(8);
  });
});

describe('formats and exit codes', () => {
  it('prints failures first, then the scores', async () => {
    const { run } = await setUp();
    const { stdout, stderr, code } = await run('wrong-argument');
    expect(stderr).toMatch(
      /^To http:\/\/127\.0\.0\.1:\d+, model wrong-argument: 7 requests, about [\d,]+ tokens in total\./,
    );
    expect(stdout.split('\n').slice(0, 3)).toEqual([
      'a.shots.md',
      '  ✗ 1/1  `error`: expected `"jam"`, got `"something else"`. [wrong-value]',
      '  ✗ 2/1  `day`: expected `"Friday"`, got `"something else"`. [wrong-value]',
    ]);
    expect(stdout).toContain('call accuracy');
    expect(stdout).toContain('42.9 %  3 of 7 (95 %: 15.8–75.0 %)');
    expect(code).toBe(0);
  });

  it('prints Chinese', async () => {
    const { run } = await setUp();
    const { stdout } = await run('wrong-argument', ['--lang', 'zh-CN']);
    expect(stdout).toContain('`error`：应为 `"jam"`，实际为 `"something else"`。 [wrong-value]');
    expect(stdout).toContain('调用准确率');
  });

  it('prints JUnit with failures, errors and skipped shots', async () => {
    const draft = document.replace(
      '**User**: The printer jams.',
      '<!-- status: draft -->\n**User**: The printer jams.',
    );
    const { run } = await setUp(createPlayer(turns), draft);
    const { stdout } = await run('wrong-tool', ['--format', 'junit']);
    expect(stdout).toContain('<testsuites name="SOP Shots" tests="6" failures="3" errors="0" skipped="1">');
    expect(stdout).toContain('<testcase classname="a.shots.md" name="1"><skipped message="it is a draft"/></testcase>');
    expect(stdout).toContain('<failure type="wrong-tool" message="Called `Nonsense` instead of `Book`.">');
  });

  it('exits with 1 below the threshold', async () => {
    const { run } = await setUp();
    expect((await run('wrong-tool', ['--min-call-accuracy', '0.4'])).code).toBe(0);
    const { code, stderr } = await run('wrong-tool', ['--min-call-accuracy', '0.9']);
    expect([code, stderr.includes('Call accuracy 42.9 % is below --min-call-accuracy 90 %.')]).toEqual([1, true]);
  });

  it('exits with 2 where the server refuses everything, after one request', async () => {
    const { run, server } = await setUp([{ status: 401, error: { message: 'no' } }]);
    const { code, stderr } = await run('perfect', ['--concurrency', '1']);
    expect(code).toBe(2);
    expect(stderr).toContain('[no-key]');
    expect(server.chats.length).toBe(1);
  });

  it('exits with 2 without a model, without shots and for wrong numbers', async () => {
    const folder = await folderOf({ 'a.shots.md': document, 'a.tools.json': tools, 'sop-shots.yaml': 'rules: {}\n' });
    const results = await Promise.all([
      cli(folder, ['eval', 'a.shots.md']),
      cli(folder, ['eval', 'a.tools.json', '--model', 'm']),
      cli(folder, ['eval', '--min-call-accuracy', '2']),
    ]);
    expect(results.map(({ code }) => code)).toEqual([2, 2, 2]);
    expect(results[0]?.stderr).toContain('specify the model to evaluate');
    expect(existsSync(join(folder, '.sop-shots'))).toBe(false);
  });

  it('sends nothing where the project forbids it', async () => {
    const server = await startOpenAiServer({});
    onTestFinished(server.close);
    const folder = await folderOf({
      'a.shots.md': document,
      'a.tools.json': tools,
      'sop-shots.yaml': 'privacy: { send: never }\n',
    });
    const { code, stderr } = await cli(folder, ['eval', 'a.shots.md', '--base-url', server.baseUrl, '--model', 'm']);
    expect([code, server.requests.length]).toEqual([2, 0]);
    expect(stderr).toContain('[not-sent]');
  });

  it('obeys the strictest of several projects', async () => {
    const server = await startOpenAiServer({});
    onTestFinished(server.close);
    const folder = await folderOf({
      'a.shots.md': document,
      'a.tools.json': tools,
      'sop-shots.yaml': 'rules: {}\n',
      'inner/b.shots.md': document.replace('./a.tools', '../a.tools'),
      'inner/sop-shots.yaml': 'privacy: { send: never }\n',
    });
    const { code, stderr } = await cli(folder, ['eval', '.', '--base-url', server.baseUrl, '--model', 'm']);
    expect([code, server.requests.length]).toEqual([2, 0]);
    expect(stderr).toContain('[not-sent]');
  });

  it('prints with --dry-run what would be sent, masked if it is masked', async () => {
    const { run } = await setUp();
    const { stdout } = await run('perfect', ['--dry-run', '--mask', 'names']);
    expect(stdout).not.toMatch(/\bFind\b|\bBook\b|top_k/);
    expect(stdout).toContain('The printer jams.');
  });

  it('masks the prompt and unmasks the reply', async () => {
    const { server, run, json } = await setUp((request) => {
      const names = (request.body.tools ?? []) as readonly {
        readonly function: { readonly name: string; readonly parameters: { readonly properties: object } };
      }[];
      const [find] = names;
      const [error = '', top = ''] = Object.keys(find?.function.parameters.properties ?? {});
      return {
        finishReason: 'tool_calls',
        toolCalls: [
          { id: 'c', name: find?.function.name ?? '', arguments: JSON.stringify({ [error]: 'jam', [top]: 5 }) },
        ],
      };
    });
    const { cases } = await json('perfect', ['--mask', 'names', '--concurrency', '1']);
    expect(cases[0].verdict).toBe('passed');
    for (const { raw } of server.chats) {
      expect(raw).not.toMatch(/\bFind\b|\bBook\b|top_k/);
    }
    expect((await run('perfect', ['--mask', 'names'])).code).toBe(0);
  });
});
