import type { PairedVerdict } from '../run/compareModels.ts';
import type { RecordedCase, RunRecord } from './runRecord.ts';

/** The name of a recorded case, the same in every run: document, shot and round. */
export function getRecordedCaseId({ path, shot, round }: RecordedCase): string {
  return `${path}#${shot}/${round}`;
}

/** The verdicts of a recorded run, to compare it with another. A flaky case has not passed. */
export function toRecordedVerdicts({ cases }: RunRecord): readonly PairedVerdict[] {
  return cases.map((test) => {
    const { path, shot, verdict } = test;
    return {
      id: getRecordedCaseId(test),
      shot: `${path}#${shot}`,
      passed: verdict === 'error' ? undefined : verdict === 'passed',
    };
  });
}
