import { MAX_NAME_BEFORE } from '../../src/core/features/callScan.ts';
import { MAX_ELISION_LENGTH } from '../../src/core/lint/analysis/elision.ts';
import { MAX_ELEMENT_LENGTH } from '../../src/core/parser/calls/notations/toolTag.ts';
import { MAX_PLACEHOLDER_LENGTH } from '../../src/core/parser/calls/placeholders.ts';
import { MAX_PREAMBLE } from '../../src/core/parser/turns/tokenTurns.ts';
import { MAX_CLAUSE_LENGTH } from '../../src/core/procedures/clauses/splitClauses.ts';
import { MAX_SENTENCE_LENGTH } from '../../src/core/procedures/memoized.ts';
import { MAX_ANNOUNCEMENT_LENGTH, MAX_TITLE_LENGTH } from '../../src/core/procedures/roles/titles.ts';

/** The longest text that the code of a file gives to its patterns. */
interface Bound {
  /** A file, or a folder that ends with `/`. */
  readonly path: string;
  readonly input: string;
  /** UTF-16 units. */
  readonly longest: number;
}

/** The longest text that every pattern must be fast on, where the code states no bound of its own. */
const UNBOUNDED = 100_000;

const BOUNDS: readonly Bound[] = [
  { path: 'src/core/features/callScan.ts', input: 'what is before a bracket', longest: MAX_NAME_BEFORE },
  { path: 'src/core/lint/analysis/elision.ts', input: 'a line that may be left out', longest: MAX_ELISION_LENGTH },
  { path: 'src/core/parser/calls/notations/toolTag.ts', input: 'one element', longest: MAX_ELEMENT_LENGTH },
  { path: 'src/core/parser/calls/placeholders.ts', input: 'one placeholder', longest: MAX_PLACEHOLDER_LENGTH },
  { path: 'src/core/parser/turns/tokenTurns.ts', input: 'the beginning of a document', longest: MAX_PREAMBLE },
  { path: 'src/core/procedures/clauses/answers.ts', input: 'one sentence', longest: MAX_SENTENCE_LENGTH },
  { path: 'src/core/procedures/clauses/', input: 'one clause', longest: MAX_CLAUSE_LENGTH },
  { path: 'src/core/procedures/flow/moves.ts', input: 'the condition of a clause', longest: MAX_CLAUSE_LENGTH },
  { path: 'src/core/procedures/flow/details.ts', input: 'all words of an item', longest: UNBOUNDED },
  { path: 'src/core/procedures/flow/', input: 'one sentence', longest: MAX_SENTENCE_LENGTH },
  {
    path: 'src/core/procedures/roles/titles.ts',
    input: 'a title, or the end of an announcement',
    longest: Math.max(MAX_TITLE_LENGTH, MAX_ANNOUNCEMENT_LENGTH),
  },
];

/** The longest text that a pattern at one of `places` is checked with. */
export function longestInput(places: readonly string[]): number {
  return Math.max(...places.map((place) => BOUNDS.find(({ path }) => place.startsWith(path))?.longest ?? UNBOUNDED));
}
