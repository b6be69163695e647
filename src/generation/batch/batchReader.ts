import type { Message } from '../../core/index.ts';
import { NEVER_STOPPED } from '../model.ts';
import type { Masker } from '../privacy/masker.ts';
import { createRequestPlan, type Task } from '../run/requestPlan.ts';
import type { RunOptions, RunServices } from '../run/services.ts';
import { createRun, type Run } from '../run/state.ts';
import type { BatchLineResult } from './batchLineResult.ts';
import { checkShots, type DraftFix } from './checkShots.ts';
import { createNumberSet } from './numberSet.ts';
import { parseCustomId, toBatchName } from './requests.ts';
import { dependsOn, type ParsedShot, parseResult, type ReaderState, restoreShot } from './resultParser.ts';

export type { BatchLineResult } from './batchLineResult.ts';
export type { DraftFix } from './checkShots.ts';

/**
 * Reads results, many lines at once. Of a line that is answered nothing is kept but its number in the batch and, of the
 * latest twenty thousand, a signature of their words.
 */
export interface BatchReader {
  /** Reads some lines, which are checked together. The results are in the order of the lines. */
  readLines(lines: readonly string[]): Promise<readonly BatchLineResult[]>;
  /** Restores a shot that was written before an interruption (Markdown), so that repetitions of it are found. */
  restore(shot: string): void;
  /** Whether a shot has come for the request with this `custom_id`. */
  isAnswered(id: string): boolean;
}

/** Prepares to read the results of a batch: the task and options must be those it was written with. */
export function createBatchReader(
  task: Task,
  options: RunOptions,
  services: RunServices,
  masker: Masker | undefined,
  fix: DraftFix,
): BatchReader | { readonly code: string; readonly problem: Message } {
  const requestPlan = createRequestPlan(task);
  if ('problem' in requestPlan) return requestPlan;
  const run: Run = { ...createRun(requestPlan, options, services, NEVER_STOPPED), masker };
  const state: ReaderState = { run, name: toBatchName(task, options), answered: createNumberSet() };
  return {
    readLines: (lines) => readLines(state, lines, fix),
    restore: (shot) => restoreShot(state, shot),
    isAnswered(id) {
      const index = parseCustomId(id, state.name);
      return index !== undefined && state.answered.has(index);
    },
  };
}

async function readLines(
  state: ReaderState,
  lines: readonly string[],
  fix: DraftFix,
): Promise<readonly BatchLineResult[]> {
  const results: BatchLineResult[] = [];
  let pending: { readonly at: number; readonly shot: ParsedShot }[] = [];
  const settle = async (): Promise<void> => {
    const shots = pending.map(({ shot }) => shot);
    const checked = await checkShots(state, shots, fix);
    for (const [order, result] of checked.entries()) results[pending[order]?.at ?? 0] = result;
    pending = [];
  };
  for (const [at, line] of lines.entries()) {
    let parsed = parseResult(state, line);
    if (
      !('code' in parsed) &&
      dependsOn(
        parsed,
        pending.map(({ shot }) => shot),
      )
    ) {
      await settle();
      parsed = parseResult(state, line);
    }
    if ('code' in parsed) results[at] = { kind: 'rejected', findings: [], ...parsed };
    else pending.push({ at, shot: parsed });
  }
  await settle();
  return results;
}
