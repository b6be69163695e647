import { existsSync, readFileSync } from 'node:fs';
import { appendFile, chmod, rm, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { hash32 } from '../../src/core/text/hash.ts';
import { createMasker } from '../../src/generation/index.ts';
import { leaksIn } from '../generation/privacy/leaks.ts';
import { repairSop, repairTools, replyOf, replyShot, threeShots } from '../generation/run/samples.ts';
import { createTestContext } from '../generation/run/testContext.ts';
import { cli, folderOf } from './support.ts';

const files = { 'a.sop.md': repairSop, 'a.tools.json': JSON.stringify(repairTools) };
const base = ['generate', '--sop', 'a.sop.md', '--tools', 'a.tools.json', '--language', 'en'];
const write = [...base, '--model', 'big', '--batch-out', 'requests.jsonl'];
const read = [...base, '--batch-in', 'results.jsonl', '--out', 'new.shots.md'];

interface Line {
  readonly custom_id: string;
  readonly body: {
    readonly model: string;
    readonly messages: readonly { readonly content: string }[];
    readonly response_format?: unknown;
  };
}

const linesOf = (folder: string, name: string): readonly Line[] =>
  readFileSync(join(folder, name), 'utf8')
    .trim()
    .split('\n')
    .map((line) => JSON.parse(line));

/** A results line as OpenAI and vLLM write it. */
function resultOf(id: string, content: string | null, more: object = {}): string {
  const body = {
    choices: [{ message: { role: 'assistant', content }, finish_reason: 'stop', ...more }],
    usage: { prompt_tokens: 9, completion_tokens: 3 },
  };
  return `${JSON.stringify({ id: 'b', custom_id: id, response: { status_code: 200, body }, error: null })}\n`;
}

/** Shots that have hardly a word in common. */
function variedShot(index: number) {
  const word = (at: number) => hash32(`${index} ${at}`).toString(36).replace(/\d/g, 'q');
  const words = (from: number, to: number) => Array.from({ length: to - from }, (_, at) => word(from + at)).join(' ');
  return replyShot(words(0, 15), words(20, 25), index % 2 === 0 ? 'Monday' : undefined);
}

describe('writing a batch', () => {
  it('writes one request per shot in the format of the Batch API', async () => {
    const folder = await folderOf(files);
    const { code, stderr } = await cli(folder, [...write, '--count', '20', '--temperature', '0.7']);
    expect([code, stderr]).toEqual([0, '20 requests written to requests.jsonl\n']);
    const lines = linesOf(folder, 'requests.jsonl');
    expect(new Set(lines.map(({ custom_id: id }) => id)).size).toBe(20);
    expect(lines[0]).toMatchObject({
      method: 'POST',
      url: '/v1/chat/completions',
      body: { model: 'big', temperature: 0.7 },
    });
    expect(lines[0]?.body.response_format).toMatchObject({ type: 'json_schema', json_schema: { strict: true } });
    expect(new Set(lines.map(({ body }) => body.messages[1]?.content)).size).toBe(20);
  });

  it('continues after the last whole line', async () => {
    const folder = await folderOf(files);
    await cli(folder, [...write, '--count', '20']);
    const whole = readFileSync(join(folder, 'requests.jsonl'), 'utf8');
    const other = await folderOf({ ...files, 'requests.jsonl.part': whole.slice(0, whole.length / 2) });
    await cli(other, [...write, '--count', '20']);
    expect(readFileSync(join(other, 'requests.jsonl'), 'utf8')).toBe(whole);
    expect(existsSync(join(other, 'requests.jsonl.part'))).toBe(false);
  });

  it('keeps an older file as a backup where --force replaces it', async () => {
    const folder = await folderOf({ ...files, 'requests.jsonl': 'edited by hand\n' });
    const { code, stderr } = await cli(folder, [...write, '--count', '3', '--force']);
    expect(code).toBe(0);
    expect(stderr).toContain('requests.jsonl.bak');
    expect(readFileSync(join(folder, 'requests.jsonl.bak'), 'utf8')).toBe('edited by hand\n');
    expect(linesOf(folder, 'requests.jsonl')).toHaveLength(3);
  });

  it('leaves a read-only file alone, also with --force', async () => {
    const folder = await folderOf({ ...files, 'requests.jsonl': 'kept\n' });
    await chmod(join(folder, 'requests.jsonl'), 0o444);
    const { code, stderr } = await cli(folder, [...write, '--count', '3', '--force']);
    expect([code, stderr.includes('read-only')]).toEqual([2, true]);
    expect(readFileSync(join(folder, 'requests.jsonl'), 'utf8')).toBe('kept\n');
  });

  it('can be stopped', async () => {
    const folder = await folderOf(files);
    const { code } = await cli(folder, [...write, '--count', '20'], { signal: AbortSignal.abort() });
    expect([code, existsSync(join(folder, 'requests.jsonl'))]).toEqual([1, false]);
  });

  it.each([
    [[...base, '--batch-out', 'r.jsonl'], '--model'],
    [[...base, '--model', 'm', '--batch-out', 'a.sop.md'], '--force'],
    [[...base, '--batch-in', 'none.jsonl', '--out', 'x.shots.md'], 'none.jsonl'],
    [[...base, '--batch-in', 'a.sop.md'], '--out'],
    [[...read.slice(0, -4), '--batch-in', 'a.sop.md', '--out', 'x.shots.md', '--names', 'a.sop.md'], 'a.sop.md'],
  ])('is wrong use: %j', async (args, said) => {
    const { code, stderr } = await cli(await folderOf(files), args);
    expect(code).toBe(2);
    expect(stderr).toContain(said);
  });
});

describe('reading results', () => {
  it('writes valid shots, fixes what can be fixed, and lists rejected results', async () => {
    const folder = await folderOf(files);
    await cli(folder, [...write, '--count', '9']);
    const ids = linesOf(folder, 'requests.jsonl').map(({ custom_id: id }) => id);
    const repairable = replyShot('The till is dead since noon today.', 'dead till');
    const call = { name: 'SearchSolution', arguments: '{"Error": "dead till", "top_k": "3"}' };
    const withText = {
      ...repairable,
      rounds: repairable.rounds.map((round, at) => (at === 0 ? { ...round, calls: [call] } : round)),
    };
    const [a = '', b = '', c = '', d = '', e = '', f = '', g = '', h = ''] = ids;
    await writeFile(
      join(folder, 'results.jsonl'),
      [
        resultOf(b, replyOf(threeShots[0])),
        resultOf(a, `Sure! ${replyOf(withText)} Bye.`),
        resultOf(c, replyOf(replyShot('Come on Friday, my scanner is broken.', 'scanner', 'Friday'))),
        resultOf(d, replyOf(threeShots[0])),
        resultOf(e, null, { message: { content: null, refusal: 'no' } }),
        resultOf(f, replyOf(threeShots[1]).slice(0, 90), { finish_reason: 'length' }),
        `${JSON.stringify({ custom_id: g, response: { status_code: 429, body: { error: { message: 'slow', code: 'rate_limit' } } } })}\n`,
        resultOf(h, 'I have no idea.'),
        resultOf('somebody-else', replyOf(threeShots[2])),
        'not json\n',
      ].join(''),
    );
    const { code, stderr } = await cli(folder, read);
    expect(code).toBe(1);
    const text = readFileSync(join(folder, 'new.shots.md'), 'utf8');
    expect(text).toMatch(/^---\nsop: /);
    expect(text).toContain('top_k = 3)');
    expect(text.match(/status: draft/g)).toHaveLength(2);
    expect((await cli(folder, ['lint', 'new.shots.md', '--rule', 'step-uncovered=off'])).stdout).toContain(
      'no findings',
    );
    for (const reason of [
      'findings',
      'repetition',
      'refused',
      'truncated',
      'rate_limit',
      'no-shots',
      'not-of-this-batch',
      'unreadable',
    ]) {
      expect(stderr).toContain(reason);
    }
    const rejected = readFileSync(join(folder, 'new.shots.md.rejected.jsonl'), 'utf8').trim().split('\n');
    expect(rejected.map((line) => JSON.parse(line).code)).toHaveLength(8);
    expect(rejected.join()).toContain('parameter-value');
  });

  it('goes on at its checkpoint', async () => {
    const folder = await folderOf(files);
    await cli(folder, [...write, '--count', '450']);
    const ids = linesOf(folder, 'requests.jsonl').map(({ custom_id: id }) => id);
    const results = ids.map((id, at) => resultOf(id, replyOf(variedShot(at))));
    await writeFile(join(folder, 'results.jsonl'), results.slice(0, 450).join(''));
    // It is stopped as soon as there is a checkpoint, which is while lines are still to be read.
    const checkpoint = join(folder, 'new.shots.md.checkpoint.json');
    const { signal } = new AbortController();
    Object.defineProperty(signal, 'aborted', { get: () => existsSync(checkpoint) });
    const first = await cli(folder, read, { signal });
    expect(first.code).toBe(1);
    expect(existsSync(join(folder, 'new.shots.md'))).toBe(false);
    await appendFile(join(folder, 'new.shots.md.part'), 'half a line that a crash left beh');
    await cli(folder, read);
    const resumed = readFileSync(join(folder, 'new.shots.md'), 'utf8');
    expect(resumed).not.toContain('half a line');
    expect(resumed.match(/id: s-\w+-\d+/g)).toHaveLength(450);
    await cli(folder, [...read, '--force']);
    expect(readFileSync(join(folder, 'new.shots.md'), 'utf8')).toBe(resumed);
  });
});

describe('more than a thousand results', () => {
  it('go to numbered documents, which are there in part after an interruption', async () => {
    const folder = await folderOf(files);
    await cli(folder, [...write, '--count', '1002']);
    const ids = linesOf(folder, 'requests.jsonl').map(({ custom_id: id }) => id);
    await writeFile(join(folder, 'results.jsonl'), ids.map((id, at) => resultOf(id, replyOf(variedShot(at)))).join(''));
    const second = join(folder, 'new-2.shots.md');
    await writeFile(second, 'mine');
    const refused = await cli(folder, read);
    expect([refused.code, readFileSync(second, 'utf8')]).toEqual([2, 'mine']);
    expect(refused.stderr).toContain('new-2.shots.md" already exists');
    await rm(second);
    const { code, stderr } = await cli(folder, read);
    expect([code, stderr]).toEqual([
      0,
      '1002 shots written to 2 documents, new-1.shots.md to new-2.shots.md, 0 results rejected\n',
    ]);
    const texts = ['new-1.shots.md', 'new-2.shots.md'].map((name) => readFileSync(join(folder, name), 'utf8'));
    expect(texts.map((text) => text.match(/id: s-\w+-\d+/g)?.length)).toEqual([1000, 2]);
    for (const text of texts) expect(text).toMatch(/^---\nsop: .+\ntools: .+\n---\n\n<!-- id: /);
    const left = ['new.shots.md', 'new.shots.md.part', 'new.shots.md.checkpoint.json'];
    expect(left.filter((name) => existsSync(join(folder, name)))).toEqual([]);
    expect((await cli(folder, ['lint', 'new-2.shots.md', '--rule', 'step-uncovered=off'])).code).toBe(0);
  });
});

describe('the results of a masked batch', () => {
  it('are refused without its names file, which is named', async () => {
    const folder = await folderOf(files);
    await cli(folder, [...write, '--count', '2', '--mask', 'names']);
    const [first] = linesOf(folder, 'requests.jsonl');
    const shot = { ...replyShot('x', 'y'), rounds: [{ calls: [{ name: 'tool_1', arguments: '{"field_1": "y"}' }] }] };
    await writeFile(join(folder, 'results.jsonl'), resultOf(first?.custom_id ?? '', replyOf(shot)));
    const { code, stderr } = await cli(folder, read);
    expect([code, existsSync(join(folder, 'new.shots.md'))]).toEqual([2, false]);
    expect(stderr).toContain('--names requests.jsonl.names.json');
  });
});

const failedOf = (id: string, code: string): string => `${JSON.stringify({ custom_id: id, error: { code } })}\n`;

describe('a batch that answers twice', () => {
  const wrong = replyOf(replyShot('Come on Friday, my scanner is broken.', 'scanner', 'Friday'));
  const right = replyOf(replyShot('Come on Monday, my scanner is broken.', 'scanner', 'Monday'));
  const other = replyOf(threeShots[2]);

  async function resultsOf(...answers: readonly (readonly [number, string])[]): Promise<string> {
    const folder = await folderOf(files);
    await cli(folder, [...write, '--count', '3']);
    const ids = linesOf(folder, 'requests.jsonl').map(({ custom_id: id }) => id);
    await writeFile(join(folder, 'results.jsonl'), answers.map(([at, text]) => resultOf(ids[at] ?? '', text)).join(''));
    return folder;
  }

  it('gets the second answer where the first did not hold, and only then', async () => {
    const folder = await resultsOf([0, wrong], [0, right], [0, other]);
    const { code, stderr } = await cli(folder, read);
    expect(stderr).toContain('1 shot written');
    expect(stderr).not.toContain('findings');
    expect(stderr).toContain('1 × answered-before');
    expect(code).toBe(0);
    expect(readFileSync(join(folder, 'new.shots.md'), 'utf8')).toContain('Monday');
  });

  it.each([
    ['first', (id: string) => [resultOf(id, replyOf(threeShots[2])), failedOf(id, 'server_overloaded')]],
    ['last', (id: string) => [failedOf(id, 'server_overloaded'), resultOf(id, replyOf(threeShots[2]))]],
  ] as const)('has no failure where the good answer came %s', async (_, toLines) => {
    const folder = await folderOf(files);
    await cli(folder, [...write, '--count', '2']);
    const [one = '', two = ''] = linesOf(folder, 'requests.jsonl').map(({ custom_id: id }) => id);
    await writeFile(join(folder, 'results.jsonl'), toLines(one).join(''));
    const { code, stderr } = await cli(folder, read);
    expect([code, stderr.includes('server_overloaded')]).toEqual([0, false]);
    expect(existsSync(join(folder, 'new.shots.md.rejected.jsonl'))).toBe(false);
    await appendFile(join(folder, 'results.jsonl'), failedOf(two, 'server_overloaded'));
    const again = await cli(folder, [...read, '--force']);
    expect([again.code, again.stderr.includes('1 × server_overloaded')]).toEqual([1, true]);
    const [left = ''] = readFileSync(join(folder, 'new.shots.md.rejected.jsonl'), 'utf8').split('\n');
    expect(JSON.parse(left)).toMatchObject({ custom_id: two, code: 'server_overloaded' });
  });

  it('knows after a stop what was written before it', async () => {
    const folder = await resultsOf([0, right], [0, other], [1, right], [2, other]);
    await cli(folder, read);
    const whole = readFileSync(join(folder, 'new.shots.md'), 'utf8');
    // The same as if it had been stopped after the first line.
    const part = whole.slice(0, whole.indexOf('<!-- id: s-', whole.indexOf('<!-- id: s-') + 1) - 1);
    const state = { lines: 1, shotBytes: Buffer.byteLength(part), rejectedBytes: 0, shots: 1 };
    await rm(join(folder, 'new.shots.md'));
    await writeFile(join(folder, 'new.shots.md.part'), part);
    await writeFile(join(folder, 'new.shots.md.checkpoint.json'), JSON.stringify(state));
    const { stderr } = await cli(folder, read);
    expect(readFileSync(join(folder, 'new.shots.md'), 'utf8')).toBe(whole);
    expect(stderr).toContain('2 shots written');
    expect(stderr).toContain('1 × answered-before');
    expect(stderr).toContain('1 × repetition');
  });

  it('counts codes that a server makes up under one name', async () => {
    const folder = await resultsOf([0, right]);
    const id = linesOf(folder, 'requests.jsonl')[1]?.custom_id;
    const failures = Array.from({ length: 60 }, (_, at) => failedOf(id ?? '', `e-${at}`));
    await appendFile(join(folder, 'results.jsonl'), failures.join(''));
    expect((await cli(folder, read)).stderr).toContain('20 × other');
  });
});

it('masks a batch, and reads its results with the real names again', async () => {
  const folder = await folderOf(files);
  const { stderr } = await cli(folder, [...write, '--count', '4', '--mask', 'strict']);
  expect(stderr).toContain('--names requests.jsonl.names.json');
  const { tools } = await createTestContext({ tools: repairTools });
  for (const { body } of linesOf(folder, 'requests.jsonl')) {
    for (const { content } of body.messages) expect(leaksIn(content, tools)).toEqual([]);
  }
  const { aliases, level } = JSON.parse(readFileSync(join(folder, 'requests.jsonl.names.json'), 'utf8'));
  const masker = createMasker([], level, aliases);
  const ids = linesOf(folder, 'requests.jsonl').map(({ custom_id: id }) => id);
  const known = createMasker(tools, level, aliases);
  const masked = JSON.stringify(known.value({ shots: [threeShots[0] ?? ''] } as never));
  expect(leaksIn(masked, tools)).toEqual([]);
  expect(masker.unmask(masked)).toContain('SearchSolution');
  await writeFile(join(folder, 'results.jsonl'), resultOf(ids[0] ?? '', masked));
  const { code } = await cli(folder, [...read, '--names', 'requests.jsonl.names.json']);
  expect(code).toBe(0);
  expect(readFileSync(join(folder, 'new.shots.md'), 'utf8')).toContain('SearchSolution(Error = "no print")');
});
