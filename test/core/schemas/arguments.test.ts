import { describe, expect, test } from 'vitest';
import type { JsonObject } from '../../../src/core/index.ts';
import { checkArguments } from '../../../src/core/schemas/arguments.ts';
import { check, toolWith } from './support.ts';

const object = (properties: JsonObject, more: JsonObject = {}) => ({ type: 'object', properties, ...more });
const one = (schema: unknown) => object({ x: schema as JsonObject });

const CASES: readonly (readonly [string, unknown, JsonObject, readonly string[]])[] = [
  ['all is well', object({ a: { type: 'string' } }, { required: ['a'] }), { a: 'x' }, []],
  ['missing', object({ a: { type: 'string' } }, { required: ['a'] }), {}, ['missing /a required']],
  ['unknown in an open object', object({ a: {} }), { b: 1 }, ['unknown /b properties']],
  [
    'unknown in a closed object',
    object({ a: {} }, { additionalProperties: false }),
    { b: 1 },
    ['unknown /b additionalProperties'],
  ],
  ['others allowed', object({ a: {} }, { additionalProperties: true }), { b: 1 }, []],
  ['others checked', object({ a: {} }, { additionalProperties: { type: 'integer' } }), { b: 'x' }, ['type /b type']],
  ['pattern properties', object({}, { patternProperties: { '^x-': { type: 'integer' } } }), { 'x-a': 1 }, []],
  ['no parameters at all', { type: 'object' }, { a: 1 }, ['unknown /a properties']],
  ['unknown in a nested open object', one(object({ a: {} })), { x: { b: 1 } }, ['unknown /x/b properties open']],
  ['a nested object that lists nothing', one({ type: 'object' }), { x: { b: 1 } }, []],
  [
    'unknown in a list of objects',
    one({ type: 'array', items: object({ a: {} }) }),
    { x: [{ a: 1 }, { b: 1 }] },
    ['unknown /x/1/b properties open'],
  ],
  ['type', one({ type: 'integer' }), { x: '3' }, ['type /x type']],
  ['a whole float is an integer', one({ type: 'integer' }), { x: 3.0 }, []],
  ['type hides what follows from it', one({ type: 'string', enum: ['a'], minLength: 2 }), { x: 3 }, ['type /x type']],
  ['enum', one({ type: 'string', enum: ['a', 'b'] }), { x: 'c' }, ['value /x enum']],
  ['const', one({ const: 1 }), { x: 2 }, ['value /x const']],
  ['range', one({ type: 'number', minimum: 1, maximum: 5 }), { x: 9 }, ['value /x maximum']],
  ['length', one({ type: 'string', maxLength: 2 }), { x: 'abc' }, ['value /x maxLength']],
  ['length counts characters', one({ type: 'string', maxLength: 1 }), { x: '😀' }, []],
  ['pattern', one({ type: 'string', pattern: '^[A-Z]+$' }), { x: 'abc' }, ['value /x pattern']],
  ['two patterns', object({ a: { pattern: '^a$' }, b: { pattern: '^b$' } }), { a: 'a', b: 'b' }, []],
  ['pattern of another script', one({ pattern: '^[\\u4e00-\\u9fa5]+$' }), { x: '北京' }, []],
  ['pattern with an ideographic space', one({ pattern: '^a\\sb$' }), { x: 'a\u3000b' }, []],
  ['pattern with an astral character', one({ pattern: '^\\uD83D\\uDE00$' }), { x: '😀' }, []],
  ['items', one({ type: 'array', items: { type: 'string' } }), { x: ['a', 1] }, ['type /x/1 type']],
  ['number of items', one({ type: 'array', minItems: 2 }), { x: [1] }, ['value /x minItems']],
  ['different items', one({ type: 'array', uniqueItems: true }), { x: [1, 1] }, ['value /x uniqueItems']],
  ['contains', one({ type: 'array', contains: { type: 'string' } }), { x: [1] }, ['value /x contains']],
  [
    'a tuple written as a list of items',
    one({ type: 'array', items: [{ type: 'string' }, { type: 'integer' }] }),
    { x: ['a', 'b'] },
    ['type /x/1 type'],
  ],
  ['nested missing', one(object({ a: {} }, { required: ['a'] })), { x: {} }, ['missing /x/a required']],
  ['date', one({ type: 'string', format: 'date' }), { x: '2024-13-01' }, ['format /x format']],
  ['date-time without zone', one({ format: 'date-time' }), { x: '2024-05-01T10:00:00' }, []],
  ['date-time without seconds', one({ format: 'date-time' }), { x: '2024-05-01 10:00' }, []],
  ['date-time that is none', one({ format: 'date-time' }), { x: '2024-02-30 10:00' }, ['format /x format']],
  ['time', one({ format: 'time' }), { x: '25:00' }, ['format /x format']],
  ['email', one({ format: 'email' }), { x: 'a@b' }, ['format /x format']],
  ['a URI with Chinese in it', one({ format: 'uri' }), { x: 'https://example.com/订单?名=1' }, []],
  ['int32', one({ type: 'integer', format: 'int32' }), { x: 3_000_000_000 }, ['format /x format']],
  ['an unknown format', one({ type: 'string', format: 'HH:mm' }), { x: 'x' }, []],
  ['an unknown keyword', one({ type: 'string', 'x-order': 3, wibble: true }), { x: 'x' }, []],
  ['a required name that is no property', object({ a: {} }, { required: ['a', 'b'] }), { a: 1 }, []],
  ['a default that breaks its schema', one({ type: 'integer', default: 'x' }), { x: 1 }, []],
  [
    'an enum on the list instead of its items',
    one({ type: 'array', items: { type: 'string' }, enum: ['a'] }),
    { x: ['a'] },
    [],
  ],
  ['nullable', one({ type: 'string', nullable: true }), { x: null }, []],
  ['nullable enum', one({ type: 'string', enum: ['a'], nullable: true }), { x: null }, []],
  [
    'boolean exclusive bound',
    one({ type: 'number', minimum: 0, exclusiveMinimum: true }),
    { x: 0 },
    ['value /x exclusiveMinimum'],
  ],
  ['inherited names are names', object({ a: {} }), { constructor: 1 }, ['unknown /constructor properties']],
  [
    'an inherited name that is required',
    object({ constructor: { type: 'string' } }, { required: ['constructor'] }),
    {},
    ['missing /constructor required'],
  ],
  [
    'allOf',
    { type: 'object', allOf: [object({ a: {} }, { required: ['a'] }), object({ b: {} })] },
    { b: 1, c: 2 },
    ['missing /a required', 'unknown /c properties'],
  ],
  [
    'if and then',
    // biome-ignore lint/suspicious/noThenProperty: JSON Schema's keyword has this name.
    object({ a: {}, b: {} }, { if: { properties: { a: { const: 1 } } }, then: { required: ['b'] } }),
    { a: 1 },
    ['missing /b required'],
  ],
  [
    'dependent names',
    object({ a: {}, b: {} }, { dependentRequired: { a: ['b'] } }),
    { a: 1 },
    ['missing /b dependentRequired'],
  ],
  [
    'one of two groups',
    object({ a: {}, b: {} }, { anyOf: [{ required: ['a'] }, { required: ['b'] }] }),
    {},
    ['value / anyOf'],
  ],
  ['not', one({ not: { type: 'string' } }), { x: 'a' }, ['value /x not']],
  [
    'property names',
    one({ type: 'object', propertyNames: { pattern: '^[a-z]+$' } }),
    { x: { A: 1 } },
    ['unknown /x/A propertyNames'],
  ],
];

