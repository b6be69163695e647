import { existsSync } from 'node:fs';
import { mkdir, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { afterEach, beforeEach, expect, test } from 'vitest';
import { withLock } from '../../scripts/setup/lock.mjs';
import { type TemporaryFolder, temporaryFolder } from '../../scripts/vscode/temporary.ts';

/** No process has this id: it lies above the largest that a system gives. */
const NO_PROCESS = 2 ** 30;

let folder: TemporaryFolder;
beforeEach(async () => {
  folder = await temporaryFolder('lock');
});
afterEach(() => folder.remove());

test('only one holds the lock at a time, and everyone gets it', async () => {
  const lock = join(folder.path, 'below', 'lock');
  let inside = 0;
  const most: number[] = [];
  const said: string[] = [];
  const work = async () => {
    inside += 1;
    most.push(inside);
    await new Promise((resolve) => setTimeout(resolve, 10));
    inside -= 1;
    return inside;
  };
  const results = await Promise.all([1, 2, 3].map(() => withLock(lock, (text) => said.push(text), work)));
  expect(results).toEqual([0, 0, 0]);
  expect(most).toEqual([1, 1, 1]);
  expect(said).toHaveLength(2);
  expect(existsSync(lock)).toBe(false);
});

test('the lock is released when the work throws', async () => {
  const lock = join(folder.path, 'lock');
  const failing = () => Promise.reject(new Error('no network'));
  await expect(withLock(lock, () => undefined, failing)).rejects.toThrow('no network');
  expect(existsSync(lock)).toBe(false);
});

test('the lock of a process that died is taken over at once', async () => {
  const lock = join(folder.path, 'lock');
  const said: string[] = [];
  await mkdir(lock);
  await writeFile(join(lock, 'pid'), String(NO_PROCESS));
  await expect(
    withLock(
      lock,
      (text) => said.push(text),
      async () => 'done',
    ),
  ).resolves.toBe('done');
  expect(said).toEqual([]);
});
