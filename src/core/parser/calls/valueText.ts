import type { CallProblem, ValueNode } from '../callNodes.ts';
import { trimEnd } from './characters.ts';
import { say } from './messages.ts';
import { createReader, noteSyntax, skipSpace } from './reader.ts';
import { readValue } from './values.ts';

/** A value with what is wrong in how it is written. */
export interface ParsedValue {
  /** Absent for blank text. */
  readonly value: ValueNode | undefined;
  readonly problems: readonly CallProblem[];
}

/** Reads one value that is all there is in `text` from `start` to `end`. */
export function parseValue(text: string, start: number, end: number): ParsedValue {
  const reader = createReader(text, start, end, undefined);
  skipSpace(reader);
  if (reader.at === reader.end) return { value: undefined, problems: reader.problems };
  const value = readValue(reader, 'alone');
  skipSpace(reader);
  if (reader.at < end)
    noteSyntax(reader, reader.at, Math.max(reader.at + 1, trimEnd(text, reader.at, end)), say('textAfter'));
  return { value, problems: reader.problems };
}
