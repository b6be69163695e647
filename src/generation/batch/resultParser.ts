import { areSimilar, type MinhashSignature, toSignature } from '../../core/index.ts';
import type { TokenUsage } from '../model.ts';
import { parseMarkdownShots } from '../reply/markdownShots.ts';
import { readFirstShot } from '../reply/replyReader.ts';
import type { ShotContent } from '../reply/shotContent.ts';
import { getShotText } from '../run/shotText.ts';
import type { Run } from '../run/state.ts';
import { NO_TOKENS } from '../tokens.ts';
import type { NumberSet } from './numberSet.ts';
import { parseCustomId, parseShotId } from './requests.ts';
import { readBatchResult } from './results.ts';

/** What is known of a batch while its results are read. */
export interface ReaderState {
  readonly run: Run;
  readonly name: string;
  /** The requests for which a shot has come. */
  readonly answered: NumberSet;
}

/** A shot in a result that is not checked yet. */
export interface ParsedShot {
  readonly id: string;
  readonly usage: TokenUsage;
  readonly index: number;
  readonly content: ShotContent;
  /** What `getShotText` answers for the content. */
  readonly words: string;
  readonly signature: MinhashSignature;
}

/** A result without a usable shot, and why. */
export interface UnusableResult {
  readonly id: string;
  readonly usage: TokenUsage;
  readonly code: string;
}

/** Reads a line down to its shot. A batch that was sent again for its failures answers some requests twice. */
export function parseResult({ answered, name, run }: ReaderState, line: string): ParsedShot | UnusableResult {
  const result = readBatchResult(line);
  if (result === undefined) return { id: '', code: 'unreadable', usage: NO_TOKENS };
  const { id } = result;
  const index = parseCustomId(id, name);
  if (index === undefined) return { id, code: 'not-of-this-batch', usage: NO_TOKENS };
  if (!result.ok) return { id, code: result.code, usage: NO_TOKENS };
  const { usage, whole } = result;
  const content = readFirstShot(result.text, whole, run.services.knownTools, run.masker);
  if (content === undefined) return { id, code: whole ? 'no-shots' : 'truncated', usage };
  if (answered.has(index)) return { id, code: 'answered-before', usage };
  const words = getShotText(content);
  const signature = toSignature(words);
  if (run.similar.findSimilar(signature) !== undefined) return { id, code: 'repetition', usage };
  return { id, index, content, words, signature, usage };
}

/** From this similarity on, a shot repeats another one. */
const REPETITION_THRESHOLD = 0.8;

/** True if a shot can only be checked after some others, because it answers the same request or repeats one of them. */
export function dependsOn(shot: ParsedShot, others: readonly ParsedShot[]): boolean {
  return others.some(
    ({ index, signature }) => index === shot.index || areSimilar(signature, shot.signature, REPETITION_THRESHOLD),
  );
}

/** Adds a shot that was written before an interruption, so that repetitions of it are found. */
export function restoreShot({ answered, name, run }: ReaderState, shot: string): void {
  const index = parseShotId(shot, name);
  if (index !== undefined) answered.add(index);
  for (const content of parseMarkdownShots(shot, run.services.knownTools)) {
    run.similar.add(content.request, toSignature(getShotText(content)));
  }
}
