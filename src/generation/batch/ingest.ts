import type { Diagnostic, Message } from '../../core/index.ts';
import { neverStopped, type TokenUsage } from '../model.ts';
import type { Masker } from '../privacy/masker.ts';
import { createReplyReader } from '../reply/replyReader.ts';
import type { ShotContent } from '../reply/shotContent.ts';
import { briefOf, type Task } from '../run/brief.ts';
import type { GeneratedShot } from '../run/events.ts';
import { judge, repetition } from '../run/judge.ts';
import type { RunOptions, RunServices } from '../run/services.ts';
import { createRun, type Run } from '../run/state.ts';
import { noTokens } from '../tokens.ts';
import { batchName, indexOf } from './requests.ts';
import { readBatchResult } from './results.ts';

/** Mends what can be mended without a model: the fixes that keep the meaning, applied to one shot's text. */
export type DraftFix = (text: string) => Promise<string>;

/** What became of one line of the results. */
export type IngestedLine =
  | { readonly kind: 'shot'; readonly id: string; readonly shot: GeneratedShot; readonly usage: TokenUsage }
  | {
      readonly kind: 'rejected';
      readonly id: string;
      /** Why: `refused`, `no-shots`, `repetition`, `findings`, `not-of-this-batch`, `unreadable` or the server's code. */
      readonly code: string;
      readonly findings: readonly Diagnostic[];
      readonly usage: TokenUsage;
    };

/** Reads results line by line. Nothing is kept of a line once it is answered but a sketch of its words. */
export interface Ingest {
  line(text: string): Promise<IngestedLine>;
}

/** Prepares to read the results of a batch: the task and options must be those it was written with. */
export function createIngest(
  task: Task,
  options: RunOptions,
  services: RunServices,
  masker: Masker | undefined,
  fix: DraftFix,
): Ingest | { readonly code: string; readonly problem: Message } {
  const brief = briefOf(task);
  if ('problem' in brief) return brief;
  const run = createRun(brief, options, services, neverStopped);
  const name = batchName(task, options);
  return { line: (text) => ingestLine(run, name, text, masker, fix) };
}

async function ingestLine(
  run: Run,
  name: string,
  line: string,
  masker: Masker | undefined,
  fix: DraftFix,
): Promise<IngestedLine> {
  const result = readBatchResult(line);
  const reject = (code: string, findings: readonly Diagnostic[] = [], usage = noTokens): IngestedLine => {
    return { kind: 'rejected', id: result?.id ?? '', code, findings, usage };
  };
  if (result === undefined) return reject('unreadable');
  const index = indexOf(result.id, name);
  if (index === undefined) return reject('not-of-this-batch');
  if (!result.ok) return reject(result.code);
  const content = firstShot(result.text, result.whole, run, masker);
  if (content === undefined) return reject(result.whole ? 'no-shots' : 'truncated', [], result.usage);
  if (repetition(run, content) !== undefined) return reject('repetition', [], result.usage);
  // The id comes from the place in the batch, so that no list of a hundred thousand taken ones is needed.
  const judged = await judge({ ...run, newId: () => `s-${name.slice(0, 4)}-${index}` }, content, index);
  let { text, findings } = judged;
  if (judged.findings.some(({ fixable }) => fixable)) {
    text = await fix(text);
    findings = await run.services.check(text);
  }
  if (findings.some(({ severity }) => severity === 'error')) return reject('findings', findings, result.usage);
  const plan = run.brief.coverage.at(index);
  const shot: GeneratedShot = { plan, id: judged.id, content, text, findings, repairs: 0 };
  return { kind: 'shot', id: result.id, shot, usage: result.usage };
}

function firstShot(text: string, whole: boolean, run: Run, masker: Masker | undefined): ShotContent | undefined {
  const reader = createReplyReader(run.services.knownTools, masker);
  return [...reader.push(text), ...reader.end(whole)][0];
}
