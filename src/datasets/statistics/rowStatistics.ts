import type { Language } from '../../core/index.ts';
import type { LintedRow } from '../lint/dataLinter.ts';
import type { TokenCounter } from '../tokens/tokenCounter.ts';
import { type DatasetStatistics, toDatasetStatistics } from './datasetStatistics.ts';
import { createLeftOutList } from './leftOut.ts';
import { createSampleTokens } from './sampleTokens.ts';
import { countSample, createStatistics } from './statistics.ts';

/** Counts what the rows of a file of training data consist of. Rows with errors are left out. */
export interface RowStatistics {
  /** `line`: the row's line, from 1. */
  add(row: LintedRow, line: number): void;
  report(language: Language): DatasetStatistics;
}

/** `path` is as it is reported; without a counter no tokens are counted. */
export function createRowStatistics(path: string, counter: TokenCounter | undefined): RowStatistics {
  const statistics = createStatistics();
  statistics.documents = 1;
  const leftOut = createLeftOutList();
  const tokens = counter === undefined ? undefined : createSampleTokens(counter);
  return {
    add({ conversation, findings }, line) {
      statistics.shots += 1;
      const error = findings.find(({ severity }) => severity === 'error');
      if (error !== undefined) leftOut.add({ path, line, id: undefined, reason: error.rule, message: error.message });
      if (error !== undefined || conversation === undefined) return;
      countSample(statistics, conversation, 'reasoning');
      tokens?.add(conversation);
    },
    report: (language) => toDatasetStatistics({ statistics, leftOut, tokens }, language),
  };
}