describe('arguments', () => {
  test.each(CASES)('%s', (_name, schema, values, expected) => {
    expect(check(schema, values)).toEqual(expected);
  });

  test.each([
    ['a string or a number', { anyOf: [{ type: 'string' }, { type: 'number' }] }, true, ['type /x anyOf']],
    [
      'a value of the branch whose type fits',
      { anyOf: [{ type: 'string', maxLength: 1 }, { type: 'number' }] },
      'abc',
      ['value /x maxLength'],
    ],
    ['constants', { anyOf: [{ const: 'a' }, { const: 'b' }] }, 'c', ['value /x enum']],
    ['null as well', { anyOf: [{ type: 'integer' }, { type: 'null' }] }, '3', ['type /x anyOf']],
    [
      'the branch whose constant fits',
      {
        oneOf: [
          object({ kind: { const: 'a' }, size: { type: 'integer' } }, { required: ['kind', 'size'] }),
          object({ kind: { const: 'b' }, name: { type: 'string' } }, { required: ['kind', 'name'] }),
        ],
      },
      { kind: 'b', name: 3 },
      ['type /x/name type'],
    ],
    ['two branches at once', { oneOf: [{ type: 'integer' }, { type: 'number' }] }, 1, ['value /x oneOf']],
    [
      'within one another',
      { anyOf: [{ type: 'array', items: { anyOf: [{ type: 'string' }, { type: 'null' }] } }, { type: 'null' }] },
      [1],
      ['type /x/0 anyOf'],
    ],
    [
      'a list of alternatives',
      { type: 'array', items: { anyOf: [{ type: 'string' }, { type: 'integer' }] } },
      ['a', 1, true],
      ['type /x/2 anyOf'],
    ],
  ] as const)('alternatives: %s', (_name, schema, x, expected) => {
    expect(check(one(schema), { x: x as never })).toEqual(expected);
  });

  test('keywords next to an alternative are reported', () => {
    const schema = object({
      a: { type: 'integer' },
      x: { anyOf: [{ type: 'string' }, { type: 'null' }] },
      b: { type: 'integer' },
    });
    expect(check(schema, { a: 'x', x: 1, b: 'y' })).toEqual(['type /a type', 'type /x anyOf', 'type /b type']);
  });

  test('problems point into the schema', () => {
    const tool = toolWith(object({ a: { type: 'integer', maximum: 3 }, b: {} }, { required: ['b'] }));
    const problems = checkArguments(tool, { a: 9, c: 1 });
    expect(problems.map(({ schemaPointer }) => schemaPointer)).toEqual([
      '/properties/b',
      '/properties/a/maximum',
      '/properties',
    ]);
    const { value } = tool.file.parameterLocation(tool, '/properties/a/maximum').ranges;
    expect(tool.file.text.slice(value.start, value.end)).toBe('3');
  });

  test('what the author left open satisfies everything', () => {
    const tool = toolWith(
      object(
        {
          a: { type: 'integer' },
          b: object({ c: { type: 'integer' }, d: {} }, { required: ['c', 'd'] }),
          e: { enum: [[1]] },
        },
        { required: ['a', 'e'] },
      ),
    );
    const values = { a: null, b: { c: null }, e: [null] };
    expect(checkArguments(tool, values, { any: [['a'], ['b', 'c'], ['e', 0]], partial: [['b']] })).toEqual([]);
    expect(checkArguments(tool, {}, { any: [], partial: [[]] })).toEqual([]);
    expect(checkArguments(tool, values).map(({ path }) => path.join('/'))).toEqual(['a', 'b/d', 'b/c', 'e']);
  });
});

