import { toRunRecord, toScores } from '../../src/evaluation/index.ts';

/** The record of an evaluation without cases, with a call accuracy of 75 %, as the command line and the editor write it. */
export function printRunRecord(model: string): string {
  const about = { model, time: '2026-01-01T10:00:00Z', commit: undefined, outcome: 'complete' } as const;
  const how = { as: 'tools', match: 'strict', repeat: 1, shots: 'shown', isPartial: false, cost: undefined } as const;
  const record = toRunRecord([], [], toScores([], 1), { ...about, ...how }, (uri) => uri, 'en');
  const callAccuracy = { value: 0.75, passed: 3, total: 4, low: 0.3, high: 0.95 };
  return JSON.stringify({ ...record, scores: { ...record.scores, callAccuracy } });
}
