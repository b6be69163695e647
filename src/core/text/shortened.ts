/** Longer quotations are shortened in messages: the whole range is underlined anyway. */
const LONGEST = 40;

const CLOSING: ReadonlyMap<string, string> = new Map(['""', "''", '“”', '‘’', '「」', '『』'].map(pair));

function pair([opening = '', closing = '']: string): readonly [string, string] {
  return [opening, closing];
}

/** Text for a sentence to quote: not too long, no character cut in half, and a string still closed. */
export function shortened(text: string): string {
  if (text.length <= LONGEST) return text;
  const closing = CLOSING.get(text.charAt(0)) ?? '';
  return `${text.slice(0, LONGEST - 1 - closing.length).replace(/[\ud800-\udbff]$/, '')}…${closing}`;
}
