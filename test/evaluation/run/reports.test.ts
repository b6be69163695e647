import { describe, expect, it } from 'vitest';
import { slice } from '../../../src/core/index.ts';
import {
  type CaseResult,
  compareRuns,
  createCases,
  DEFAULT_PROMPT_OPTIONS,
  type EvaluationCase,
  getProblemRange,
  getVerdict,
  type JudgedAttempt,
  printActualTurn,
  printExpectedTurn,
  printFailureDraft,
  toScores,
  toVerdicts,
} from '../../../src/evaluation/index.ts';
import { matchTurn } from '../../../src/evaluation/matching/matchTurn.ts';
import type { ActualTurn } from '../../../src/evaluation/matching/turns.ts';
import { HEAD, loadSources } from '../cases/sources.ts';

const TEXT = `${HEAD}**User**: It jams on every page.

**Think**: Look.
**Action**: Find(error = "jam")
**Observation**: Known.

**Action**: Explain it.

**User**: Smoke comes out of the back.

**Action**: Find(error = "smoke", day = "Monday")
**Observation**: Unknown.

**Answer**: Unknown.
`;

async function loadCases(): Promise<readonly EvaluationCase[]> {
  return createCases(await loadSources({ 'a.shots.md': TEXT }), DEFAULT_PROMPT_OPTIONS).cases;
}

function turn(calls: ActualTurn['calls'] = [], text = ''): ActualTurn {
  return { text, said: text, calls, isOtherNotation: false, step: undefined };
}

const call = (name: string, values: Readonly<Record<string, string>>) => ({ name, values, text: '' });

function judged(test: EvaluationCase, made: ActualTurn): JudgedAttempt {
  const match = matchTurn(test.expected, made, { tools: test.source.tools });
  const usage = { inputTokens: 10, outputTokens: 2 };
  return {
    kind: 'judged',
    turn: made,
    match,
    finish: 'stop',
    usage,
    isEstimated: false,
    milliseconds: 5,
    isCached: false,
  };
}

const right = (test: EvaluationCase): ActualTurn => turn(test.expected.calls.map((each) => ({ ...each, text: '' })));

/** Results in which the cases of the given indexes pass. */
function resultsWith(cases: readonly EvaluationCase[], passing: readonly number[]): readonly CaseResult[] {
  return cases.map((test, index) => {
    const attempts = [judged(test, passing.includes(index) ? right(test) : turn([call('Nothing', {})]))];
    return { case: test, attempts, verdict: getVerdict(attempts) };
  });
}

describe('turns', () => {
  it('are printed with one argument per line', async () => {
    const cases = await loadCases();
    expect(cases.map(printExpectedTurn)).toEqual([
      'Find(\n  error = "jam"\n)',
      'Explain it.',
      'Find(\n  error = "smoke",\n  day = "Monday"\n)',
      'Unknown.',
    ]);
    expect(printActualTurn(turn([call('Ping', {}), { name: 'Find', values: undefined, text: '{"a"' }]))).toBe(
      'Ping()\nFind {"a"',
    );
    expect(printActualTurn(turn([], 'Hello.'))).toBe('Hello.');
  });

  it('are wrong at the argument, the call or the label', async () => {
    const [, words, smoke] = await loadCases();
    const ranges = (test: EvaluationCase | undefined, made: ActualTurn) => {
      if (test === undefined) return [];
      return judged(test, made).match.problems.map((problem) => slice(TEXT, getProblemRange(test, problem)));
    };
    expect(ranges(smoke, turn([call('Find', { error: 'smoke', day: 'Friday' })]))).toEqual(['"Monday"']);
    expect(ranges(smoke, turn([call('Book', { day: 'Monday' })]))).toEqual(['Find(error = "smoke", day = "Monday")']);
    expect(ranges(smoke, turn())).toEqual(['**Action**:']);
    expect(ranges(words, turn([call('Book', {})]))).toEqual(['**Action**:']);
  });
});

describe('a failure', () => {
  it('becomes a draft up to the failed round, which says what the model did', async () => {
    const [jam, words, , answer] = await loadCases();
    if (jam === undefined || words === undefined || answer === undefined) throw new Error('no cases');
    const made = turn([{ name: 'Find', values: { error: 'a --> b' }, text: '' }]);
    const draft = printFailureDraft(jam, made);
    expect(draft.split('\n')[0]).toBe(
      '<!-- TODO: write another request for the same situation. The model did this instead: Find( error = "a - -> b" ) -->',
    );
    expect(draft).toContain('<!-- status: draft -->\n**User**: It jams on every page.');
    expect(draft).not.toContain('Explain it.');
    expect(printFailureDraft(words, made)).toContain('Explain it.');
    expect(printFailureDraft(answer, made)).toContain('**Answer**: Unknown.');
  });

  it('is read as a draft, so that no run uses it', async () => {
    const [jam] = await loadCases();
    if (jam === undefined) throw new Error('no cases');
    const text = `${TEXT}\n${printFailureDraft(jam, turn([], 'No.'))}\n`;
    const { cases, skipped } = createCases(await loadSources({ 'a.shots.md': text }), DEFAULT_PROMPT_OPTIONS);
    expect([cases.length, skipped.map(({ code }) => code)]).toEqual([4, ['draft']]);
  });
});

describe('two models', () => {
  it('are compared case by case', async () => {
    const cases = await loadCases();
    const [comparison] = compareRuns(
      toVerdicts(resultsWith(cases, [0])),
      [resultsWith(cases, [0, 1, 2, 3])].map(toVerdicts),
    );
    expect(comparison).toMatchObject({ onlyFirst: 0, onlySecond: 3, difference: 0.75 });
    expect(comparison?.p).toBeCloseTo(0.25, 12);
    expect(comparison?.low).toBe(0.5);
    expect(comparison?.high).toBe(1);
  });

  it('beyond two are corrected for the number of comparisons', async () => {
    const cases = await loadCases();
    const all = resultsWith(cases, [0, 1, 2, 3]);
    const compared = compareRuns(
      toVerdicts(resultsWith(cases, [])),
      [all, all, resultsWith(cases, [])].map(toVerdicts),
    );
    for (const [index, p] of [0.375, 0.375, 1].entries()) expect(compared[index]?.p).toBeCloseTo(p, 12);
  });
});

describe('scores', () => {
  it('are kept per tool and per shot', async () => {
    const cases = await loadCases();
    const { byTool, byShot, usage, codes } = toScores(resultsWith(cases, [0]), 1);
    expect(byTool.get('Find')?.exact).toMatchObject({ passed: 1, total: 2 });
    expect([...byShot.values()].map(({ exact }) => [exact.passed, exact.total])).toEqual([
      [1, 2],
      [0, 2],
    ]);
    expect(usage).toEqual({ inputTokens: 40, outputTokens: 8 });
    expect(Object.fromEntries(codes)).toEqual({ 'wrong-tool': 1, 'call-instead-of-text': 2 });
  });
});
