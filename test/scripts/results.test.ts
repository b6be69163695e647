import { appendFile } from 'node:fs/promises';
import { join } from 'node:path';
import { afterEach, beforeEach, expect, test } from 'vitest';
import { type TemporaryFolder, temporaryFolder } from '../../scripts/vscode/temporary.ts';
import { createReportCounter } from '../editor/support/reportCounter.ts';
import { followReports, type Report } from '../editor/support/results.ts';

const reports: readonly Report[] = [
  { type: 'begin', editor: '1.139.1', tests: 3 },
  { type: 'pass', title: '诊断 显示', duration: 5 },
  { type: 'fail', title: 'repairs', error: 'Error: no\n    at line' },
  { type: 'skip', title: 'later' },
  { type: 'end' },
];

let folder: TemporaryFolder;
beforeEach(async () => {
  folder = await temporaryFolder('results');
});
afterEach(() => folder.remove());

test('reports arrive as they are written, half a line not before its rest', async () => {
  const path = join(folder.path, 'results.jsonl');
  const lines = reports.map((report) => `${JSON.stringify(report)}\n`).join('');
  const half = Math.floor(lines.length / 2);
  const seen: Report[] = [];
  let written = 0;
  const pieces = [lines.slice(0, half), lines.slice(half)];
  const ended = () => written > pieces.length;
  const writer = (async () => {
    for (const piece of pieces) {
      await appendFile(path, piece);
      written += 1;
      await new Promise((resolve) => setTimeout(resolve, 60));
    }
    written += 1;
  })();
  for await (const report of followReports(path, ended)) seen.push(report);
  await writer;
  expect(seen).toEqual(reports);
});

test('a file that is never written has no reports', async () => {
  const seen: Report[] = [];
  for await (const report of followReports(join(folder.path, 'none'), () => true)) seen.push(report);
  expect(seen).toEqual([]);
});

test('a suite that breaks off is one more failure, with its reason', () => {
  const tally = createReportCounter(() => undefined);
  tally.take({ type: 'pass', title: 'one', duration: 5 });
  tally.abort('the page crashed');
  const failures = ['  ✗ the suite did not come to its end\n      the page crashed'];
  expect(tally.counts()).toEqual({ passed: 1, failed: 1, skipped: 0, failures });
});

test('the tally counts, prints each test and knows whether the suite came to its end', () => {
  const printed: string[] = [];
  const tally = createReportCounter((line) => printed.push(line));
  for (const report of reports.slice(0, -1)) tally.take(report);
  expect(tally.complete()).toBe(false);
  tally.take({ type: 'end' });
  expect(tally.complete()).toBe(true);
  const failures = ['  ✗ repairs\n      Error: no\n          at line'];
  expect(tally.counts()).toEqual({ passed: 1, failed: 1, skipped: 1, failures });
  expect(printed).toEqual([
    'VS Code 1.139.1, 3 tests',
    '  ✓ 诊断 显示 (5 ms)',
    '  ✗ repairs\n      Error: no\n          at line',
    '  - later (skipped)',
  ]);
});
