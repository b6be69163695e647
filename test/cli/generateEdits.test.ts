import { existsSync, readFileSync } from 'node:fs';
import { readFile, rm, writeFile } from 'node:fs/promises';
import { describe, expect, it } from 'vitest';
import { replyOf, threeShots } from '../generation/run/samples.ts';
import { createShot, draftsIn, setUp } from './generateSupport.ts';

describe('--out with a file that exists', () => {
  it('refuses a file that no journal began, and leaves it unchanged', async () => {
    await using test = await setUp([{ text: replyOf(threeShots[0]) }]);
    await writeFile(test.out, 'My own notes.\n');
    const { code, stderr } = await test.run(['--count', '1']);
    expect([code, test.server.chats.length, await test.read()]).toEqual([2, 0, 'My own notes.\n']);
    expect(stderr).toContain('--force');
  });

  it('keeps every edit, and adds what is missing at the end', async () => {
    await using test = await setUp((_, index) => ({ text: replyOf(createShot(index)) }));
    const args = ['--count', '3', '--max-repairs', '0'];
    expect((await test.run(args)).code).toBe(1);
    expect(draftsIn(await test.read())).toBe(1);
    await test.edit((text) => `${text.replace('**User**: ', '**User**: EDITED ')}\nA note of mine.\n`);
    const edited = await test.read();
    await test.run(args);
    await test.run(args);
    const text = await test.read();
    expect(text.startsWith(edited.trimEnd())).toBe(true);
    expect([draftsIn(text), test.server.chats.length]).toEqual([3, 3]);
    expect(existsSync(`${test.out}.journal.jsonl`)).toBe(false);
  });

  it('does not bring a deleted shot back', async () => {
    await using test = await setUp((_, index) => ({ text: replyOf(createShot(index)) }));
    const args = ['--count', '2', '--max-repairs', '0'];
    await test.run(args);
    await test.edit((text) => text.slice(0, text.indexOf('<!-- id:')));
    expect((await test.run(args)).code).toBe(0);
    expect([draftsIn(await test.read()), test.server.chats.length]).toEqual([1, 2]);
  });

  it.each([
    ['repeated another shot', replyOf(createShot(1), createShot(1), createShot(1))],
    ['was missing', replyOf(createShot(1))],
    ['was in another language', replyOf({ ...createShot(1), request: '打印机卡纸了，帮我报修' })],
  ])('asks again for a shot that %s', async (_, first) => {
    let fresh = 10;
    let good = false;
    await using test = await setUp(({ body }) => {
      const count = Number(/Write (\d+) example/.exec(body.messages?.[1]?.content ?? '')?.[1] ?? 1);
      return { text: good ? replyOf(...Array.from({ length: count }, () => createShot(fresh++))) : first };
    });
    const args = ['--count', '3', '--max-repairs', '1'];
    expect((await test.run(args)).code).toBe(1);
    const asked = test.server.chats.length;
    good = true;
    const { code } = await test.run(args);
    expect([code, test.server.chats.length > asked]).toEqual([0, true]);
    expect(draftsIn(await test.read())).toBe(3);
  });

  it('keeps a backup with --force, and another one the next time', async () => {
    await using test = await setUp((_, index) => ({ text: replyOf(createShot(index)) }));
    await writeFile(test.out, 'first\n');
    expect((await test.run(['--count', '1', '--force'])).stderr).toContain('x.shots.md.bak');
    const second = await test.read();
    await test.run(['--count', '1', '--force']);
    const backups = ['.bak', '.bak.2'].map((ending) => readFileSync(test.out + ending, 'utf8'));
    expect([...backups, draftsIn(await test.read())]).toEqual(['first\n', second, 1]);
  });

  it('adds to a file that appears while the model writes', async () => {
    await using test = await setUp(async () => {
      await writeFile(test.out, '**User**: Mine\n**Action**: Greet.\n');
      return { text: replyOf(createShot(1)) };
    });
    const { code, stderr } = await test.run(['--count', '1']);
    expect([code, (await test.read()).startsWith('**User**: Mine\n**Action**: Greet.\n')]).toEqual([0, true]);
    expect(draftsIn(await test.read())).toBe(1);
    expect(stderr).toContain('created in the meantime');
  });
});

