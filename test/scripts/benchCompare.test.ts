import { expect, test } from 'vitest';
import { findRegressions } from '../../bench/compare.ts';

const page = (rows: Readonly<Record<string, readonly [string, string]>>, section = 'lint') =>
  [
    `<!-- bench:${section} -->`,
    '| metric | measured | limit |',
    '|---|---|---|',
    ...Object.entries(rows).map(([what, [measured, limit]]) => `| ${what} | ${measured} | ${limit} |`),
    `<!-- /bench:${section} -->`,
  ].join('\n');

test('a ratio that got worse beyond the tolerance is found in both directions', () => {
  const before = page({ peer: ['900 ms, 40.0 ×', 'at least 30 × ✓'], floor: ['40 ms, 8.0 ×', 'at most 10 × ✓'] });
  const now = page({ peer: ['700 ms, 31.0 ×', 'at least 30 × ✓'], floor: ['40 ms, 10.5 ×', 'at most 10 × ✗'] });
  expect(findRegressions(before, now)).toEqual([
    { what: 'lint: peer', before: '900 ms, 40.0 ×', now: '700 ms, 31.0 ×', factor: 40 / 31, isRatio: true },
    { what: 'lint: floor', before: '40 ms, 8.0 ×', now: '40 ms, 10.5 ×', factor: 10.5 / 8, isRatio: true },
  ]);
  expect(findRegressions(now, before)).toEqual([]);
});

test('a time that got worse is found, but is no ratio; a speed is better when it is higher', () => {
  const before = page({ load: ['1,000 ms', '–'], export: ['20.0 MB/s', 'at least 20 MB/s ✓'] });
  const now = page({ load: ['1,300 ms', '–'], export: ['15.0 MB/s', 'at least 20 MB/s ✗'] });
  expect(findRegressions(before, now).map(({ what, isRatio }) => [what, isRatio])).toEqual([
    ['lint: load', false],
    ['lint: export', false],
  ]);
});

test('what stays within the tolerance, is new, has another unit or no number is passed over', () => {
  const before = page({ a: ['10 ms', '–'], b: ['10 ms', '–'], c: ['10 ms', '–'], d: ['many', '–'] });
  const now = page({ a: ['12 ms', '–'], b: ['10 s', '–'], c: ['fast', '–'], d: ['many', '–'], e: ['9 s', '–'] });
  expect(findRegressions(before, now)).toEqual([]);
});

test('figures of the same name in two sections are told apart', () => {
  const one = page({ time: ['10 ms', '–'] });
  const other = page({ time: ['99 ms', '–'] }, 'tokens');
  expect(findRegressions(one, other)).toEqual([]);
});
