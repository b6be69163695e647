import type { TextRange } from '../../text/range.ts';

/** A whole line or block that says something is missing: `...`, `……`, `[…]`, `（略）`, `TODO`. */
const ELISION =
  /^[ \t>]*(?:[[(（]?(?:\.{3,}|…+|⋯+|(?:此处|以下|其余)?(?:省略|从略|略))[\])）]?[。.]?|(?:TODO|TBD|FIXME)\b[^\n]{0,200}|[[(（]?待补充?[\])）]?[^\n]{0,20})[ \t]*$/;

/** Longer content is something, whatever it begins with. */
export const MAX_ELISION_LENGTH = 240;

const FIRST_CODES: ReadonlySet<number> = new Set([...'.…⋯[(（略省此以其待TF>'].map((first) => first.charCodeAt(0)));
/** The same for ASCII, where a look into an array will do. */
const ASCII_FIRSTS = Uint8Array.from({ length: 128 }, (_, code) => (FIRST_CODES.has(code) ? 1 : 0));

/** The first character excludes almost every text, so no text has to be copied out of the document. */
export function canStartElision(code: number): boolean {
  return code < 128 ? ASCII_FIRSTS[code] === 1 : FIRST_CODES.has(code);
}

/** True for text that only represents omitted content. */
export function isElision(text: string, { start, end }: TextRange): boolean {
  if (start >= end || end - start > MAX_ELISION_LENGTH || !canStartElision(text.charCodeAt(start))) return false;
  return ELISION.test(text.slice(start, end));
}
