import { SPACE } from '../calls/characters.ts';
import { createPrefixCache, type PrefixCache } from './valuePrefixes.ts';

/** The place reached in a text whose plain calls are read one after the other. */
export interface Cursor {
  readonly text: string;
  /** Where the block that is read ends. */
  end: number;
  at: number;
  readonly prefixes: PrefixCache;
  /** True for what can be the name of a call. */
  isCall(name: string): boolean;
}

/** Makes the cursor of one text. */
export function createCursor(text: string, isCall: Cursor['isCall']): Cursor {
  return { text, end: 0, at: 0, prefixes: createPrefixCache(), isCall };
}

/** The character at the cursor's place after spaces; 0 at the end. */
export function next(cursor: Cursor): number {
  const { text, end } = cursor;
  while (cursor.at < end && text.charCodeAt(cursor.at) === SPACE) cursor.at++;
  return cursor.at < end ? text.charCodeAt(cursor.at) : 0;
}
