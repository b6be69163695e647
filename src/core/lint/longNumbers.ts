/** Where numbers of four digits or more stand in a text. */
export interface LongNumbers {
  /** In document order. */
  readonly starts: readonly number[];
  readonly ends: readonly number[];
}

/** Up to one space, hyphen or comma may stand between digits, as people group them. */
const NUMBER = /\d(?:[ ,-]?\d){3,}/y;

/** Finds the numbers in one pass. Digits are looked for by hand, since most of a text has none. */
export function longNumbers(text: string): LongNumbers {
  const starts: number[] = [];
  const ends: number[] = [];
  for (let at = 0; at < text.length; at++) {
    const code = text.charCodeAt(at);
    if (code < 48 || code > 57) continue;
    NUMBER.lastIndex = at;
    if (NUMBER.test(text)) {
      starts.push(at);
      ends.push(NUMBER.lastIndex);
      at = NUMBER.lastIndex;
    } else at = endOfDigits(text, at);
  }
  return { starts, ends };
}

/** A shorter run of digits is passed over as a whole. */
function endOfDigits(text: string, start: number): number {
  let end = start;
  while (text.charCodeAt(end) >= 48 && text.charCodeAt(end) <= 57) end++;
  return end - 1;
}
