import { describe, expect, it } from 'vitest';
import { renderMessage } from '../../../src/core/index.ts';
import {
  createMemoryJournal,
  generateShots,
  getShippedTemplates,
  type JournalEntry,
  NEVER_STOPPED,
} from '../../../src/generation/index.ts';
import { modelAt } from '../../models/support.ts';
import { type Reply, startOpenAiServer } from '../../support/openaiServer.ts';
import { repairSop, repairSopChinese, repairTools, replyOf, replyShot, threeShots } from './samples.ts';
import { allowed, createTestContext, runAll } from './testContext.ts';

const repair = { tools: repairTools, sop: repairSop };

/** Runs the repair procedure against a server that replies so. */
async function against(replies: readonly Reply[], count = 3, options = {}, given = {}) {
  await using server = await startOpenAiServer({ replies });
  const context = await createTestContext({ ...repair, ...given });
  const services = { ...context.services, model: allowed(modelAt(server.baseUrl)) };
  const result = await runAll({ ...context.task, count }, { concurrency: 1, ...options }, services);
  return { ...result, ...context, chats: [...server.chats] };
}

/** A promise that a test resolves when it has seen enough. */
function gate() {
  let release: (value?: unknown) => void = () => undefined;
  const hold = new Promise((resolve) => {
    release = resolve;
  });
  return { hold, release };
}

