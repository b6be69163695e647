import { setImmediate } from 'node:timers/promises';
import { afterEach, beforeEach, expect, test, vi } from 'vitest';
import { formatCounts, NO_TESTS } from '../../scripts/tasks/counts.ts';
import { runStages, type Stage } from '../../scripts/tasks/stages.ts';
import type { Print } from '../../scripts/vscode/processes.ts';

beforeEach(() => {
  vi.spyOn(console, 'log').mockImplementation(() => undefined);
  vi.spyOn(process.stdout, 'write').mockImplementation(() => true);
});
afterEach(() => vi.restoreAllMocks());

const passing = (passed: number) => async () => ({ ...NO_TESTS, passed });
const succeed = async () => undefined;
const throwing = () => Promise.reject(new Error('broken'));

test('the tests of all stages are summed', async () => {
  const counts = await runStages([
    { name: 'types', run: succeed },
    { name: 'unit', run: async () => ({ passed: 2, failed: 1, skipped: 3 }) },
    { name: 'editor', run: passing(5) },
  ]);
  expect(counts).toEqual({ passed: 7, failed: 1, skipped: 3 });
});

test('a stage that fails leaves the independent ones running and counts as a failure', async () => {
  const counts = await runStages([
    { name: 'types', run: throwing },
    { name: 'unit', run: passing(4) },
  ]);
  expect(counts).toEqual({ passed: 4, failed: 1, skipped: 0 });
});

test('what needs a failed stage, even by another one, is not run and counts as a failure', async () => {
  const run = vi.fn(succeed);
  const counts = await runStages([
    { name: 'build', run: throwing },
    { name: 'package', needs: ['build'], run },
    { name: 'page', needs: ['package'], run },
  ]);
  expect(run).not.toHaveBeenCalled();
  expect(counts.failed).toBe(3);
});

test('failures are listed at the end, with the name of each test', async () => {
  const counts = await runStages([
    {
      name: 'suite',
      run: async () => ({ passed: 1, failed: 1, skipped: 0, failures: ['  ✗ a test\n      its error'] }),
    },
    { name: 'page', run: passing(5) },
  ]);
  expect(counts).toEqual({ passed: 6, failed: 1, skipped: 0, failures: ['  ✗ a test\n      its error'] });
  expect(vi.mocked(console.log).mock.calls.at(-1)).toEqual(['\nFailed tests\n  ✗ a test\n      its error']);
});

test.each([
  [{ passed: 3, failed: 0, skipped: 0 }, '3 passed, 0 failed'],
  [{ passed: 3, failed: 1, skipped: 2 }, '3 passed, 1 failed, 2 skipped'],
])('the last line of %o is %s', (counts, line) => {
  expect(formatCounts(counts)).toBe(line);
});

test('a stage that a machine cannot run is skipped with its reason and does not fail', async () => {
  const run = vi.fn(succeed);
  const counts = await runStages([
    { name: 'unit', run: passing(4) },
    { name: 'neovim', leftOut: 'no Neovim was found', run },
  ]);
  expect(run).not.toHaveBeenCalled();
  expect(counts).toEqual({ passed: 4, failed: 0, skipped: 0 });
  const lines = vi.mocked(console.log).mock.calls.flat();
  expect(lines).toContainEqual(expect.stringMatching(/left out .* neovim — not tested here: no Neovim was found$/));
});

/** A stage that ends when it is told to. */
function holdable(name: string, more: Partial<Stage> = {}) {
  let end = () => {};
  const over = new Promise<undefined>((resolve) => {
    end = () => resolve(undefined);
  });
  const run = vi.fn((print: Print) => {
    print(`${name} works\n`);
    return over;
  });
  return { stage: { name, run, ...more }, run, end: () => end() };
}

test('stages run side by side as far as the cores go, and in order', async () => {
  const suites = holdable('suites');
  const unit = holdable('unit');
  const page = holdable('page', { after: ['suites'] });
  const lint = holdable('lint');
  const all = [suites, unit, page, lint];
  const running = () => all.map(({ run }) => run.mock.calls.length);
  const counts = runStages(
    all.map(({ stage }) => stage),
    2,
  );
  expect(running()).toEqual([1, 1, 0, 0]);
  unit.end();
  await vi.waitFor(() => expect(running()).toEqual([1, 1, 0, 1]));
  suites.end();
  await vi.waitFor(() => expect(running()).toEqual([1, 1, 1, 1]));
  lint.end();
  page.end();
  expect(await counts).toEqual(NO_TESTS);
});

test('a stage waits for the one whose files it writes too, even if that one fails', async () => {
  const build = holdable('build');
  const install = holdable('install', { after: ['build', 'neovim'] });
  const counts = runStages([build.stage, { name: 'neovim', run: throwing }, install.stage], 4);
  await setImmediate();
  expect(install.run).not.toHaveBeenCalled();
  build.end();
  await vi.waitFor(() => expect(install.run).toHaveBeenCalled());
  install.end();
  expect((await counts).failed).toBe(1);
});

test('the output of stages side by side is not mixed', async () => {
  const first = holdable('first');
  const second = holdable('second');
  const counts = runStages([first.stage, second.stage], 2);
  second.end();
  await setImmediate();
  const written = () => vi.mocked(process.stdout.write).mock.calls.join('');
  expect(written()).toBe('\n[1/2] first\nfirst works\n');
  first.end();
  await counts;
  expect(written()).toMatch(
    /^\n\[1\/2\] first\nfirst works\n {6}passed in .*\n\n\[2\/2\] second\nsecond works\n {6}passed in .*\n$/,
  );
});
