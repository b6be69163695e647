/** Where numbers of four digits or more stand in a text. */
export interface LongNumbers {
  /** In document order. */
  readonly starts: readonly number[];
  readonly ends: readonly number[];
}

/** Finds the numbers of a text. Up to one space, hyphen or comma may stand between digits, as people group them. */
export function longNumbers(text: string): LongNumbers {
  const number = /\d(?:[ ,-]?\d){3,}/g;
  const starts: number[] = [];
  const ends: number[] = [];
  for (let match = number.exec(text); match !== null; match = number.exec(text)) {
    starts.push(match.index);
    ends.push(number.lastIndex);
  }
  return { starts, ends };
}
