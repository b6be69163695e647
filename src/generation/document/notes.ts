/**
 * Notes to the author within texts, such as "to write: the customer's own words". Texts are escaped when they are
 * printed, so that nothing in them can pass for a comment; a note of ours is marked by two characters that Unicode
 * keeps for private use, and becomes a comment only after that.
 */
const NOTE_START = '\uE000';
const NOTE_END = '\uE001';

/** A note that is printed as a comment after a text. */
export function note(text: string): string {
  return ` ${NOTE_START}${text}${NOTE_END}`;
}

/** Printed shots with their notes as comments. */
export function withNotes(printed: string): string {
  return printed.replace(/\uE000([^\uE000\uE001]*)\uE001/g, '<!-- $1 -->');
}

/** Removes note markers from external text. */
export function withoutNoteMarks(text: string): string {
  return text.replace(/[\uE000\uE001]/g, '');
}
