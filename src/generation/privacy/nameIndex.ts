import type { NameKind } from './nameKinds.ts';
import { isWordStart } from './wordStart.ts';

/** A name's range in a text. */
export interface NameRange {
  readonly kind: NameKind;
  readonly start: number;
  readonly end: number;
}

/** Finds any of many names in a text, in time that hardly grows with their number. */
export interface NameIndex {
  add(kind: NameKind, name: string): void;
  /** The longest name that begins at an offset as a whole word, in any case of its ASCII letters. */
  at(comparable: string, offset: number): NameRange | undefined;
}

const KEY_LENGTH = 2;

/** A name is worth hiding from three characters on, from two in Chinese, where each is a word's worth. */
function isLongEnough(name: string): boolean {
  return name.length >= 3 || (name.length === 2 && /\p{Script=Han}/u.test(name));
}

export function createNameIndex(): NameIndex {
  const byStart = new Map<string, { readonly kind: NameKind; readonly lowered: string }[]>();
  const known = new Set<string>();
  return {
    add: (kind, name) => {
      const lowered = toComparable(name);
      if (!isLongEnough(name) || known.has(lowered)) return;
      known.add(lowered);
      const key = lowered.slice(0, KEY_LENGTH);
      const bucket = byStart.get(key) ?? [];
      bucket.push({ kind, lowered });
      bucket.sort((a, b) => b.lowered.length - a.lowered.length);
      byStart.set(key, bucket);
    },
    at: (lowered, offset) => {
      const bucket = byStart.get(lowered.slice(offset, offset + KEY_LENGTH));
      const found = bucket?.find(
        (name) => lowered.startsWith(name.lowered, offset) && isWholeWord(lowered, offset, name.lowered),
      );
      return found && { kind: found.kind, start: offset, end: offset + found.lowered.length };
    },
  };
}

/** Lower case and half-width forms, with every offset kept: only ASCII and full-width characters change. */
export function toComparable(text: string): string {
  return text
    .replace(/[\uFF01-\uFF5E]/g, (char) => String.fromCharCode(char.charCodeAt(0) - 0xfee0))
    .replace(/[A-Z]+/g, (letters) => letters.toLowerCase());
}

/** Chinese has no spaces, so only ASCII letters, digits and underscores can make a name part of a longer word. */
function isWholeWord(text: string, offset: number, name: string): boolean {
  const end = offset + name.length;
  const cutsBefore = isWordUnit(text.charCodeAt(offset)) && !isWordStart(text, offset);
  // An escaped character is complete, whatever follows.
  if (/\\u[0-9a-f]{4}$/.test(name)) return !cutsBefore;
  return !cutsBefore && !(isWordUnit(text.charCodeAt(end - 1)) && continuesAt(text, end));
}

/** True if letters or digits go on a word, also after underscores; those of emphasis end it. */
function continuesAt(text: string, end: number): boolean {
  let after = end;
  while (text[after] === '_') after++;
  return isWordUnit(text.charCodeAt(after));
}

function isWordUnit(unit: number): boolean {
  return (unit >= 48 && unit <= 57) || (unit >= 65 && unit <= 90) || (unit >= 97 && unit <= 122) || unit === 95;
}
