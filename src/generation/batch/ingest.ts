import type { Diagnostic, Message } from '../../core/index.ts';
import { neverStopped, type TokenUsage } from '../model.ts';
import type { Masker } from '../privacy/masker.ts';
import { shotsInMarkdown } from '../reply/markdownShots.ts';
import { createReplyReader } from '../reply/replyReader.ts';
import type { ShotContent } from '../reply/shotContent.ts';
import { briefOf, type Task } from '../run/brief.ts';
import type { GeneratedShot } from '../run/events.ts';
import { judge } from '../run/judge.ts';
import type { RunOptions, RunServices } from '../run/services.ts';
import { createRun, type Run } from '../run/state.ts';
import { wordsOf } from '../run/words.ts';
import { type Sketch, sketchOf } from '../similarity.ts';
import { noTokens } from '../tokens.ts';
import { createNumberSet, type NumberSet } from './numberSet.ts';
import { batchName, indexOf, shotId, shotIndex } from './requests.ts';
import { readBatchResult } from './results.ts';

/** Mends what can be mended without a model: the fixes that keep the meaning, applied to one shot's text. */
export type DraftFix = (text: string) => Promise<string>;

/** What became of one line of the results. */
export type IngestedLine =
  | { readonly kind: 'shot'; readonly id: string; readonly shot: GeneratedShot; readonly usage: TokenUsage }
  | {
      readonly kind: 'rejected';
      readonly id: string;
      /** Why: `refused`, `no-shots`, `answered-before`, `repetition`, `findings`, `not-of-this-batch`, `unreadable` or the server's code. */
      readonly code: string;
      readonly findings: readonly Diagnostic[];
      readonly usage: TokenUsage;
    };

/**
 * Reads results line by line. Of a line that is answered nothing is kept but its number in the batch and, of the latest
 * twenty thousand, a sketch of their words.
 */
export interface Ingest {
  line(text: string): Promise<IngestedLine>;
  /** Takes note of a shot that was written before a stop, as Markdown: what repeats it is still found. */
  recall(shot: string): void;
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
  const books: Books = { run, name, masker, answered: createNumberSet() };
  return {
    line: (text) => ingestLine(books, text, fix),
    recall: (shot) => recall(books, shot),
  };
}

/** What is known of a batch while its results are read. */
interface Books {
  readonly run: Run;
  readonly name: string;
  readonly masker: Masker | undefined;
  /** The requests for which a shot has come. */
  readonly answered: NumberSet;
}

function recall({ answered, name, run }: Books, shot: string): void {
  const index = shotIndex(shot, name);
  if (index !== undefined) answered.add(index);
  for (const content of shotsInMarkdown(shot, run.services.knownTools)) {
    run.similar.add(content.request, sketchFor(content));
  }
}

/** A shot that came, or why none did. */
type Received = { readonly id: string; readonly usage: TokenUsage } & (
  | { readonly index: number; readonly content: ShotContent; readonly sketch: Sketch }
  | { readonly code: string }
);

/** Reads a line down to its shot. A batch that was sent again for its failures answers some requests twice. */
function receive({ answered, masker, name, run }: Books, line: string): Received {
  const result = readBatchResult(line);
  if (result === undefined) return { id: '', code: 'unreadable', usage: noTokens };
  const { id } = result;
  const index = indexOf(id, name);
  if (index === undefined) return { id, code: 'not-of-this-batch', usage: noTokens };
  if (!result.ok) return { id, code: result.code, usage: noTokens };
  const { usage, whole } = result;
  const content = firstShot(result.text, whole, run, masker);
  if (content === undefined) return { id, code: whole ? 'no-shots' : 'truncated', usage };
  if (answered.has(index)) return { id, code: 'answered-before', usage };
  const sketch = sketchFor(content);
  if (run.similar.find(sketch) !== undefined) return { id, code: 'repetition', usage };
  return { id, index, content, sketch, usage };
}

function sketchFor(content: ShotContent): Sketch {
  return sketchOf(wordsOf(content));
}

async function ingestLine(books: Books, line: string, fix: DraftFix): Promise<IngestedLine> {
  const { name, run } = books;
  const received = receive(books, line);
  const { id, usage } = received;
  if ('code' in received) return { kind: 'rejected', id, code: received.code, findings: [], usage };
  const { content, index, sketch } = received;
  // The id comes from the place in the batch, so that no list of a hundred thousand taken ones is needed.
  const judged = await judge({ ...run, newId: () => shotId(name, index) }, content, index);
  let { text, findings } = judged;
  if (judged.findings.some(({ fixable }) => fixable)) {
    text = await fix(text);
    findings = await run.services.check(text);
  }
  const hasErrors = findings.some(({ severity }) => severity === 'error');
  if (hasErrors) return { kind: 'rejected', id, code: 'findings', findings, usage };
  books.answered.add(index);
  run.similar.add(content.request, sketch);
  const plan = run.brief.coverage.at(index);
  const shot: GeneratedShot = { plan, id: judged.id, content, text, findings, repairs: 0 };
  return { kind: 'shot', id, shot, usage };
}

function firstShot(text: string, whole: boolean, run: Run, masker: Masker | undefined): ShotContent | undefined {
  const reader = createReplyReader(run.services.knownTools, masker);
  return [...reader.push(text), ...reader.end(whole)][0];
}
