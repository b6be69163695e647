import type { TextRange } from '../text/range.ts';

/** A whole line or block that says something is missing: `...`, `……`, `[…]`, `（略）`, `TODO`. */
const ELISION =
  /^[ \t>]*(?:[[(（]?(?:\.{3,}|…+|⋯+|(?:此处|以下|其余)?(?:省略|从略|略))[\])）]?[。.]?|(?:TODO|TBD|FIXME)\b[^\n]{0,200}|[[(（]?待补充?[\])）]?[^\n]{0,20})[ \t]*$/;

/** Longer content is something, whatever it begins with. */
export const LONGEST_ELISION = 240;

const FIRST_CODES: ReadonlySet<number> = new Set([...'.…⋯[(（略省此以其待TF>'].map((first) => first.charCodeAt(0)));
/** The same for ASCII, where a look into an array will do. */
const ASCII_FIRSTS = Uint8Array.from({ length: 128 }, (_, code) => (FIRST_CODES.has(code) ? 1 : 0));

/** Almost every text is told apart by its first character, so nothing has to be cut out of the document for it. */
export function opensElision(code: number): boolean {
  return code < 128 ? ASCII_FIRSTS[code] === 1 : FIRST_CODES.has(code);
}

/** True for text that stands for something left out, and is nothing else. */
export function isElision(text: string, { start, end }: TextRange): boolean {
  if (start >= end || end - start > LONGEST_ELISION || !opensElision(text.charCodeAt(start))) return false;
  return ELISION.test(text.slice(start, end));
}
