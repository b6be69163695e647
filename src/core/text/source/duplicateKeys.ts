import type { TextRange } from '../range.ts';

/** A key that an object of a JSON text has a second time. */
export interface DuplicateKey {
  readonly name: string;
  readonly range: TextRange;
}

/** The most that are looked for in one text. */
const MAX_FOUND = 20;

/** Finds keys that an object repeats. Parsers keep the last without a word. Expects valid JSON; comments are skipped. */
export function findDuplicateKeys(text: string): readonly DuplicateKey[] {
  const found: DuplicateKey[] = [];
  // Undefined for an array: its strings are no keys.
  const open: (Set<string> | undefined)[] = [];
  for (let at = 0; at < text.length && found.length < MAX_FOUND; at++) {
    const code = text.charCodeAt(at);
    if (code === BRACE) open.push(new Set());
    else if (code === BRACKET) open.push(undefined);
    else if (code === BRACE_END || code === BRACKET_END) open.pop();
    else if (code === SLASH) at = skipComment(text, at);
    else if (code === QUOTE) {
      const end = findStringEnd(text, at);
      const keys = open.at(-1);
      if (keys !== undefined && isKey(text, end)) {
        const name = readName(text.slice(at, end));
        if (keys.has(name)) found.push({ name, range: { start: at, end } });
        keys.add(name);
      }
      at = end - 1;
    }
  }
  return found;
}

const QUOTE = 0x22;
const SLASH = 0x2f;
const BACKSLASH = 0x5c;
const COLON = 0x3a;
const BRACE = 0x7b;
const BRACE_END = 0x7d;
const BRACKET = 0x5b;
const BRACKET_END = 0x5d;

/** The offset after the closing quote of the string that starts at an offset. */
function findStringEnd(text: string, start: number): number {
  for (let at = start + 1; at < text.length; at++) {
    const code = text.charCodeAt(at);
    if (code === BACKSLASH) at++;
    else if (code === QUOTE) return at + 1;
  }
  return text.length;
}

function isKey(text: string, end: number): boolean {
  let at = end;
  while (at < text.length && text.charCodeAt(at) <= 0x20) at++;
  return text.charCodeAt(at) === COLON;
}

/** The offset of the last character of a comment; the same offset where there is none. */
function skipComment(text: string, at: number): number {
  const isLine = text.startsWith('//', at);
  if (!isLine && !text.startsWith('/*', at)) return at;
  const end = text.indexOf(isLine ? '\n' : '*/', at + 2);
  return end === -1 ? text.length : end + (isLine ? 0 : 1);
}

function readName(literal: string): string {
  if (!literal.includes('\\')) return literal.slice(1, -1);
  try {
    return String(JSON.parse(literal));
  } catch {
    return literal;
  }
}
