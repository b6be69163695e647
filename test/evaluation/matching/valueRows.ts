import type { JsonObject, JsonValue } from '../../../src/core/index.ts';
import { compareArguments } from '../../../src/evaluation/matching/compareArguments.ts';
import { NO_RULES } from '../../../src/evaluation/matching/matchRules.ts';

/** The first difference between two values of a parameter, or `equal`. */
export function compare(
  schema: JsonObject,
  a: JsonValue | undefined,
  b: JsonValue | undefined,
  isCaseSensitive = true,
): string {
  const values = (value: JsonValue | undefined): JsonObject => (value === undefined ? {} : { v: value });
  const parameters = { type: 'object', properties: { v: schema }, $defs: { Day: { type: 'string', format: 'date' } } };
  const { differences } = compareArguments(values(a), values(b), parameters, NO_RULES, { isCaseSensitive });
  return differences[0]?.code ?? 'equal';
}

type Row = readonly [
  title: string,
  schema: JsonObject,
  a: JsonValue | undefined,
  b: JsonValue | undefined,
  result: string,
];

export const TEXT: JsonObject = { type: 'string' };
export const WRONG = 'wrong-value';

export const VALUE_ROWS: readonly Row[] = [
  ['numbers by value', { type: 'number' }, 3, 3.0, 'equal'],
  ['numbers that differ little', { type: 'number' }, 3, 3.0000001, WRONG],
  ['zero and minus zero', { type: 'number' }, 0, -0, 'equal'],
  ['a number and the same as text', {}, 3, '3', 'wrong-type'],
  ['a boolean and a number', {}, true, 1, 'wrong-type'],
  ['a boolean and a text', {}, true, 'true', 'wrong-type'],
  ['two booleans', { type: 'boolean' }, true, false, WRONG],
  ['full-width characters', TEXT, 'Ａ１２', 'A12', 'equal'],
  ['composed characters', TEXT, 'é', 'e\u0301', 'equal'],
  ['space around', TEXT, ' jam ', 'jam', 'equal'],
  ['space within', TEXT, 'paper  jam', 'paper\njam', 'equal'],
  ['no space within', TEXT, 'paper jam', 'paperjam', WRONG],
  ['a decimal point', TEXT, '1.5', '15', WRONG],
  ['a sign', TEXT, '-5', '5', WRONG],
  ['a comma', TEXT, 'jam, tray', 'jam tray', WRONG],
  ['case', TEXT, 'Jam', 'jam', WRONG],
  ['quotes', TEXT, "it's", 'it"s', WRONG],
  ['dates with another separator', { type: 'string', format: 'date' }, '2024-10-01', '2024/10/1', 'equal'],
  ['Chinese dates', { type: 'string', format: 'date' }, '2024-10-01', '2024年10月1日', 'equal'],
  ['other dates', { type: 'string', format: 'date' }, '2024-10-01', '2024-10-11', WRONG],
  ['dates without a format', TEXT, '2024-10-01', '2024/10/1', WRONG],
  ['what is no date', { type: 'string', format: 'date' }, 'Friday', ' friday', WRONG],
  ['a date through a reference', { $ref: '#/$defs/Day' }, '2024-10-01', '2024/10/1', 'equal'],
  [
    'moments in two zones',
    { type: 'string', format: 'date-time' },
    '2024-10-01T12:00:00Z',
    '2024-10-01T20:00:00+08:00',
    'equal',
  ],
  [
    'moments without seconds',
    { type: 'string', format: 'date-time' },
    '2024-10-01 9:00',
    '2024-10-01T09:00:00',
    'equal',
  ],
  [
    'moments with and without a zone',
    { type: 'string', format: 'date-time' },
    '2024-10-01T09:00:00Z',
    '2024-10-01T09:00:00',
    WRONG,
  ],
  ['another moment', { type: 'string', format: 'date-time' }, '2024-10-01T09:00:00Z', '2024-10-01T09:01:00Z', WRONG],
  ['lists in order', { type: 'array' }, [1, 2], [1, 2], 'equal'],
  ['lists out of order', { type: 'array' }, [1, 2], [2, 1], WRONG],
  ['a list with one more', { type: 'array' }, [1], [1, 1], WRONG],
  ['sets out of order', { type: 'array', uniqueItems: true }, ['b', 'a'], ['a', ' b'], 'equal'],
  [
    'sets of objects',
    { type: 'array', uniqueItems: true, items: { type: 'object', properties: { n: { default: 1 } } } },
    [{ id: 'x' }, { id: 'y' }],
    [
      { n: 1, id: 'y' },
      { id: 'x', n: 1 },
    ],
    'equal',
  ],
  ['other sets', { type: 'array', uniqueItems: true }, ['a', 'b'], ['a', 'c'], WRONG],
  ['a set with another item', { type: 'array', uniqueItems: true }, ['a'], ['a', 'b'], WRONG],
  ['objects with keys in another order', { type: 'object' }, { a: 1, b: 2 }, { b: 2, a: 1 }, 'equal'],
  ['objects three levels deep', { type: 'object' }, { a: { b: { c: 1 } } }, { a: { b: { c: 2 } } }, WRONG],
  ['an object without a key', { type: 'object' }, { a: { b: 1 } }, { a: {} }, 'missing-parameter'],
  ['an object with one more key', { type: 'object' }, { a: {} }, { a: { b: 1 } }, 'unknown-parameter'],
  ['the default and nothing', { type: 'integer', default: 3 }, 3, undefined, 'equal'],
  ['nothing and the default', { type: 'integer', default: 3 }, undefined, 3, 'equal'],
  ['nothing and another value', { type: 'integer', default: 3 }, undefined, 4, 'unknown-parameter'],
  ['another value and nothing', { type: 'integer', default: 3 }, 4, undefined, 'missing-parameter'],
  ['null and nothing where null is allowed', { type: ['string', 'null'] }, null, undefined, 'equal'],
  ['nothing and null where null is allowed', { anyOf: [TEXT, { type: 'null' }] }, undefined, null, 'equal'],
  ['nothing and null where it is nullable', { type: 'string', nullable: true }, undefined, null, 'equal'],
  ['nothing and null among the values', { enum: ['a', null] }, undefined, null, 'equal'],
  ['nothing and null where it is refused', TEXT, undefined, null, 'unknown-parameter'],
  ['null and nothing where it is refused', TEXT, null, undefined, 'missing-parameter'],
  [
    'nothing and null beside values without it',
    { type: ['string', 'null'], enum: ['a'] },
    undefined,
    null,
    'unknown-parameter',
  ],
  [
    'nothing and null where there is a default',
    { type: ['integer', 'null'], default: 3 },
    undefined,
    null,
    'unknown-parameter',
  ],
  ['nothing and null that is the default', { type: ['integer', 'null'], default: null }, undefined, null, 'equal'],
  ['null and a value', { type: ['integer', 'null'] }, null, 3, 'wrong-type'],
  ['a name of the prototype', { type: 'object' }, { constructor: 1 }, {}, 'missing-parameter'],
];

/** The titles of the rows with another result than expected. */
export function failingValueRows(): readonly string[] {
  return VALUE_ROWS.flatMap(([title, schema, a, b, result]) => (compare(schema, a, b) === result ? [] : [title]));
}
