import { afterEach, beforeEach, expect, test, vi } from 'vitest';
import { formatCounts, NO_TESTS } from '../../scripts/tasks/counts.ts';
import { runStages } from '../../scripts/tasks/stages.ts';

beforeEach(() => {
  vi.spyOn(console, 'log').mockImplementation(() => undefined);
  vi.spyOn(console, 'error').mockImplementation(() => undefined);
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
