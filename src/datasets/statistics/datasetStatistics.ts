import { type Language, renderMessage } from '../../core/index.ts';
import type { LeftOutList } from './leftOut.ts';
import type { SampleTokens, TokenStatistics } from './sampleTokens.ts';
import type { Statistics } from './statistics.ts';

/** A shot or row that is not among the samples. */
export interface LeftOutSample {
  readonly path: string;
  /** From 1. */
  readonly line: number;
  readonly id?: string;
  /** A stable id of the reason. */
  readonly reason: string;
  readonly message: string;
}

/** What samples consist of, and what is not among them and why. */
export interface DatasetStatistics {
  readonly documents: number;
  /** Shots of the documents, or rows of the data. */
  readonly shots: number;
  /** Samples by form. */
  readonly samples: { readonly chat: number; readonly react: number };
  /** Turns by kind. */
  readonly turns: Readonly<Record<string, number>>;
  /** Calls in all, and by the name of the tool, the most frequent first. */
  readonly calls: { readonly total: number; readonly byTool: Readonly<Record<string, number>> };
  /** Only if tokens are counted. */
  readonly tokens?: TokenStatistics;
  /** All are counted; the list has the first ones. */
  readonly leftOut: {
    readonly total: number;
    readonly byReason: Readonly<Record<string, number>>;
    readonly list: readonly LeftOutSample[];
  };
}

/** What was counted while samples were made. */
export interface Counted {
  readonly statistics: Statistics;
  readonly leftOut: LeftOutList;
  readonly tokens: SampleTokens | undefined;
}

/** The counts as data, with texts in a language. */
export function toDatasetStatistics({ statistics, leftOut, tokens }: Counted, language: Language): DatasetStatistics {
  const { documents, shots, samples, turns, calls } = statistics;
  const byTool = [...calls].sort(([a, n], [b, m]) => m - n || (a < b ? -1 : 1));
  return {
    documents,
    shots,
    samples,
    turns,
    calls: { total: byTool.reduce((sum, [, n]) => sum + n, 0), byTool: Object.fromEntries(byTool) },
    ...(tokens === undefined ? {} : { tokens: tokens.statistics() }),
    leftOut: {
      total: leftOut.total,
      byReason: Object.fromEntries(leftOut.counts),
      list: leftOut.entries.map(({ path, line, id, reason, message }) => {
        return { path, line, ...(id === undefined ? {} : { id }), reason, message: renderMessage(message, language) };
      }),
    },
  };
}
