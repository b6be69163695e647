import { isDigit } from '../../parser/characters.ts';

/** The ranges of numbers of four digits or more in a text. */
export interface LongNumbers {
  /** In document order. */
  readonly starts: readonly number[];
  readonly ends: readonly number[];
}

/** Finds the numbers of a text. Up to one space, hyphen or comma may be between digits, as people group them. */
export function findLongNumbers(text: string): LongNumbers {
  const number = /\d(?:[ ,-]?\d){3,}/g;
  const starts: number[] = [];
  const ends: number[] = [];
  // A test alone makes nothing; where the match began is found from its end.
  while (number.test(text)) {
    starts.push(findStart(text, number.lastIndex));
    ends.push(number.lastIndex);
  }
  return { starts, ends };
}

/** Steps back over the digits before an offset, and over the characters between them. */
function findStart(text: string, end: number): number {
  let start = end - 1;
  for (;;) {
    if (isDigit(text.charCodeAt(start - 1))) start--;
    else if (isJoint(text.charAt(start - 1)) && isDigit(text.charCodeAt(start - 2))) start -= 2;
    else return start;
  }
}

function isJoint(character: string): boolean {
  return character === ' ' || character === ',' || character === '-';
}
