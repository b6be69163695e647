import { describe, expect, it } from 'vitest';
import type { RunRecord } from '../../src/evaluation/index.ts';
import { toResultsPage } from '../../src/extension/results/resultsPage.ts';
import type { StoredRun } from '../../src/extension/results/runFiles.ts';

const NO_RATE = { passed: 0, total: 0, low: 0, high: 1 };
const rate = (passed: number, total: number) => ({ value: passed / total, passed, total, low: 0.1, high: 0.9 });
const group = (passed: number, total: number) => ({
  callAccuracy: rate(passed, total),
  toolChoice: rate(total, total),
});
const EMPTY = { callAccuracy: NO_RATE, toolChoice: NO_RATE };

type Case = RunRecord['cases'][number];

function failing(shot: string, verdict: Case['verdict']): Case {
  const problem = { code: 'wrong-value' as const, path: 'day', expected: 'Friday', actual: 'Monday', message: 'alt' };
  return {
    path: 'a.shots.md',
    shot,
    round: 1,
    line: 5,
    expected: [{ name: 'Book', arguments: { day: 'Friday' } }],
    shown: 1,
    verdict,
    attempts: [
      {
        passed: verdict === 'passed',
        problems: verdict === 'passed' ? [] : [problem],
        calls: [{ name: 'Book', arguments: { day: 'Monday' } }],
        text: '',
        otherNotation: false,
        finish: 'stop',
        usage: { inputTokens: 1, outputTokens: 1 },
        milliseconds: 1,
        cached: false,
      },
    ],
  };
}

/** A run that passes the shots named, of three. */
function run(model: string, passes: readonly string[], more: Partial<RunRecord> = {}): StoredRun {
  const cases = ['1', '2', '3'].map((shot) => failing(shot, passes.includes(shot) ? 'passed' : 'failed'));
  const failed = 3 - passes.length;
  const record: RunRecord = {
    version: 1,
    ...{ model, outcome: 'complete', as: 'tools', match: 'strict', repeat: 1, cases, skipped: [] },
    scores: {
      callAccuracy: rate(passes.length, 3),
      ...{ toolChoice: rate(3, 3), schemaValid: rate(3, 3), stepOrder: rate(3, 3) },
      ...{ zeroShot: EMPTY, callTurns: group(passes.length, 3), textTurns: EMPTY },
      ...{ byTool: { Find: group(3, 3), Book: group(0, 3) }, byStep: {}, byShot: {} },
      codes: failed === 0 ? {} : { 'wrong-value': failed, 'wrong-step': failed + 1 },
      ...{ argumentF1: 0.5, cases: 3, shots: 3, flaky: 0, errors: 0, otherNotation: 0, cutOff: 0, cached: 0 },
      usage: { inputTokens: 30, outputTokens: 3 },
      asked: { inputTokens: 30, outputTokens: 3 },
      ...{ isUsageEstimated: false, medianMilliseconds: 1, repeats: undefined, resolution: 0.3 },
    },
    ...more,
  };
  return { id: `run:${model}`, root: undefined as never, record, time: 1_700_000_000_000 };
}

const NONE = { run: '', other: '' };

describe('the page of results', () => {
  it('shows the newest run, failures first, the worst tool first', () => {
    const page = toResultsPage([run('new', ['1']), run('old', [])], NONE, 'en');
    expect(page.run).toBe('run:new');
    expect(page.failures.map(({ name, index }) => [name, index])).toEqual([
      ['a.shots.md 2/1', 1],
      ['a.shots.md 3/1', 2],
    ]);
    expect(page.failures[0]).toMatchObject({
      codes: ['wrong-value'],
      messages: ['`day`: expected `"Friday"`, got `"Monday"`.'],
      expected: 'Book(\n  day = "Friday"\n)',
      actual: 'Book(\n  day = "Monday"\n)',
      note: '',
    });
    expect(page.codes.map(({ code, count }) => `${code} ${count}`)).toEqual(['wrong-step 3', 'wrong-value 2']);
    expect(page.byTool.map(({ name }) => name)).toEqual(['Book', 'Find']);
    expect(page.scores.map(({ name }) => name)).not.toContain('zero-shot');
    expect(page.notes).toContain('30 tokens in, 3 out · cost unknown: no price in sopShots.prices');
  });

  it('compares two runs in the direction that the words say', () => {
    const runs = [run('a', ['1', '2', '3']), run('b', ['1'])];
    const page = toResultsPage(runs, { run: 'run:b', other: 'run:a' }, 'en');
    expect(page.columns).toEqual(['b', 'a']);
    expect(page.scores[0]?.rates.map(({ text }) => text)).toEqual(['33.3 %', '100.0 %']);
    const [note] = page.notes.filter((text) => text.startsWith('b against a'));
    expect(note).toMatch(/^b against a: -66\.7 points/);
    expect(note).toContain('0 cases pass only with b, 2 only with a');
    expect(page.failures.map((failure) => failure.note)).toEqual([
      'passed in the other run',
      'passed in the other run',
    ]);
  });

  it('says that runs of other documents have nothing in common', () => {
    const other = run('b', []);
    const cases = other.record.cases.map((test) => ({ ...test, path: 'b.shots.md' }));
    const page = toResultsPage(
      [run('a', []), { ...other, record: { ...other.record, cases } }],
      {
        run: 'run:a',
        other: 'run:b',
      },
      'en',
    );
    expect(page.notes).toContain('The two runs have no case in common.');
  });

  it('plots whole runs, oldest first, a series for each model', () => {
    const runs = [run('b', ['1']), run('a', [], { isPartial: true }), run('a', []), run('c', [], { shots: 'none' })];
    const { history, series } = toResultsPage(runs, NONE, 'en');
    expect(history.map(({ series: index }) => series[index])).toEqual(['c, without shots', 'a', 'b']);
  });

  it('shows what shots bring, and is empty without runs', () => {
    const comparison = { difference: -0.25, low: -0.5, high: 0, onlyFirst: 1, onlySecond: 0, p: 0.5 };
    const ablation = [{ path: 'a.shots.md', shot: '2', cases: 4, comparison }];
    expect(toResultsPage([run('a', [], { ablation })], NONE, 'zh-CN').ablation).toEqual([
      { name: 'a.shots.md#2', points: '25.0', detail: '0.0 至 50.0，p = 0.500，出现在 4 个用例中' },
    ]);
    expect(toResultsPage([], NONE, 'en')).toMatchObject({ runs: [], run: '', failures: [], history: [] });
  });
});