describe('dialects', () => {
  const draft = (name: string) => `http://json-schema.org/${name}/schema#`;
  test.each([
    ['draft-04', draft('draft-04'), { minimum: 0, exclusiveMinimum: true }, 0, 'minimum'],
    ['draft-06', draft('draft-06'), { exclusiveMinimum: 0 }, 0, 'exclusiveMinimum'],
    // biome-ignore lint/suspicious/noThenProperty: JSON Schema's keyword has this name.
    ['draft-07', draft('draft-07'), { if: { type: 'number' }, then: { minimum: 1 } }, 0, 'minimum'],
    ['2019-09', 'https://json-schema.org/draft/2019-09/schema', { minimum: 1 }, 0, 'minimum'],
    [
      '2020-12',
      'https://json-schema.org/draft/2020-12/schema',
      { type: 'array', prefixItems: [{ type: 'string' }] },
      [0],
      'type',
    ],
  ] as const)('%s', (dialect, $schema, x, value, keyword) => {
    const tool = toolWith({ $schema, type: 'object', properties: { x } });
    expect(tool.dialect).toBe(dialect);
    expect(checkArguments(tool, { x: value as never }).map((problem) => problem.keyword)).toEqual([keyword]);
  });

  test('2020-12 where nothing is said', () => {
    expect(toolWith({ type: 'object' }).dialect).toBe('2020-12');
    expect(toolWith({ $schema: 'urn:something', type: 'object' }).dialect).toBe('2020-12');
  });
});

describe('what a tool asks for', () => {
  test.each([
    [{ type: 'object', properties: { a: {}, b: {} }, required: ['b', 'c'] }, ['a', 'b'], ['b']],
    [
      {
        allOf: [{ properties: { a: {} }, required: ['a'] }, { $ref: '#/$defs/B' }],
        $defs: { B: { properties: { b: {} }, required: ['b'] } },
      },
      ['a', 'b'],
      ['a', 'b'],
    ],
    [{ anyOf: [{ properties: { a: {} }, required: ['a'] }, { properties: { b: {} } }] }, ['a', 'b'], []],
    [{ type: 'object' }, [], []],
  ])('%j', (parameters, names, required) => {
    const tool = toolWith(parameters);
    expect([tool.parameterNames, tool.required]).toEqual([names, required]);
  });
});
