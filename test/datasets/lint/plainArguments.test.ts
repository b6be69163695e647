import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { checkArguments, type JsonObject, parseTools } from '../../../src/core/index.ts';
import { fitsPlainly } from '../../../src/datasets/lint/plainArguments.ts';

const PARAMETERS: JsonObject = {
  type: 'object',
  properties: {
    id: { type: 'string', description: 'The id.' },
    count: { type: 'integer' },
    day: { type: 'string', enum: ['Mon', 'Tue'] },
    tags: { type: 'array', items: { type: 'string' } },
    at: { type: 'object', properties: { x: { type: 'number' } }, required: ['x'] },
  },
  required: ['id'],
};

const fits = (values: JsonObject, parameters = PARAMETERS) => fitsPlainly({ name: 'Find', parameters }, values);

describe('fitsPlainly', () => {
  it('accepts arguments of simple types', () => {
    expect(fits({ id: 'a', count: 2, day: 'Mon', tags: ['b'], at: { x: 0.5 } })).toBe(true);
    expect(fits({ id: '' })).toBe(true);
  });

  it.each<JsonObject>([
    {},
    { id: 1 },
    { id: 'a', count: 1.5 },
    { id: 'a', day: 'Wed' },
    { id: 'a', tags: [1] },
    { id: 'a', at: {} },
    { id: 'a', other: 1 },
    { id: 'a', toString: 'b' },
    { id: null },
  ])('leaves %j to the validator', (values) => {
    expect(fits(values)).toBe(false);
  });

  it.each<[JsonObject, unknown, boolean]>([
    [{ type: 'integer', minimum: 1, maximum: 3 }, 3, true],
    [{ type: 'integer', minimum: 1, maximum: 3 }, 4, false],
    [{ type: 'number', exclusiveMinimum: 0 }, 0, false],
    [{ type: 'number', exclusiveMaximum: 1 }, 0.9, true],
    [{ type: 'number', exclusiveMinimum: true, minimum: 0 }, 1, false],
    [{ type: 'string', maxLength: 2 }, 'ab', true],
    [{ type: 'string', maxLength: 2 }, 'abc', false],
    [{ type: 'string', maximum: 1 }, 'a', true],
    [{ enum: ['lift', 'door'] }, 'lift', true],
    [{ enum: ['lift', 1] }, 1, false],
    [{ enum: ['lift'], maxLength: 2 }, 'lift', false],
  ])('compares the bounds of %j with %j', (schema, value, expected) => {
    const parameters = { type: 'object', properties: { id: schema }, additionalProperties: false };
    expect(fits({ id: value } as JsonObject, parameters)).toBe(expected);
  });

  it.each<JsonObject>([
    { type: 'object', properties: { id: { type: 'string', minLength: 3 } } },
    { type: 'object', properties: { id: { type: ['string', 'null'] } } },
    { type: 'object', properties: { id: { $ref: '#/$defs/id' } } },
    { type: 'object', properties: { id: {} } },
    { type: 'OBJECT', properties: { id: { type: 'STRING' } } },
    { type: 'object', properties: { id: { type: 'string' } }, minProperties: 2 },
  ])('leaves the schema %j to the validator', (parameters) => {
    expect(fits({ id: 'a' }, parameters)).toBe(false);
  });

  it('accepts nothing in which the validator finds a problem', () => {
    const leaf = fc.constantFrom<JsonObject>(
      { type: 'string' },
      { type: 'integer', default: 1 },
      { type: 'boolean' },
      { type: 'string', enum: ['Mon', 'Tue'] },
      { type: 'array', items: { type: 'number' } },
      { type: 'string', format: 'date' },
      { type: 'integer', minimum: 0, maximum: 10 },
      { type: 'number', exclusiveMinimum: 0, exclusiveMaximum: 5 },
      { type: 'string', maxLength: 3 },
      { enum: ['Mon', 'Tue'] },
    );
    const schema = fc.dictionary(fc.constantFrom('a', 'b', 'c'), leaf).chain((properties) =>
      fc.record({
        type: fc.constant('object'),
        properties: fc.constant(properties),
        required: fc.subarray(Object.keys(properties)),
      }),
    );
    const value = fc.oneof(
      fc.string(),
      fc.integer(),
      fc.double(),
      fc.boolean(),
      fc.constant('Mon'),
      fc.array(fc.integer()),
    );
    const values = fc.dictionary(fc.constantFrom('a', 'b', 'c', 'd'), value);
    fc.assert(
      fc.property(schema, values, (parameters, given) => {
        const definition = JSON.parse(JSON.stringify({ name: 'Find', parameters })) as JsonObject;
        const read = JSON.parse(JSON.stringify(given)) as JsonObject;
        if (!fitsPlainly(definition, read)) return;
        const [tool] = parseTools('row.tools.json', JSON.stringify([{ type: 'function', function: definition }])).tools;
        expect(tool === undefined ? [] : checkArguments(tool, read)).toEqual([]);
      }),
    );
  });
});
