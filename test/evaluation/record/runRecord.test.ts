import { describe, expect, it } from 'vitest';
import { verbatim } from '../../../src/core/index.ts';
import {
  createCases,
  DEFAULT_PROMPT_OPTIONS,
  getVerdict,
  readRunRecord,
  toRecordedVerdicts,
  toRunRecord,
  toScores,
} from '../../../src/evaluation/index.ts';
import { matchTurn } from '../../../src/evaluation/matching/matchTurn.ts';
import { HEAD, loadSources } from '../cases/sources.ts';

const TEXT = `${HEAD}**User**: It jams.\n**Action**: Find(error = "jam")\n**Observation**: Open it.\n**Answer**: Open it.\n`;

/** The record of a run in which the call is right and the answer is missing. */
async function makeRecord() {
  const { cases, skipped } = createCases(await loadSources({ 'a.shots.md': TEXT }), DEFAULT_PROMPT_OPTIONS);
  const results = cases.map((test, index) => {
    const calls = index === 0 ? test.expected.calls.map((call) => ({ ...call, text: '' })) : [];
    const turn = { text: '', said: '', calls, isOtherNotation: false, step: undefined };
    const match = matchTurn(test.expected, turn, { tools: test.source.tools });
    const usage = { inputTokens: 1, outputTokens: 1 };
    const attempts =
      index === 0
        ? [
            {
              kind: 'judged' as const,
              ...{ turn, match, finish: 'stop' as const, usage, milliseconds: 1, isEstimated: false, isCached: false },
            },
          ]
        : [{ kind: 'broken' as const, code: 'timeout' as const, problem: verbatim('late') }];
    return { case: test, attempts, verdict: getVerdict(attempts) };
  });
  const about = { model: 'm', outcome: 'complete', as: 'tools', match: 'strict', repeat: 1 } as const;
  return toRunRecord(results, skipped, toScores(results, 1), about, () => 'a.shots.md', 'en');
}

describe('the record of a run', () => {
  it('is read as it was written', async () => {
    const record = await makeRecord();
    expect(readRunRecord(JSON.stringify(record))).toEqual(JSON.parse(JSON.stringify(record)));
    expect(record.cases.map(({ round, verdict }) => [round, verdict])).toEqual([
      [1, 'passed'],
      ['answer', 'error'],
    ]);
  });

  it('has the verdicts that two runs are compared by', async () => {
    expect(toRecordedVerdicts(await makeRecord())).toEqual([
      { id: 'a.shots.md#1/1', shot: 'a.shots.md#1', passed: true },
      { id: 'a.shots.md#1/answer', shot: 'a.shots.md#1', passed: undefined },
    ]);
  });

  it('is none if anything that is shown is missing or of another kind', async () => {
    const text = JSON.stringify(await makeRecord());
    const broken = [
      text.slice(0, -5),
      '[]',
      '{"version":1}',
      text.replace('"version":1', '"version":2'),
      text.replace('"low":', '"lower":'),
      text.replace('"verdict":"passed"', '"verdict":"fine"'),
      text.replace('"round":1', '"round":null'),
      text.replace('"passed":true', '"passed":"yes"'),
      text.replace('"inputTokens"', '"tokens"'),
      text.replace('"calls":[{"name":"Find"', '"calls":[{"tool":"Find"'),
    ];
    for (const each of broken) {
      expect(each).not.toBe(text);
      expect(readRunRecord(each)).toBeUndefined();
    }
  });
});
