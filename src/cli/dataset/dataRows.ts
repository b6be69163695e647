import { readFile } from 'node:fs/promises';
import { LineIndex, type Position, type TextRange } from '../../core/index.ts';
import { type DataShape, splitArray } from '../../datasets/index.ts';
import { readFileLines } from './fileLines.ts';

/** One row of a file, with the positions of its characters. */
export interface DataRow {
  readonly text: string;
  /** From 1. */
  readonly line: number;
  readonly bytes: number;
  readonly isTooLong: boolean;
  positionAt(offset: number): Position;
}

/** A line longer than this is reported and not read. */
export const MAX_LINE_BYTES = 64 * 1024 * 1024;

/** Reads the rows of a file in groups. Lines are read one after the other; a list needs the whole text. */
export async function* readDataRows(path: string, shape: DataShape): AsyncGenerator<readonly DataRow[]> {
  if (shape === 'array') {
    yield* readArray(await readFile(path, 'utf8'));
    return;
  }
  for await (const lines of readFileLines(path, MAX_LINE_BYTES)) {
    yield lines.flatMap(({ index, text, bytes, isTooLong }): readonly DataRow[] => {
      if (!isTooLong && text.trim() === '') return [];
      return [{ text, line: index + 1, bytes, isTooLong, positionAt: (character) => ({ line: index, character }) }];
    });
  }
}

const GROUP = 1000;

function* readArray(text: string): Generator<readonly DataRow[]> {
  const lines = new LineIndex(text);
  let group: DataRow[] = [];
  for (const range of splitArray(text)) {
    group.push(toRow(text, lines, range));
    if (group.length === GROUP) {
      yield group;
      group = [];
    }
  }
  yield group;
}

function toRow(text: string, lines: LineIndex, { start, end }: TextRange): DataRow {
  return {
    text: text.slice(start, end),
    line: lines.positionAt(start).line + 1,
    bytes: end - start,
    isTooLong: false,
    positionAt: (offset) => lines.positionAt(start + offset),
  };
}
