/**
 * Notes to the author within texts, such as "to write: the customer's own words". Texts are escaped when they are
 * printed, so that nothing in them can pass for a comment; a note of ours is marked by two characters that Unicode
 * keeps for private use, and becomes a comment only after that.
 */
const open = '\uE000';
const close = '\uE001';

/** A note that will be printed as a comment behind a text. */
export function note(text: string): string {
  return ` ${open}${text}${close}`;
}

/** Printed shots with their notes as comments. */
export function withNotes(printed: string): string {
  return printed.replace(/\uE000([^\uE000\uE001]*)\uE001/g, '<!-- $1 -->');
}

/** A text of somebody else's, in which nothing may pass for a note. */
export function withoutNoteMarks(text: string): string {
  return text.replace(/[\uE000\uE001]/g, '');
}
