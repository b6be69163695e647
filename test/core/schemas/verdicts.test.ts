import { describe, expect, test } from 'vitest';
import { isMultipleOf } from '../../../src/core/schemas/validation/multipleOfKeyword.ts';
import { compilePattern } from '../../../src/core/schemas/validation/patterns.ts';
import type { JsonObject } from '../../../src/core/text/json.ts';
import { check, described, onlyTool, toolsFrom } from './support.ts';

const object = (properties: JsonObject, more: JsonObject = {}): JsonObject => ({ type: 'object', properties, ...more });

describe('multipleOf is decimal', () => {
  const cases: readonly (readonly [number, number, boolean])[] = [
    [8.61, 0.01, true],
    [1.1, 0.1, true],
    [0.07, 0.01, true],
    [2.675, 0.005, true],
    [3.333, 0.01, false],
    [7, 2, false],
    [-9, 3, true],
    [0, 0.3, true],
    [1e300, 0.5, true],
    [1e-7, 1e-9, true],
    [1e-7, 3e-9, false],
    [9007199254740992, 3, false],
  ];
  test.each(cases)('%d of %d: %s', (value, step, expected) => {
    expect(isMultipleOf(value, step)).toBe(expected);
  });

  test('in every dialect', () => {
    for (const $schema of [
      'http://json-schema.org/draft-04/schema#',
      'http://json-schema.org/draft-07/schema#',
      undefined,
    ]) {
      const schema = {
        ...($schema === undefined ? {} : { $schema }),
        ...object({ fee: { type: 'number', multipleOf: 0.05 } }),
      };
      expect(check(schema, { fee: 7.35 })).toEqual([]);
      expect(check(schema, { fee: 7.36 })).toEqual(['value /fee multipleOf']);
    }
  });
});

describe('what is beside a reference at the root', () => {
  const siblings = (dialect: JsonObject): JsonObject => ({
    ...dialect,
    $ref: '#/$defs/Booking',
    properties: { seats: { type: 'integer' } },
    required: ['seats'],
    $defs: { Booking: object({ train: { type: 'string' } }, { required: ['train'] }) },
  });

  test('applies since 2019-09', () => {
    const schema = siblings({ $schema: 'https://json-schema.org/draft/2020-12/schema' });
    expect(check(schema, { train: 'G1', seats: 2 })).toEqual([]);
    expect(check(schema, { train: 'G1' })).toEqual(['missing /seats required']);
    expect(check(schema, { seats: 'two', train: 'G1' })).toEqual(['type /seats type']);
  });

  test('applies along a chain', () => {
    const schema = {
      $ref: '#/$defs/a',
      required: ['x'],
      $defs: { a: { $ref: '#/$defs/b', properties: { y: { type: 'number' } } }, b: object({ x: { type: 'string' } }) },
    };
    expect(check(schema, { x: 'v', y: 1 })).toEqual([]);
    expect(check(schema, { y: 'no', x: 1 })).toEqual(['type /x type', 'type /y type']);
    expect(check(schema, { z: 1, x: 'v' })).toEqual(['unknown /z properties']);
  });

  test('lets unevaluatedProperties see the properties of the reference', () => {
    const schema = { ...siblings({}), unevaluatedProperties: false };
    expect(check(schema, { train: 'G1', seats: 1 })).toEqual([]);
    expect(check(schema, { train: 'G1', seats: 1, more: 1 })).toEqual(['unknown /more unevaluatedProperties']);
  });

  test('is ignored up to draft-07', () => {
    const schema = siblings({ $schema: 'http://json-schema.org/draft-07/schema#' });
    expect(check(schema, { train: 'G1' })).toEqual([]);
  });

  test('is kept for the body of an OpenAPI 3.1 operation, and ignored in 3.0', () => {
    const document = (openapi: string): unknown => ({
      openapi,
      info: { title: 't', version: '1' },
      paths: {
        '/book': {
          post: {
            operationId: 'book',
            requestBody: {
              required: true,
              content: { 'application/json': { schema: { ...siblings({}), $ref: '#/components/schemas/B' } } },
            },
          },
        },
      },
      components: { schemas: { B: object({ train: { type: 'string' } }, { required: ['train'] }) } },
    });
    const modern = onlyTool(toolsFrom(document('3.1.0')));
    expect(described(modern, { train: 'G1', seats: 1 })).toEqual([]);
    expect(described(modern, { train: 'G1' })).toEqual(['missing /seats required']);
    expect(onlyTool(toolsFrom(document('3.0.3'))).parameterNames).toEqual(['train']);
  });
});