describe('a crash', () => {
  const journalOf = (out: string): string => `${out}.journal.jsonl`;

  it.each([
    ['right after the document was written', (lines: readonly string[]) => lines.slice(0, -1), true],
    ['right before', (lines: readonly string[]) => lines.slice(0, -1), false],
    ['within a line of the journal', (lines: readonly string[]) => [...lines.slice(0, -1), '{"written":["s-'], true],
  ])('%s loses and repeats nothing', async (_, cut, isWritten) => {
    await using test = await setUp((_request, index) => ({ text: replyOf(createShot(index)) }));
    const args = ['--count', '2', '--max-repairs', '0', '--shots-per-request', '1'];
    const controller = new AbortController();
    const stderr = (text: string) => {
      if (/1\/2/.test(text)) controller.abort();
    };
    await test.run(args, { isTerminal: true, status: stderr, stderr, signal: controller.signal });
    expect(draftsIn(await test.read())).toBe(1);
    const journal = await readFile(journalOf(test.out), 'utf8');
    await writeFile(journalOf(test.out), cut(journal.trimEnd().split('\n')).join('\n'));
    if (!isWritten) await rm(test.out);
    const { code } = await test.run(args);
    const text = await test.read();
    expect([code, draftsIn(text), new Set(text.match(/id: s-\w+/g)).size]).toEqual([0, 2, 2]);
    expect(test.server.chats.length).toBe(2);
  });
});

/** Numbers between 0 and 1 that depend on a seed only. */
function createRandom(seed: number): () => number {
  let state = seed;
  return () => {
    state = (Math.imul(state, 1_103_515_245) + 12_345) >>> 0;
    return state / 2 ** 32;
  };
}

describe('random edits between random interruptions', () => {
  it.each([1, 2, 3])('lose nothing that was written by hand (seed %i)', async (seed) => {
    const random = createRandom(seed);
    let number = 0;
    await using test = await setUp(() => {
      const shots = Array.from({ length: Math.floor(random() * 3) }, () => createShot(++number));
      return number > 0 && random() < 0.2 ? { status: 400 } : { text: replyOf(...shots) };
    });
    const byHand: string[] = [];
    for (let round = 0; round < 8; round++) {
      const controller = new AbortController();
      let events = round === 0 ? 0 : Math.floor(random() * 12);
      const status = () => {
        if (--events === 0) controller.abort();
      };
      const args = ['--count', '6', '--max-repairs', '0', '--shots-per-request', '2', '--timeout', '1'];
      const io = { isTerminal: true, status, stderr: status, signal: controller.signal };
      if (round === 0 || existsSync(`${test.out}.journal.jsonl`)) await test.run(args, io);
      if (!existsSync(test.out)) continue;
      const mark = `by hand ${seed}-${round}`;
      byHand.push(mark);
      await test.edit((text) => {
        const starts = [...text.matchAll(/(?<=\*\*(?:Think|User|Action|Observation)\*\*: )/g)].map(
          ({ index }) => index,
        );
        const at = starts[Math.floor(random() * starts.length)] ?? text.length;
        return random() < 0.3 ? `${text}\n${mark}\n` : `${text.slice(0, at)}${mark} ${text.slice(at)}`;
      });
    }
    const text = existsSync(test.out) ? await test.read() : '';
    expect(byHand.filter((mark) => !text.includes(mark))).toEqual([]);
    expect(byHand.length).toBeGreaterThan(0);
    const ids = text.match(/id: s-\w+/g) ?? [];
    expect(new Set(ids).size).toBe(ids.length);
  });
});
