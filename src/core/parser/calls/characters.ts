/** Character codes the readers ask for by name. */
export const TAB = 9;
export const LINE_FEED = 10;
export const CARRIAGE_RETURN = 13;
export const SPACE = 32;
export const DOUBLE_QUOTE = 34;
export const HASH = 35;
export const DOLLAR = 36;
export const SINGLE_QUOTE = 39;
export const OPEN_PAREN = 40;
export const CLOSE_PAREN = 41;
export const STAR = 42;
export const PLUS = 43;
export const COMMA = 44;
export const MINUS = 45;
export const DOT = 46;
export const SLASH = 47;
export const ZERO = 48;
export const NINE = 57;
export const COLON = 58;
export const SEMICOLON = 59;
export const LESS = 60;
export const EQUALS = 61;
export const GREATER = 62;
export const OPEN_BRACKET = 91;
export const BACKSLASH = 92;
export const CLOSE_BRACKET = 93;
export const BACKTICK = 96;
export const OPEN_BRACE = 123;
export const CLOSE_BRACE = 125;
export const NO_BREAK_SPACE = 0xa0;
export const ELLIPSIS = 0x2026;
export const IDEOGRAPHIC_SPACE = 0x3000;
export const IDEOGRAPHIC_STOP = 0x3002;

/** The ASCII character that full-width punctuation represents between tokens; any other code is its own form. */
export function asciiForm(code: number): number {
  return code < 128 ? code : (WIDE_FORMS.get(code) ?? code);
}

const WIDE_FORMS: ReadonlyMap<number, number> = new Map([
  [0xff08, OPEN_PAREN],
  [0xff09, CLOSE_PAREN],
  [0xff1d, EQUALS],
  [0xff0c, COMMA],
  [0x3001, COMMA],
  [0xff1b, SEMICOLON],
  [0xff1a, COLON],
]);

export function isDigit(code: number): boolean {
  return code >= ZERO && code <= NINE;
}

export function isLineBreak(code: number): boolean {
  return code === LINE_FEED || code === CARRIAGE_RETURN;
}

/** Space within a line as everybody writes it. */
export function isPlainSpace(code: number): boolean {
  return code === SPACE || code === TAB;
}

/** Space that looks like space or like nothing and is neither in Python nor in JSON. */
export function isOddSpace(code: number): boolean {
  return code === IDEOGRAPHIC_SPACE || code === NO_BREAK_SPACE || code === 0x200b || code === 0xfeff;
}

/** Letters, digits, `_`, and what names of tools and parameters hold besides: `.`, `-`, `$`, `@`, other scripts. */
export function isNameCharacter(code: number): boolean {
  return code < 128 ? ASCII_NAME[code] === 1 : !isWidePunctuation(code);
}

const ASCII_NAME = Uint8Array.from({ length: 128 }, (_, code) => (/[\w.$@-]/.test(String.fromCharCode(code)) ? 1 : 0));

function isWidePunctuation(code: number): boolean {
  if (code < 0x2000) return code < 0xc0 && code !== 0xaa && code !== 0xb5 && code !== 0xba;
  if (code < 0x3040) return code <= 0x206f || (code >= 0x2190 && code <= 0x2bff) || (code >= 0x3000 && code !== 0x3005);
  if (code < 0xff00) return code === 0xfeff;
  return code <= 0xff0f || (code >= 0xff1a && code <= 0xff20) || (code >= 0xff3b && code <= 0xff3e) || isWideTail(code);
}

function isWideTail(code: number): boolean {
  return (code >= 0xff5b && code <= 0xff65) || code >= 0xffe0;
}

const MAX_NAME_LENGTH = 128;

/** Offset after the name that starts at `at`, or `at` if none does. A name longer than any tool's is none. */
export function nameEnd(text: string, at: number, end: number): number {
  const limit = Math.min(end, at + MAX_NAME_LENGTH + 1);
  let to = at;
  while (to < limit && isNameCharacter(text.charCodeAt(to))) to++;
  return to - at > MAX_NAME_LENGTH ? at : to;
}

/** True for a name such as a programming language has it, dots and hyphens included. */
export function isAsciiName(name: string): boolean {
  return /^[A-Za-z_][\w.-]*$/.test(name);
}

/** Offset of the first character from `at` on that is not a space of any kind; line breaks are not spaces. */
export function skipBlank(text: string, at: number, end: number): number {
  let to = at;
  for (; to < end; to++) {
    const code = text.charCodeAt(to);
    if (!isPlainSpace(code) && !isOddSpace(code)) break;
  }
  return to;
}

/** Offset after the last character before `end` that is neither a space nor a line break. */
export function trimEnd(text: string, start: number, end: number): number {
  let to = end;
  for (; to > start; to--) {
    const code = text.charCodeAt(to - 1);
    if (!isPlainSpace(code) && !isOddSpace(code) && !isLineBreak(code)) break;
  }
  return to;
}

/** Offset of the line break that ends the line of `at`, or `end`. */
export function lineEnd(text: string, at: number, end: number): number {
  let to = at;
  while (to < end && !isLineBreak(text.charCodeAt(to))) to++;
  return to;
}
