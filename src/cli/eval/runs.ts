import { relative, sep } from 'node:path';
import { type Language, renderMessage } from '../../core/index.ts';
import {
  type CaseResult,
  describeRun,
  type EvaluationOutcome,
  type FreeRunResult,
  type FreeRunScores,
  type RunRecord,
  type RunScores,
  type SkippedShot,
} from '../../evaluation/index.ts';
import type { Cost } from '../../generation/index.ts';
import { toPath } from '../workspaceHost.ts';

/** A run with one model and one kind of prompt. */
interface RunBase<Result, Scores> {
  readonly model: string;
  readonly shots: 'shown' | 'none';
  readonly outcome: EvaluationOutcome;
  readonly results: readonly Result[];
  readonly skipped: readonly SkippedShot[];
  readonly scores: Scores;
  /** Undefined if no price is known. */
  readonly cost: Cost | undefined;
}

/** A run of all cases. */
export interface CaseRun extends RunBase<CaseResult, RunScores> {
  /** The name of the record in the store. */
  readonly runId: string;
  /** The record with paths from a folder. */
  readonly toRecord: (folder: string) => RunRecord;
}

/** A free run of all shots. */
export type FreeRun = RunBase<FreeRunResult, FreeRunScores>;

/** What a run is called in a comparison. */
export function toRunName({ model, shots }: Pick<CaseRun, 'model' | 'shots'>, language: Language): string {
  return renderMessage(describeRun(model, shots), language);
}

/** A, B, …: what runs are called beside their names. */
export function toLetters(count: number): readonly string[] {
  return Array.from({ length: count }, (_, index) =>
    String.fromCharCode(65 + (index % 26)).repeat(1 + Math.floor(index / 26)),
  );
}

/** The path of a document as reports show it. */
export function toShownPath(from: string, uri: string): string {
  return relative(from, toPath(uri)).split(sep).join('/');
}