describe('a run with a model', () => {
  it('gives checked drafts with ids, and a document without findings', async () => {
    const { shots, summary, lintWith, chats } = await against([{ text: replyOf(...threeShots) }]);
    expect(shots.map(({ findings }) => findings)).toEqual([[], [], []]);
    expect(summary).toMatchObject({ shots: 3, outcome: 'complete', requests: 1, withFindings: 0 });
    expect(chats).toHaveLength(1);
    for (const { id, text } of shots) expect(text).toContain(`<!-- id: ${id} -->\n<!-- status: draft -->\n`);
    const { diagnostics, drafts } = await lintWith(shots);
    expect([diagnostics, drafts]).toEqual([[], 3]);
  });

  it('reports its plan, the request, the words, the shots and the tokens, in this order', async () => {
    const { kinds } = await against([{ text: replyOf(threeShots[0]) }], 1);
    const changes = kinds.filter((kind) => kind !== 'writing');
    expect(changes.filter((kind, at) => kind !== changes[at - 1])).toEqual([
      'planned',
      'request',
      'words',
      'shot',
      'words',
      'tokens',
      'done',
    ]);
  });

  it('gives a shot while the reply still comes', async () => {
    const { hold, release } = gate();
    const text = replyOf(...threeShots);
    const pieceLength = text.indexOf('"request"', 60) + 5;
    await using server = await startOpenAiServer({ replies: [{ text, pieceLength, holdAfterFirst: hold }] });
    const { services, task } = await createTestContext(repair);
    const model = allowed(modelAt(server.baseUrl));
    const { shots } = await runAll({ ...task, count: 3 }, {}, { ...services, model }, undefined, ({ kind }) => {
      if (kind === 'shot') release();
    });
    expect(shots).toHaveLength(3);
  });

  it('gives a shot of a short Markdown reply while the reply still comes', async () => {
    const { hold: holdAfterFirst, release } = gate();
    const markdown = (request: string): string => `**User**: ${request}\n**Think**: Hm.\n**Answer**: Yes.\n`;
    const text = `${markdown('Does it print?')}\n${markdown('Is the toner in stock?')}`;
    const pieceLength = text.indexOf('toner');
    await using server = await startOpenAiServer({ replies: [{ text, pieceLength, holdAfterFirst }] });
    const { services, task } = await createTestContext(repair);
    const model = allowed(modelAt(server.baseUrl));
    const { shots } = await runAll(
      { ...task, count: 2 },
      { maxRepairs: 0 },
      { ...services, model },
      undefined,
      (event) => (event.kind === 'shot' ? release() : undefined),
    );
    expect(shots).toHaveLength(2);
  });

  it('shows the shot that is being written, and shows it no more once it is complete', async () => {
    const { events } = await against([{ text: replyOf(...threeShots) }]);
    for (const index of [0, 1, 2]) {
      const texts = events.flatMap((event) =>
        event.kind === 'writing' && event.plan.index === index ? [event.text] : [],
      );
      expect(texts.length).toBeGreaterThan(5);
      expect(texts.at(-1)).toBe('');
      expect(texts.at(-2)).toContain('SearchSolution(');
      expect(texts.join()).not.toContain('draft');
    }
  });

  it.each([
    ['Markdown', (texts: string) => texts],
    ['Markdown with words around', (texts: string) => `Sure!\n\n${texts}\n\nI hope this helps.`],
    ['Markdown in a fence', (texts: string) => `Here:\n\n\`\`\`markdown\n${texts}\n\`\`\`\n`],
  ])('reads %s', async (_, wrap) => {
    const { shots } = await against([{ text: replyOf(...threeShots) }]);
    const plain = shots.map(({ text }) => text.replace(/<!--.*?-->/g, '')).join('\n\n');
    const again = await against([{ text: wrap(plain) }]);
    expect(again.shots).toHaveLength(3);
    expect(again.shots.map(({ content }) => content.request)).toEqual(shots.map(({ content }) => content.request));
  });

  it('honours what the procedure asks for, and shows it', async () => {
    const sop = `${repairSop}\nPlease write 2 examples in the function calling format.\n`;
    await using server = await startOpenAiServer({ replies: [{ text: replyOf() }] });
    const { services, task } = await createTestContext({ ...repair, sop });
    const { events } = await runAll(task, { maxRepairs: 0 }, { ...services, model: allowed(modelAt(server.baseUrl)) });
    expect(events[0]).toMatchObject({
      plan: { count: 2, style: 'function-calling', requirements: { count: { words: 'write 2 examples' } } },
    });
    const overruled = await runAll({ ...task, count: 1, style: 'react' }, {}, services);
    expect(overruled.events[0]).toMatchObject({ plan: { count: 1, style: 'react' } });
  });

  it('counts cost by the price table, and estimates tokens where the server reports none', async () => {
    const usage = { prompt_tokens: 1000, completion_tokens: 500 };
    const prices = { 'sm*': { input: 1, output: 2, currency: 'CNY' } };
    for (const withoutUsage of [false, true]) {
      await using server = await startOpenAiServer({
        replies: [{ text: replyOf(threeShots[0]), usage: withoutUsage ? 'none' : usage }],
      });
      const { services, task } = await createTestContext(repair);
      const model = allowed(modelAt(server.baseUrl));
      const { summary } = await runAll({ ...task, count: 1 }, {}, { ...services, model, prices });
      expect(summary?.estimated).toBe(withoutUsage);
      if (!withoutUsage) expect(summary?.cost).toEqual({ amount: 0.002, currency: 'CNY' });
      expect(summary?.usage.inputTokens).toBeGreaterThan(100);
    }
  });
});