describe('nothing is concluded from a part that is not checked', () => {
  const LOOKAHEAD = '^(?=.*\\d)[a-z0-9]+$';
  const BROKEN = { $ref: 'https://schemas.example/none.json' };
  const cases: readonly (readonly [string, JsonObject, JsonObject])[] = [
    [
      'a pattern of names that cannot run',
      { type: 'object', patternProperties: { '^(?!_)': {} }, additionalProperties: false },
      { a: 1 },
    ],
    [
      'the same beside one that runs',
      { type: 'object', patternProperties: { '^(?!_)': {}, '^x': {} }, additionalProperties: false },
      { a: 1 },
    ],
    ['not, pattern', { not: { type: 'string', pattern: LOOKAHEAD } }, 'abc' as never],
    ['not, behind a reference', { not: { $ref: '#/$defs/lookahead' } }, 'abc' as never],
    ['not, broken reference', { not: BROKEN }, 1 as never],
    // biome-ignore lint/suspicious/noThenProperty: a keyword of JSON Schema
    ['if, broken reference', { if: BROKEN, then: { type: 'string' } }, 1 as never],
    // biome-ignore lint/suspicious/noThenProperty: a keyword of JSON Schema
    ['if, behind a reference', { if: { $ref: '#/$defs/lookahead' }, then: { maxLength: 1 } }, 'abc' as never],
    ['oneOf, broken reference', { oneOf: [BROKEN, { type: 'number' }] }, 3 as never],
    [
      'oneOf, pattern',
      {
        oneOf: [
          { type: 'string', pattern: LOOKAHEAD },
          { type: 'string', maxLength: 3 },
        ],
      },
      'abc' as never,
    ],
    ['oneOf, unknown type', { oneOf: [{ type: 'widget' }, { type: 'number' }] }, 3 as never],
    [
      'oneOf, a required name nothing declares',
      { oneOf: [object({ a: {} }, { required: ['z'] }), object({ a: {} }, { required: ['a'] })] },
      { a: 1 },
    ],
    [
      'maxContains',
      { type: 'array', contains: { type: 'string', pattern: '^(?!q)' }, maxContains: 1 },
      ['a', 'b'] as never,
    ],
    ['unevaluatedItems', { ...BROKEN, unevaluatedItems: false }, [1] as never],
    ['unevaluatedProperties', { allOf: [BROKEN], unevaluatedProperties: false }, { a: 1 }],
  ];
  test.each(cases)('%s', (_, schema, value) => {
    const root = object({ v: schema }, { $defs: { lookahead: { type: 'string', pattern: LOOKAHEAD } } });
    expect(check(root, { v: value })).toEqual([]);
  });

  test('what is known is still checked', () => {
    const schema = object({ v: { oneOf: [{ type: 'string', pattern: LOOKAHEAD }, { type: 'boolean' }] } });
    expect(check(schema, { v: 3 })).toEqual(['type /v oneOf']);
    expect(check(object({ v: { not: { type: 'string' } } }), { v: 'a' })).toEqual(['value /v not']);
    expect(check(object({ v: { oneOf: [{ type: 'number' }, { type: 'integer' }] } }), { v: 1 })).toEqual([
      'value /v oneOf',
    ]);
  });
});

describe('Unicode properties in patterns', () => {
  const cases: readonly (readonly [string, string, string])[] = [
    ['^\\p{Script=Cyrillic}+$', 'Мир', 'Mir'],
    ['^\\p{sc=Hira}+$', 'ひら', 'カナ'],
    ['^\\p{Uppercase_Letter}$', 'Ä', 'ä'],
    ['^\\p{General_Category=Decimal_Number}{2}$', '٤٢', 'ab'],
    ['^\\P{gc=Nd}$', 'x', '7'],
    ['^[\\p{Script=Han}\\p{Number}]{2}$', '三7', 'ab'],
  ];
  test.each(cases)('%s', (pattern, matching, other) => {
    const compiled = compilePattern(pattern);
    expect(compiled.ok).toBe(true);
    if (!compiled.ok) return;
    expect([compiled.test(matching), compiled.test(other)]).toEqual([true, false]);
  });

  test('others are named as not supported', () => {
    expect(compilePattern('^\\p{Script_Extensions=Han}$')).toEqual({ ok: false, reason: 'unsupported' });
  });
});

describe('schemas with an address of their own', () => {
  test('resolve their references within themselves', () => {
    const schema = object(
      {
        route: {
          $id: 'https://schemas.example/route',
          ...object({ code: { $ref: '#/$defs/code' } }),
          $defs: { code: { type: 'string', pattern: '^[A-Z]{3}$' } },
        },
      },
      { $defs: { code: { type: 'number' } } },
    );
    expect(check(schema, { route: { code: 'PEK' } })).toEqual([]);
    expect(check(schema, { route: { code: 'pek' } })).toEqual(['value /route/code pattern']);
  });

  test('refer to themselves by `#`', () => {
    const tree = {
      $id: 'tree',
      ...object({ name: { type: 'string' }, below: { type: 'array', items: { $ref: '#' } } }, { required: ['name'] }),
    };
    const schema = object({ tree, depth: { type: 'integer' } }, { required: ['tree', 'depth'] });
    expect(check(schema, { tree: { name: 'a', below: [{ name: 'b' }] }, depth: 1 })).toEqual([]);
    expect(check(schema, { tree: { name: 'a', below: [{}] }, depth: 1 })).toEqual([
      'missing /tree/below/0/name required',
    ]);
  });

  test('are found by addresses relative to those around them', () => {
    const schema = {
      $id: 'https://schemas.example/orders/root.json',
      ...object({ item: { $ref: 'parts/item.json' } }),
      $defs: { item: { $id: 'parts/item.json', type: 'string' } },
    };
    expect(check(schema, { item: 3 })).toEqual(['type /item type']);
  });

  test('are none inside data', () => {
    const schema = object(
      { v: { $ref: 'https://schemas.example/v' } },
      {
        $defs: {
          sample: {
            default: { $id: 'https://schemas.example/v', type: 'boolean' },
            enum: [{ $id: 'https://schemas.example/v' }],
          },
          v: { $id: 'https://schemas.example/v', type: 'integer' },
        },
      },
    );
    expect(check(schema, { v: 1 })).toEqual([]);
    expect(check(schema, { v: true })).toEqual(['type /v type']);
  });
});

