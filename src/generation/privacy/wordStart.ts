/** An escape sequence of JSON and of most programming languages that ends in a letter or digit. */
const ESCAPE = String.raw`\\(?:u[0-9a-fA-F]{4}|[bfnrtv])`;

const ESCAPE_BEFORE = new RegExp(`${ESCAPE}$`);

const ESCAPES = new RegExp(ESCAPE, 'g');

/** No word of letters before an offset is looked at further back. */
const MAX_LETTERS = 40;

const ESCAPE_LENGTH = String.raw`\u0000`.length;

/** The ASCII letters directly before an offset that belong to the same word; those of an escape sequence do not. */
export function getLettersBefore(text: string, offset: number): string {
  let start = offset;
  while (offset - start < MAX_LETTERS && /[A-Za-z_]/.test(text[start - 1] ?? '')) start--;
  for (let end = start; end <= Math.min(start + ESCAPE_LENGTH, offset); end++) {
    if (endsWithEscape(text, end)) start = end;
  }
  return text.slice(start, offset).replace(/^_+/, '');
}

function endsWithEscape(text: string, end: number): boolean {
  return ESCAPE_BEFORE.test(text.slice(Math.max(0, end - ESCAPE_LENGTH), end));
}

/** True if a word can start at an offset: after an escape sequence or an underscore of emphasis, it does. */
export function isWordStart(text: string, offset: number): boolean {
  let before = offset;
  while (text[before - 1] === '_') before--;
  if (before === 0 || !/[A-Za-z0-9]/.test(text[before - 1] ?? '')) return true;
  return endsWithEscape(text, before);
}

/** Replaces each character of an escape sequence with a space, so that words begin after the sequence. */
export function blankEscapes(text: string): string {
  return text.replace(ESCAPES, ({ length }) => ' '.repeat(length));
}