describe('repair', () => {
  const wrong = replyShot('My printer is dead, come on Friday.', 'dead printer', 'Friday');
  const right = replyShot('My printer is dead, come on Wednesday.', 'dead printer', 'Wednesday');

  it('sends findings back until they are gone', async () => {
    const { shots, chats, kinds } = await against([{ text: replyOf(wrong) }, { text: replyOf(right) }], 1);
    expect(shots).toMatchObject([{ repairs: 1, findings: [] }]);
    expect(kinds).toContain('repairing');
    const last = chats[1]?.body.messages?.at(-1)?.content ?? '';
    expect(last).toContain('parameter-value');
    expect(last).toContain('BookVisit(weekday = "Friday")');
  });

  it('shows a faulty shot at once, although it is repaired only after the reply has ended', async () => {
    const { hold: holdAfterFirst, release } = gate();
    const text = replyOf(wrong, threeShots[1]);
    const pieceLength = text.indexOf('"request"', 60) + 5;
    await using server = await startOpenAiServer({
      replies: [{ text, pieceLength, holdAfterFirst }, { text: replyOf(right) }],
    });
    const { services, task } = await createTestContext(repair);
    const run = { ...services, model: allowed(modelAt(server.baseUrl)) };
    const { events, shots } = await runAll({ ...task, count: 2 }, {}, run, undefined, ({ kind }) => {
      if (kind === 'faulty') release();
    });
    const [first] = events.flatMap((event) => (event.kind === 'faulty' ? [event.shot] : []));
    expect(first?.findings.map(({ rule }) => rule)).toContain('parameter-value');
    expect(shots.map(({ plan, repairs }) => [plan.index, repairs])).toEqual([
      [1, 0],
      [0, 1],
    ]);
  });

  it('stops after the repairs that are allowed, and shows what is still wrong at its place', async () => {
    const { shots, chats, summary } = await against([{ text: replyOf(wrong) }], 1, { maxRepairs: 2 });
    expect(chats).toHaveLength(3);
    expect(summary).toMatchObject({ shots: 1, withFindings: 1 });
    const [{ findings, text } = { findings: [], text: '' }] = shots;
    const line = text.split('\n')[findings[0]?.range.start.line ?? 0] ?? '';
    expect(findings[0]?.rule).toBe('parameter-value');
    expect(line.slice(findings[0]?.range.start.character, findings[0]?.range.end.character)).toBe('"Friday"');
  });

  it('keeps the better version when a repair makes it worse or breaks', async () => {
    const worse = replyShot('x', 'y', 'Friday', { speed: 'fast' });
    for (const second of [{ text: replyOf(worse) }, { text: 'no idea' }, { status: 400 }]) {
      const { shots } = await against([{ text: replyOf(wrong) }, second], 1, { maxRepairs: 1 });
      expect(shots[0]?.content.request).toBe(wrong.request);
    }
  });

  it('asks for the right language, and passes nothing on in another', async () => {
    const { shots, chats, problems, summary } = await against(
      [{ text: replyOf(...threeShots) }],
      3,
      { maxRepairs: 1 },
      {
        sop: repairSopChinese,
        language: 'zh-CN',
      },
    );
    expect([shots, problems]).toEqual([[], ['wrong-language']]);
    expect(summary).toMatchObject({ dropped: 3, outcome: 'incomplete' });
    expect(chats[1]?.body.messages?.at(-1)?.content).toContain('请全部改用中文');
  });

  it('repairs arguments that are not JSON', async () => {
    const broken = {
      ...right,
      rounds: [{ calls: [{ name: 'SearchSolution', arguments: 'Error: paper' }], think: 'hm', observation: 'ok' }],
    };
    const { shots } = await against([{ text: replyOf(broken) }, { text: replyOf(right) }], 1);
    expect(shots).toMatchObject([{ repairs: 1, findings: [] }]);
  });
});

describe('repetitions', () => {
  it('of another shot of the run are dropped and asked for again', async () => {
    const [first, second] = threeShots;
    const { shots, summary, chats } = await against([{ text: replyOf(first, first) }, { text: replyOf(second) }], 2);
    expect(shots).toHaveLength(2);
    expect(summary?.dropped).toBe(1);
    expect(chats[1]?.body.messages?.at(-1)?.content).toContain('repeat others');
  });

  it('of a shot of the document are dropped too', async () => {
    const before = await against([{ text: replyOf(...threeShots) }]);
    const existing = before.shots.map(({ text }) => text);
    const { shots, summary, chats } = await against([{ text: replyOf(threeShots[0]) }], 1, { existing, maxRepairs: 1 });
    expect(shots).toEqual([]);
    expect(summary).toMatchObject({ dropped: 2, outcome: 'incomplete' });
    expect(chats[0]?.body.messages?.[1]?.content).toContain('The office printer on floor two');
  });
});

const FORMAT_EXAMPLE =
  '{"shots": [{"request": "…", "plan": [], "rounds": [{"step": "1", "think": "…", "action": "…"}], "answer": "…"}]}';

