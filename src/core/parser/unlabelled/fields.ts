/** The name of a field, such as `Modules:` or `# solution in Python:`. */
const FIELD = /^[ \t]{0,4}(?:#{1,3} )?\p{L}[\p{L} _'’-]{0,40}[:：]/u;

/** A field of the author's own: what makes it the same in every example, and how much of the line its name is. */
export interface Field {
  readonly key: string;
  readonly length: number;
}

/** The field that a line begins with; undefined for other text. */
export function fieldOf(words: string): Field | undefined {
  const match = FIELD.exec(words)?.[0];
  return match === undefined ? undefined : { key: match.trim().toLowerCase(), length: match.length };
}
