import type { JsonObject } from '../../../src/core/index.ts';
import type { MatchRules } from '../../../src/evaluation/matching/matchRules.ts';
import { accepting, call, match } from './turnTable.ts';

const a = call('Search', { error: 'a', top_k: 1 });
const b = call('Search', { error: 'b', top_k: 2 });
const near = call('Search', { error: 'b', top_k: 9 });

type Row = readonly [
  title: string,
  pairs: readonly (number | undefined)[],
  paths: readonly string[],
  ...Parameters<typeof match>,
];

const withRules = (rules: Partial<MatchRules>) => ({ rules });
const searching = (values: JsonObject) => [call('Search', values)];

/** Comparisons with the pairs that are made and the parameters that are wrong. */
export const PAIR_ROWS: readonly Row[] = [
  ['the nearest calls', [1, 0], ['top_k'], [a, b], [near, a]],
  [
    'an accepted value',
    [0],
    [],
    searching({ error: 'C' }),
    searching({ error: 'B' }),
    withRules(accepting('error', ['A', 'B'])),
  ],
  ['any value', [0], [], searching({ error: 'C' }), searching({ error: 'Z' }), withRules(accepting('error', 'any'))],
  [
    'an ignored value',
    [0],
    [],
    searching({ error: 'C', trace_id: 'x' }),
    searching({ error: 'C' }),
    withRules({ ignored: new Set(['trace_id']) }),
  ],
];

/** The titles of the rows with other pairs or problems than expected. */
export function failingPairs(): readonly string[] {
  return PAIR_ROWS.flatMap(([title, pairs, paths, ...given]) => {
    const found = match(...given);
    const actual = [found.pairs, found.problems.map(({ path }) => path[0])];
    return JSON.stringify(actual) === JSON.stringify([pairs, paths]) ? [] : [title];
  });
}