function call(name: string, values: object) {
  return { id: 'call_1', name, arguments: JSON.stringify(values) };
}

describe('replies of reasoning models', () => {
  const draft = replyOf(replyShot('A draft that nobody should see', 'draft'));
  const good = replyOf(threeShots[0]);
  const inField = { message: { reasoning_content: draft, content: good }, finish_reason: 'stop' };

  it.each([
    ['without an opening tag', { text: `Let me think. ${draft}\n</think>\n${good}` }],
    ['in thinking tags', { text: `<thinking>${draft}</thinking>${good}` }],
    [
      'in a harmony channel',
      { text: `<|channel|>analysis<|message|>${draft}<|end|><|channel|>final<|message|>${good}` },
    ],
    ['in a field of its own', { json: { choices: [inField] } }],
    ['as the arguments of a call', { toolCalls: [{ ...call('shots', {}), arguments: good }] }],
  ] satisfies [string, Reply][])('%s give the shot of the answer', async (_, reply) => {
    const { shots, problems } = await against([reply], 1);
    expect(shots.map(({ content }) => content.request)).toEqual([threeShots[0]?.request]);
    expect(problems).toEqual([]);
  });

  it('that bring only reasoning are named so', async () => {
    const message = { reasoning_content: 'Hm, let me think.', content: null };
    const json = { choices: [{ message, finish_reason: 'stop' }] };
    const { events } = await against([{ json }], 1, { maxRepairs: 0 });
    const texts = events.flatMap((event) => (event.kind === 'problem' ? [renderMessage(event.problem, 'en')] : []));
    expect(texts).toEqual([expect.stringContaining('only reasoning')]);
  });

  it('that copy the instructions are repaired, or dropped', async () => {
    const [, line = ''] = getShippedTemplates('en').system.split('\n- ');
    const leaked = { ...replyShot('My printer is slow today', 'slow'), request: `My printer is slow. ${line}` };
    const { shots, problems } = await against([{ text: replyOf(leaked) }], 1, { maxRepairs: 1 });
    expect([shots, problems]).toEqual([[], ['prompt-leak']]);
    const repaired = await against([{ text: replyOf(leaked) }, { text: good }], 1, { maxRepairs: 1 });
    expect(repaired.shots).toHaveLength(1);
  });
});

describe('masked names in a reply', () => {
  const masked = (think: string) => {
    const shot = replyShot('Printer on floor nine is silent', 'silent');
    const [first, ...others] = shot.rounds;
    const calls = [{ name: 'tool_1', arguments: '{"field_1": "silent"}' }];
    return replyOf({ ...shot, rounds: [{ ...first, think, calls }, ...others] });
  };
  const runMasked = async (think: string) => {
    await using server = await startOpenAiServer({ replies: [{ text: masked(think) }] });
    const { services, task } = await createTestContext(repair);
    const model = allowed(modelAt(server.baseUrl), 'names');
    const { shots } = await runAll({ ...task, count: 1 }, { maxRepairs: 0 }, { ...services, model });
    return shots[0];
  };

  it.each(['tool_1', 'Tool_1', 'TOOL_1', 'tool1', 'Tool-1', 'tool\\_1', 'tool_01', 'tool 1'])(
    'come back from %j',
    async (name) => {
      const shot = await runMasked(`First I use ${name} here.`);
      expect(shot?.content.rounds[0]?.think).toBe('First I use SearchSolution here.');
      expect(shot?.findings.map(({ rule }) => rule)).not.toContain('masked-name');
    },
  );

  it('that have no value are a finding', async () => {
    const shot = await runMasked('First I need field_999 here.');
    expect(shot?.findings.map(({ rule, message }) => [rule, message])).toEqual([
      ['masked-name', expect.stringContaining('field_999')],
    ]);
  });
});

