/** UTF-16 codes that the line scan compares with. */
export const CODE = {
  tab: 0x09,
  lineFeed: 0x0a,
  carriageReturn: 0x0d,
  space: 0x20,
  hash: 0x23,
  openBracket: 0x28,
  asterisk: 0x2a,
  plus: 0x2b,
  minus: 0x2d,
  slash: 0x2f,
  colon: 0x3a,
  less: 0x3c,
  equals: 0x3d,
  greater: 0x3e,
  brace: 0x7b,
  backslash: 0x5c,
  backtick: 0x60,
  tilde: 0x7e,
  bullet: 0x2022,
  ideographicSpace: 0x3000,
  wideColon: 0xff1a,
} as const;

/** White space within a line, zero-width characters included. */
export function isInlineSpace(code: number): boolean {
  return (
    code === CODE.space ||
    code === CODE.tab ||
    (code > 0x7f && (code === CODE.ideographicSpace || code === 0xa0 || code === 0x200b || code === 0xfeff))
  );
}

/** White space as `\s` has it: inline and line breaks, without zero-width characters. */
export function isWhiteSpace(code: number): boolean {
  if (code < 0x80) return code === CODE.space || (code >= CODE.tab && code <= CODE.carriageReturn);
  return code === CODE.ideographicSpace || code === 0xa0 || (code >= 0x1680 && OTHER_SPACES.has(code));
}

/** The white space of Unicode that nobody types. */
const OTHER_SPACES: ReadonlySet<number> = new Set([
  0x1680,
  ...Array.from({ length: 11 }, (_, index) => 0x2000 + index),
  0x2028,
  0x2029,
  0x202f,
  0x205f,
  0xfeff,
]);

export function isBreak(code: number): boolean {
  return code === CODE.lineFeed || code === CODE.carriageReturn;
}

export function isDigit(code: number): boolean {
  return code >= 0x30 && code <= 0x39;
}

/** ASCII letters. */
export function isLatin(code: number): boolean {
  return (code >= 0x61 && code <= 0x7a) || (code >= 0x41 && code <= 0x5a);
}

/** Letters and digits of ASCII, and the common Chinese characters: most of what words are made of. */
export function isWordCode(code: number): boolean {
  return (code > 0x60 && code < 0x7b) || (code > 0x4dff && code < 0xa000) || isLatin(code) || isDigit(code);
}

/** ASCII capitals in lower case; every other code as it is. */
export function foldCase(code: number): number {
  return code >= 0x41 && code <= 0x5a ? code | 0x20 : code;
}

/** The first offset from `at` on that holds no white space of its line. */
export function skipInlineSpace(text: string, at: number): number {
  let next = at;
  while (isInlineSpace(text.charCodeAt(next))) next++;
  return next;
}

/** The first offset in the range that holds neither white space nor a line break; `end` if there is none. */
export function skipSpace(text: string, start: number, end: number): number {
  let at = start;
  for (; at < end; at++) {
    const code = text.charCodeAt(at);
    if (!isInlineSpace(code) && !isBreak(code)) break;
  }
  return at;
}

/** The offset after the last character of the range that is not white space; `start` if there is none. */
export function trimEnd(text: string, start: number, end: number): number {
  let at = end;
  for (; at > start; at--) {
    const code = text.charCodeAt(at - 1);
    if (!isInlineSpace(code) && !isBreak(code)) break;
  }
  return at;
}

/** True if nothing but white space is between `at` and the end of its line. */
export function isRestBlank(text: string, at: number): boolean {
  const next = skipInlineSpace(text, at);
  return next >= text.length || isBreak(text.charCodeAt(next));
}

/** The offset after a run of one character. */
export function skipRun(text: string, at: number, code: number): number {
  let next = at;
  while (text.charCodeAt(next) === code) next++;
  return next;
}

/** The start of the line that holds an offset. */
export function lineStartBefore(text: string, offset: number): number {
  let at = offset;
  while (at > 0 && !isBreak(text.charCodeAt(at - 1))) at--;
  return at;
}

/** The codes of a text. To read one out of a string takes the engine several times as long as out of an array. */
export function toCharCodes(text: string): Uint16Array {
  return Uint16Array.from({ length: text.length }, (_, index) => text.charCodeAt(index));
}

/** True if `codes` are at an offset. Compared from the end, since labels differ there sooner. */
export function matchesAt(text: string, at: number, codes: Uint16Array): boolean {
  for (let index = codes.length - 1; index >= 0; index--) {
    if (text.charCodeAt(at + index) !== codes[index]) return false;
  }
  return true;
}
