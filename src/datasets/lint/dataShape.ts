import { isObject } from '../../core/index.ts';
import { detectReader } from '../readers/index.ts';
import { splitArray } from './jsonArray.ts';

/** How the rows of a file are separated. */
export type DataShape = 'lines' | 'array';

/** Names of files that may hold training data. */
export const DATA_FILE_NAME = /\.(?:jsonl?|ndjson)$/i;

/** The shape of training data, by the first row at its beginning; undefined if it holds something else. */
export function detectDataShape(head: string): DataShape | undefined {
  const text = head.replace(/^\uFEFF?\s*/, '');
  if (text.startsWith('[')) {
    const [first] = splitArray(text);
    return first !== undefined && isRow(text.slice(first.start, first.end)) ? 'array' : undefined;
  }
  return isRow(text.split('\n', 1)[0] ?? '') ? 'lines' : undefined;
}

/** The first row may be longer than the beginning, or broken, which its first key shows. */
function isRow(text: string): boolean {
  try {
    const row: unknown = JSON.parse(text);
    return isObject(row) && detectReader(row) !== undefined;
  } catch {
    return /^\{\s*"(?:messages|conversations|instruction)"\s*:/.test(text);
  }
}