describe('bad replies', () => {
  it.each([
    ['nothing', [{ text: '' }], ['empty-reply']],
    ['a refusal', [{ refusal: 'I cannot help with that.' }], ['refused']],
    ['a filter', [{ text: '', finishReason: 'content_filter' }], ['refused']],
    ['words', [{ text: 'I am only a language model.' }], ['no-shots']],
    ['a call of a tool', [{ toolCalls: [call('SearchSolution', { Error: 'jam' })] }], ['tool-call-reply']],
    ['the format example', [{ text: FORMAT_EXAMPLE }], ['no-shots']],
    ['a draft in reasoning only', [{ text: `First: ${replyOf(threeShots[0])}\n</think>\nSorry.` }], ['no-shots']],
    ['half a shot', [{ text: replyOf(threeShots[0]).slice(0, 80), finishReason: 'length' }], ['truncated']],
    ['a wrong key', [{ status: 401 }], ['no-key']],
    ['an unknown model', [{ status: 404, error: { message: 'model not found' } }], ['unknown-model']],
  ] satisfies [string, Reply[], string[]][])(
    '%s: a problem that says what to do, and no shots',
    async (_, replies, expected) => {
      const { shots, problems, summary } = await against(replies, 2, { maxRepairs: 1 });
      expect(shots).toEqual([]);
      expect(problems).toEqual(expected);
      expect(summary?.outcome).toBe('incomplete');
    },
  );

  it('that end too early keep what is complete, and the rest is asked for', async () => {
    const text = replyOf(...threeShots);
    const cut = text.slice(0, text.indexOf('Toner') + 20);
    for (const first of [
      { text: cut, finishReason: 'length' },
      { text, cutAfter: cut.length },
    ] satisfies Reply[]) {
      const { shots, chats, summary } = await against([first, { text: replyOf(threeShots[2]) }]);
      expect(shots).toHaveLength(3);
      expect(chats).toHaveLength(2);
      expect(summary?.outcome).toBe('complete');
    }
  });

  it('with too few shots are reported only if the rest never comes', async () => {
    const one = { text: replyOf(threeShots[0]) };
    const short = await against([one, { text: replyOf() }], 2, { maxRepairs: 1 });
    expect([short.shots.length, short.problems, short.summary?.outcome]).toEqual([1, ['no-shots'], 'incomplete']);
    const few = await against([one], 2, { maxRepairs: 0 });
    expect([few.shots.length, few.problems]).toEqual([1, ['too-few']]);
    const same = await against([one], 2, { maxRepairs: 1 });
    expect([same.shots.length, same.problems]).toEqual([1, ['repetition']]);
    const late = await against([{ text: '' }, { text: replyOf(...threeShots) }], 2, { maxRepairs: 1 });
    expect([late.shots.length, late.problems]).toEqual([2, []]);
  });

  it('that bring nothing are not kept for the next run', async () => {
    const journal = createMemoryJournal();
    await using server = await startOpenAiServer({
      replies: (_, index) => ({ text: index === 0 ? '' : replyOf(...threeShots) }),
    });
    const { services, task } = await createTestContext(repair);
    const run = { ...services, model: allowed(modelAt(server.baseUrl)), journal };
    expect((await runAll({ ...task, count: 3 }, { maxRepairs: 0 }, run)).problems).toEqual(['empty-reply']);
    expect((await runAll({ ...task, count: 3 }, { maxRepairs: 0 }, run)).shots).toHaveLength(3);
    await runAll({ ...task, count: 3 }, { maxRepairs: 0 }, run);
    expect(server.chats).toHaveLength(2);
  });

  it('of one request do not undo another', async () => {
    const [first, second] = threeShots;
    await using server = await startOpenAiServer({
      replies: (_, index) => (index === 1 ? { status: 401 } : { text: replyOf(index === 0 ? first : second) }),
    });
    const { services, task } = await createTestContext(repair);
    const model = allowed(modelAt(server.baseUrl));
    const options = { shotsPerRequest: 1, concurrency: 1 };
    const { shots, problems } = await runAll({ ...task, count: 9 }, options, { ...services, model });
    expect([shots.length, problems]).toEqual([1, ['no-key']]);
    expect(server.chats).toHaveLength(2);
  });
});

