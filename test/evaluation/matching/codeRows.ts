import type { MatchCode } from '../../../src/evaluation/matching/turns.ts';
import { brokenCall, call, codes, type match, type TurnParts } from './turnTable.ts';

export const jam = call('Search', { error: 'jam' });
export const ping = call('Ping');
export const book = call('Book', { price: 3 });

/** A comparison of two turns with its codes. */
type Row = readonly [
  title: string,
  codes: readonly MatchCode[],
  expected: Parameters<typeof match>[0],
  actual: Parameters<typeof match>[1],
  parts?: TurnParts,
];

export const CODE_ROWS: readonly Row[] = [
  ['the same call', [], [jam], [jam]],
  ['no call where none is expected', [], [], []],
  ['parallel calls in another order', [], [jam, ping, book], [book, jam, ping]],
  ['a call repeated by the author', [], [ping, ping], [ping, ping]],
  ['an allowed extra call', [], [jam], [ping, jam], { rules: { extraTools: new Set(['Ping']) } }],
  ['an allowed extra call beside words', [], [], [ping], { rules: { extraTools: new Set(['Ping']) } }],
  ['another tool', ['wrong-tool'], [jam], [ping]],
  ['a tool that does not exist', ['wrong-tool'], [jam], [call('Find', { error: 'jam' })]],
  ['one of two calls', ['missing-call'], [jam, ping], [ping]],
  [
    'an allowed call instead of the expected one',
    ['missing-call'],
    [jam],
    [ping],
    { rules: { extraTools: new Set(['Ping']) } },
  ],
  ['a repeated call made once', ['missing-call'], [ping, ping], [ping]],
  ['one call too many', ['extra-call'], [jam], [jam, book]],
  ['the expected call and one of the same tool', ['extra-call'], [jam], [jam, call('Search', { error: 'dust' })]],
  ['a call made twice', ['repeated-call'], [jam], [jam, jam]],
  ['a call made three times', ['repeated-call', 'repeated-call'], [jam], [jam, jam, jam]],
  [
    'a broken call made twice',
    ['invalid-json', 'repeated-call'],
    [jam],
    [brokenCall('Search', '{'), brokenCall('Search', '{')],
  ],
  ['words instead of a call', ['no-call'], [jam], []],
  ['words instead of two calls', ['no-call'], [jam, ping], []],
  ['a call instead of words', ['call-instead-of-text'], [], [jam]],
  ['a missing argument', ['missing-parameter'], [jam], [call('Search', {})]],
  ['an argument the author does not give', ['unknown-parameter'], [jam], [call('Search', { error: 'jam', top_k: 5 })]],
  [
    'a parameter that the tool does not have',
    ['unknown-parameter'],
    [jam],
    [call('Search', { error: 'jam', limit: 5 })],
  ],
  ['a number as text', ['wrong-type'], [book], [call('Book', { price: '3' })]],
  ['a text as a list', ['wrong-type'], [jam], [call('Search', { error: ['jam'] })]],
  ['another value', ['wrong-value'], [jam], [call('Search', { error: 'dust' })]],
  ['two wrong arguments', ['wrong-value', 'unknown-parameter'], [jam], [call('Search', { error: 'dust', top_k: 9 })]],
  ['arguments that are no JSON', ['invalid-json'], [jam], [brokenCall('Search', '{"error": ')]],
  [
    'an ignored argument that the schema refuses',
    ['schema-invalid'],
    [jam],
    [call('Search', { error: 'jam', trace_id: 7 })],
    { rules: { ignored: new Set(['trace_id']) } },
  ],
  [
    'another value that is accepted but refused by the schema',
    ['schema-invalid'],
    [jam],
    [call('Search', { error: 'jam', top_k: 0 })],
    { rules: { accepted: new Map([['top_k', 'any']]) } },
  ],
  ['the call of a later round', ['wrong-order'], [jam], [book], { others: [book] }],
  ['a later call in addition', ['wrong-order'], [jam], [jam, book], { others: [book] }],
  [
    'the tool of a later round with other arguments',
    ['wrong-tool'],
    [jam],
    [call('Book', { price: 4 })],
    { others: [book] },
  ],
  ['another step by name', ['wrong-step'], [jam], [jam], { steps: ['2'], step: '4' }],
  ['the step by name', [], [jam], [jam], { steps: ['2', '3'], step: '3' }],
  [
    'a tool of another step',
    ['wrong-tool', 'wrong-step'],
    [jam],
    [ping],
    { steps: ['2'], context: { stepsOfTool: (name) => (name === 'Ping' ? ['4'] : ['2']) } },
  ],
  ['a tool of two steps', ['wrong-tool'], [jam], [ping], { steps: ['2'], context: { stepsOfTool: () => ['2', '4'] } }],
];

/** The titles of the rows with other codes than expected. */
export function failingCodeRows(): readonly string[] {
  return CODE_ROWS.flatMap(([title, expected, calls, actual, parts]) =>
    JSON.stringify(codes(calls, actual, parts)) === JSON.stringify(expected) ? [] : [title],
  );
}
