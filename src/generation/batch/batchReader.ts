import type { Message } from '../../core/index.ts';
import type { DraftChecker } from '../document/draftChecker.ts';
import { NEVER_STOPPED } from '../model.ts';
import type { Masker } from '../privacy/masker.ts';
import { createRequestPlan, type Task } from '../run/requestPlan.ts';
import type { RunOptions, RunServices } from '../run/services.ts';
import { createRun, type Run } from '../run/state.ts';
import type { BatchLineResult } from './batchLineResult.ts';
import { checkShots } from './checkShots.ts';
import { createNumberSet } from './numberSet.ts';
import { parseCustomId, toBatchName } from './requests.ts';
import { dependsOn, type ParsedShot, parseResult, type ReaderState, restoreShot } from './resultParser.ts';

export type { BatchLineResult } from './batchLineResult.ts';

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
  drafts: DraftChecker,
): BatchReader | { readonly code: string; readonly problem: Message } {
  const requestPlan = createRequestPlan(task);
  if ('problem' in requestPlan) return requestPlan;
  const run: Run = { ...createRun(requestPlan, options, services, NEVER_STOPPED), masker };
  const state: ReaderState = { run, name: toBatchName(task, options), answered: createNumberSet() };
  return {
    readLines: (lines) => readLines(state, lines, drafts),
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
  drafts: DraftChecker,
): Promise<readonly BatchLineResult[]> {
  const results: BatchLineResult[] = [];
  let pending: ParsedShot[] = [];
  let places: number[] = [];
  const settle = async (): Promise<void> => {
    const checked = await checkShots(state, pending, drafts);
    for (const [order, result] of checked.entries()) results[places[order] ?? 0] = result;
    pending = [];
    places = [];
  };
  for (const [at, line] of lines.entries()) {
    let parsed = parseResult(state, line);
    if (!('code' in parsed) && dependsOn(parsed, pending)) {
      await settle();
      parsed = parseResult(state, line);
    }
    if ('code' in parsed) results[at] = { kind: 'rejected', findings: [], ...parsed };
    else {
      pending.push(parsed);
      places.push(at);
    }
  }
  await settle();
  return results;
}