it('has as many requests under way as are allowed, and no more', async () => {
  let arrived = 0;
  let most = 0;
  let open = (): void => undefined;
  const three = new Promise<void>((resolve) => {
    open = resolve;
  });
  await using server = await startOpenAiServer({
    replies: async (_, index) => {
      most = Math.max(most, server.openReplies);
      if (++arrived === 3) open();
      // Nobody is answered before three are there, so fewer at once would never come to an end.
      await three;
      return { text: replyOf(replyShot(`${'abcdefgh'[index]?.repeat(40)} is broken.`, `fault ${index}`)) };
    },
  });
  const { services, task } = await createTestContext(repair);
  const run = { ...services, model: allowed(modelAt(server.baseUrl)) };
  const options = { shotsPerRequest: 1, concurrency: 3, maxRepairs: 0 };
  await runAll({ ...task, count: 8 }, options, run);
  expect([most, server.chats.length]).toEqual([3, 8]);
});

describe('a stop', () => {
  it('keeps what is complete', async () => {
    const controller = new AbortController();
    const text = replyOf(...threeShots);
    const pieceLength = text.indexOf('"request"', 60) + 5;
    const holdAfterFirst = new Promise(() => undefined);
    await using server = await startOpenAiServer({ replies: [{ text, pieceLength, holdAfterFirst }] });
    const { services, task } = await createTestContext(repair);
    const run = { ...services, model: allowed(modelAt(server.baseUrl)) };
    const { shots, summary, problems } = await runAll({ ...task, count: 3 }, {}, run, controller.signal, ({ kind }) => {
      if (kind === 'shot') controller.abort();
    });
    expect(shots).toHaveLength(1);
    expect(summary?.outcome).toBe('stopped');
    expect(problems.filter((code) => code !== 'stopped')).toEqual([]);
  });

  it('keeps a shot that still had to be repaired', async () => {
    const controller = new AbortController();
    const wrong = replyShot('My printer is dead, come on Friday.', 'dead printer', 'Friday');
    const text = replyOf(wrong, threeShots[1]);
    const pieceLength = text.indexOf('"request"', 60) + 5;
    const holdAfterFirst = new Promise(() => undefined);
    await using server = await startOpenAiServer({ replies: [{ text, pieceLength, holdAfterFirst }] });
    const { services, task } = await createTestContext(repair);
    const run = { ...services, model: allowed(modelAt(server.baseUrl)) };
    const { shots } = await runAll({ ...task, count: 2 }, {}, run, controller.signal, ({ kind }) => {
      if (kind === 'faulty') controller.abort();
    });
    expect(shots.map(({ content }) => content.request)).toEqual([wrong.request]);
    expect(server.chats).toHaveLength(1);
  });

  it('is resumed without paying twice', async () => {
    await using server = await startOpenAiServer({
      replies: (_, index) => ({ text: replyOf(threeShots[index % 3]) }),
    });
    const { services, task } = await createTestContext(repair);
    const entries: JournalEntry[] = [];
    const options = { shotsPerRequest: 1, concurrency: 1 };
    const start = async (signal: AbortSignal, stopAfter: number) => {
      const memory = createMemoryJournal(entries);
      const add = async (entry: JournalEntry) => {
        entries.push(entry);
        await memory.add(entry);
      };
      const journal = { ...memory, add };
      const controller = new AbortController();
      const run = { ...services, model: allowed(modelAt(server.baseUrl)), journal };
      let seen = 0;
      return runAll({ ...task, count: 3 }, options, run, AbortSignal.any([signal, controller.signal]), ({ kind }) => {
        if (kind === 'tokens' && ++seen === stopAfter) controller.abort();
      });
    };
    const never = new AbortController().signal;
    const first = await start(never, 2);
    expect(first.summary).toMatchObject({ outcome: 'stopped', shots: 2 });
    const sent = server.chats.length;
    const second = await start(never, Number.POSITIVE_INFINITY);
    expect(second.summary).toMatchObject({ outcome: 'complete', shots: 3, requests: 1 });
    expect(server.chats.length - sent).toBe(1);
    expect(second.shots.slice(0, 2).map(({ text }) => text)).toEqual(first.shots.map(({ text }) => text));
  });
});

