import { describe, expect, test } from 'vitest';
import type { JsonObject } from '../../../src/core/index.ts';
import { isClosed } from '../../../src/core/schemas/validation/unknownNames.ts';
import { check } from './support.ts';

const closed = (properties: JsonObject): JsonObject => ({ type: 'object', properties, additionalProperties: false });

describe('a schema that leaves no name unlisted', () => {
  test.each<[string, boolean, JsonObject]>([
    ['is closed and holds texts and numbers', true, closed({ a: { type: 'string' }, b: { type: ['number', 'null'] } })],
    ['is closed and holds choices', true, closed({ a: { enum: ['x', 1, null] } })],
    ['is closed without any property', true, closed({})],
    ['is not one that is open', false, { type: 'object', properties: { a: { type: 'string' } } }],
    ['is not one that checks others', false, { ...closed({}), additionalProperties: { type: 'string' } }],
    ['is not one that takes names by a pattern', false, { ...closed({}), patternProperties: { '^x-': {} } }],
    ['is not one that holds an object', false, closed({ a: { type: 'object' } })],
    ['is not one that holds a list', false, closed({ a: { type: ['array', 'null'] } })],
    ['is not one that holds anything', false, closed({ a: {} })],
    ['is not one that refers to something', false, closed({ a: { $ref: '#/$defs/A' } })],
    ['is not one that says so beside a reference', false, { ...closed({}), $ref: '#/$defs/A' }],
    ['is not closed with a type beside a reference', false, closed({ a: { type: 'string', $ref: '#/$defs/A' } })],
    ['is not closed with an object among its choices', false, closed({ a: { enum: [{ b: 1 }] } })],
  ])('%s', (_, expected, schema) => {
    expect(isClosed(schema)).toBe(expected);
  });

  test('has names below an open object looked at all the same', () => {
    const part = { type: 'object', properties: { name: { type: 'string' } } };
    const schema = closed({ part, note: { type: 'string' } });
    expect(check(schema, { note: 'a', part: { nmae: 'b' } })).toEqual(['unknown /part/nmae properties open']);
  });
});