test('a property named __proto__ is checked', () => {
  const schema = JSON.parse(
    '{"type":"object","properties":{"__proto__":{"type":"string"},"b":{}},"required":["__proto__"]}',
  );
  expect(check(schema, JSON.parse('{"__proto__":"a"}'))).toEqual([]);
  expect(check(schema, JSON.parse('{"__proto__":5}'))).toEqual(['type /__proto__ type']);
  expect(check(schema, { b: 1 })).toEqual(['missing /__proto__ required']);
});

describe('unions', () => {
  const shape = (kind: string, more: JsonObject): JsonObject =>
    object({ kind: { const: kind }, ...more }, { required: ['kind', ...Object.keys(more)] });
  const union = object({
    part: { oneOf: [shape('bolt', { size: { type: 'number' } }), shape('nut', { thread: { type: 'string' } })] },
  });

  test('name the allowed constants', () => {
    const tool = onlyTool(toolsFrom([{ name: 'f', description: 'd', parameters: union }]));
    expect(described(tool, { part: { kind: 'screw' } })).toEqual(['value /part/kind enum']);
    expect(check(union, { part: { kind: 'nut', thread: 3 } })).toEqual(['type /part/thread type']);
    expect(check(union, { part: { kind: 'bolt' } })).toEqual(['missing /part/size required']);
  });

  test('of names only ask for one of them', () => {
    const contact = (keyword: string): JsonObject =>
      object(
        { fax: { type: 'string' }, post: { type: 'string' } },
        { [keyword]: [{ required: ['fax'] }, { required: ['post'] }] },
      );
    expect(check(contact('anyOf'), {})).toEqual(['value / anyOf']);
    expect(check(contact('oneOf'), { fax: '1', post: '2' })).toEqual(['value / oneOf']);
    expect(check(contact('oneOf'), { fax: '1' })).toEqual([]);
  });

  test('are decided by an OpenAPI discriminator', () => {
    const reference = (name: string): JsonObject => ({ $ref: `#/components/schemas/${name}` });
    const own = (more: JsonObject): JsonObject =>
      object({ type: { type: 'string' }, ...more }, { required: ['type', ...Object.keys(more)] });
    const tool = onlyTool(
      toolsFrom({
        openapi: '3.0.3',
        info: { title: 't', version: '1' },
        paths: {
          '/s': {
            post: {
              operationId: 'draw',
              requestBody: {
                content: {
                  'application/json': {
                    schema: object({
                      shape: {
                        oneOf: [reference('Circle'), reference('Square')],
                        discriminator: { propertyName: 'type', mapping: { circle: '#/components/schemas/Circle' } },
                      },
                    }),
                  },
                },
              },
            },
          },
        },
        components: {
          schemas: { Circle: own({ radius: { type: 'number' } }), Square: own({ side: { type: 'number' } }) },
        },
      }),
    );
    expect(described(tool, { shape: { type: 'circle', radius: 1 } })).toEqual([]);
    expect(described(tool, { shape: { type: 'Square', side: 'x' } })).toEqual(['type /shape/side type']);
    expect(described(tool, { shape: { type: 'star', side: 1 } })).toEqual(['value /shape/type enum']);
    expect(described(tool, { shape: { side: 1 } })).toEqual(['missing /shape/type required']);
  });
});

test('an offset of a time has 24 hours', () => {
  const schema = object({ at: { type: 'string', format: 'date-time' } });
  expect(check(schema, { at: '2025-02-03T04:05:06+08:00' })).toEqual([]);
  expect(check(schema, { at: '2025-02-03T04:05:06+31:00' })).toEqual(['format /at format']);
  expect(check(schema, { at: '2025-02-03T04:05:06-07:75' })).toEqual(['format /at format']);
});

test('a name that is required is declared where no properties are listed', () => {
  expect(check({ type: 'object', required: ['zone'] }, { zone: 'a' })).toEqual([]);
  expect(check({ type: 'object', required: ['zone'] }, {})).toEqual([]);
  expect(check({ type: 'object', required: ['zone'] }, { zone: 'a', other: 1 })).toEqual(['unknown /other properties']);
});