describe('what cannot be done', () => {
  it.each([
    ['an SOP without steps', { sop: 'Just be nice.\n' }, {}, 'no-steps'],
    ['no SOP and no tools', { tools: [], sop: undefined }, {}, 'no-steps'],
    ['an unknown tool', {}, { kind: 'for-tool', tool: 'Search' }, 'unknown-tool'],
    [
      'a tool without a schema',
      { tools: [{ name: 'Ping', description: 'Pings.' }] },
      { kind: 'for-tool', tool: 'Ping' },
      'no-schema',
    ],
    ['an empty text', {}, { kind: 'rewrite', text: '  ' }, 'nothing-to-do'],
    ['five megabytes', {}, { kind: 'rewrite', text: 'x'.repeat(5_000_000) }, 'text-too-long'],
    ['a repair without a model', {}, { kind: 'repair-document', shot: 'x' }, 'no-model'],
    ['a rewriting without a model', {}, { kind: 'rewrite', text: 'The customer called.' }, 'no-model'],
  ] as const)('%s', async (_, given, task, code) => {
    const context = await createTestContext({ ...repair, ...given } as Parameters<typeof createTestContext>[0]);
    const { problems, summary, shots } = await runAll({ ...context.task, ...task }, {}, context.services);
    expect([problems, summary?.outcome, shots]).toEqual([[code], 'refused', []]);
  });
});

describe('other tasks', () => {
  const task = async (given: object) => {
    await using server = await startOpenAiServer({ replies: [{ text: replyOf(threeShots[0]) }] });
    const context = await createTestContext(repair);
    const services = { ...context.services, model: allowed(modelAt(server.baseUrl)) };
    const result = await runAll({ ...context.task, count: 1, ...given }, { shotsPerRequest: 4 }, services);
    return { ...result, prompt: server.chats[0]?.body.messages?.[1]?.content ?? '' };
  };

  it('more like this', async () => {
    const { prompt, shots } = await task({ kind: 'more-like-this', shot: '**User**: Where is my parcel?' });
    expect(prompt).toContain('Where is my parcel?');
    expect(shots).toHaveLength(1);
  });

  it('shots for a tool: the tool is changes, and what each shot shows', async () => {
    const { prompt } = await task({ kind: 'for-tool', tool: 'BookVisit', count: 4, style: 'react' });
    expect(prompt).toContain('## BookVisit');
    expect(prompt).toContain('a request that no tool fits');
    expect(prompt).toContain('edge of what the schema allows');
  });

  it('rewriting a selection', async () => {
    const { prompt } = await task({ kind: 'rewrite', text: 'She said the copier smokes.' });
    expect(prompt).toContain('She said the copier smokes.');
  });

  it('repairing a document', async () => {
    const { prompt } = await task({ kind: 'repair-document', shot: '**User**: x', findings: '- line 3: wrong' });
    expect(prompt).toContain('- line 3: wrong');
  });
});

it('hangs up when nobody listens any more', async () => {
  const text = replyOf(...threeShots);
  const pieceLength = text.indexOf('"request"', 60) + 5;
  const holdAfterFirst = new Promise(() => undefined);
  await using server = await startOpenAiServer({ replies: [{ text, pieceLength, holdAfterFirst }] });
  const { services, task } = await createTestContext(repair);
  const run = { ...services, model: allowed(modelAt(server.baseUrl)) };
  const seen: string[] = [];
  for await (const { kind } of generateShots({ ...task, count: 3 }, {}, run, NEVER_STOPPED)) {
    seen.push(kind);
    if (kind === 'shot') break;
  }
  expect(seen.at(-1)).toBe('shot');
  await expect.poll(() => server.openReplies).toBe(0);
});
