import { hasHan } from '../../text/han.ts';
import { CHINESE } from './chinese.ts';
import { ENGLISH } from './english.ts';
import type { ClauseWords } from './moves.ts';

/** The words of the language in which a clause is written. */
export function wordsOf(clause: string): ClauseWords {
  return hasHan(clause) ? CHINESE : ENGLISH;
}
