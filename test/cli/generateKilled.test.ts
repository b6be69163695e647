import { once } from 'node:events';
import { existsSync, watch } from 'node:fs';
import { describe, expect, it, onTestFinished } from 'vitest';
import { replyOf } from '../generation/run/samples.ts';
import { createShot, draftsIn, setUp } from './generateSupport.ts';
import { useProgram } from './program.ts';

const COUNT = 4;
const ARGS = ['--count', `${COUNT}`, '--shots-per-request', '1', '--max-repairs', '0'];
const startProgram = useProgram();

/** A promise, and what resolves it. */
function createSignal() {
  let send = (): void => undefined;
  const received = new Promise<void>((resolve) => {
    send = resolve;
  });
  return { received, send: () => send() };
}

type Setup = Awaited<ReturnType<typeof setUp>>;

const isUnfinished = (test: Setup): boolean => existsSync(`${test.out}.journal.jsonl`) || !existsSync(test.out);

/** Runs again what is not finished: then everything is there once, what was written by hand and the shots that were asked for. */
async function expectComplete(test: Setup, byHand: readonly string[]): Promise<void> {
  if (isUnfinished(test)) expect(await test.run(ARGS)).toMatchObject({ code: 0 });
  const text = await test.read();
  expect(byHand.filter((mark) => !text.includes(mark))).toEqual([]);
  expect([draftsIn(text), new Set(text.match(/id: s-\w+/g)).size]).toEqual([COUNT, COUNT]);
  expect(isUnfinished(test)).toBe(false);
}

describe('generate --out that is killed', () => {
  it.each([0, 1, 2])('while it waits for a reply, after %i of them and edits by hand', async (answered) => {
    const waiting = createSignal();
    let isKilled = false;
    // The first run gets one shot and a refusal, so that there is a document to edit.
    await using test = await setUp(async (_, index) => {
      if (index === 1) return { status: 401 };
      if (index === 2 + answered && !isKilled) {
        waiting.send();
        await new Promise(() => {});
      }
      return { text: replyOf(createShot(index)) };
    });
    const byHand: string[] = [];
    const edit = (mark: string): Promise<void> => {
      byHand.push(mark);
      return test.edit((text) => `${text.replace('**User**: ', `**User**: ${mark} `)}\nA note: ${mark}.\n`);
    };
    expect((await test.run(ARGS)).code).toBe(1);
    await edit('before it');
    const child = startProgram(test.folder, test.toArgs(ARGS));
    const exited = once(child, 'exit');
    await Promise.race([waiting.received, exited]);
    expect(test.server.chats.length).toBe(3 + answered);
    await edit('while it runs');
    child.kill('SIGKILL');
    await exited;
    isKilled = true;
    await edit('after it');
    await expectComplete(test, byHand);
    // An edited document is another request: what had been answered for the old one is asked for again.
    expect(test.server.chats.length).toBe(COUNT + 2 + answered);
  });

  it('asks again for nothing but the reply that was under way', async () => {
    const waiting = createSignal();
    let isKilled = false;
    await using test = await setUp(async (_, index) => {
      if (index === 2 && !isKilled) {
        waiting.send();
        await new Promise(() => {});
      }
      return { text: replyOf(createShot(index)) };
    });
    const child = startProgram(test.folder, test.toArgs(ARGS));
    const exited = once(child, 'exit');
    await Promise.race([waiting.received, exited]);
    child.kill('SIGKILL');
    await exited;
    isKilled = true;
    await expectComplete(test, []);
    expect(test.server.chats.length).toBe(COUNT + 1);
  });

  it.each([1, 3, 5, 8])('at change %i of its files', async (moment) => {
    const changed = createSignal();
    await using test = await setUp((_, index) => ({ text: replyOf(createShot(index)) }));
    let changes = 0;
    const watcher = watch(test.folder, () => {
      if (++changes === moment) changed.send();
    });
    onTestFinished(() => watcher.close());
    const child = startProgram(test.folder, test.toArgs(ARGS));
    const exited = once(child, 'exit');
    await Promise.race([changed.received, exited]);
    child.kill('SIGKILL');
    await exited;
    const byHand: string[] = [];
    if (existsSync(test.out)) {
      byHand.push('by hand');
      await test.edit((text) => text.replace('**User**: ', '**User**: by hand '));
    }
    await expectComplete(test, byHand);
    // A reply that was under way, or not yet in the journal, is asked for again.
    expect(test.server.chats.length).toBeLessThanOrEqual(COUNT + 1);
  });
});
