import { Ajv2020 } from 'ajv/dist/2020.js';
import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import {
  checkArguments,
  type JsonObject,
  type JsonSchema,
  type JsonValue,
  parseTools,
  type ToolFile,
} from '../../../src/core/index.ts';
import { runs } from '../../support/properties.ts';
import { toolWith } from './support.ts';

/** Uses everything a tool file offers, and holds that every place lies in the text. */
function useAll(file: ToolFile): void {
  const inside = ({ start, end }: { readonly start: number; readonly end: number }): boolean =>
    0 <= start && start <= end && end <= file.text.length;
  for (const problem of file.problems) expect(inside(problem)).toBe(true);
  for (const { fix } of file.problems) if (fix !== undefined) expect(inside(fix.range)).toBe(true);
  for (const tool of file.tools) {
    JSON.stringify([tool.parameters, tool.parameterNames, tool.required, tool.returns]);
    for (const { schemaPointer } of checkArguments(tool, { a: 1, b: ['x'], c: { d: null } })) {
      expect(inside(file.parameterLocation(tool, schemaPointer).ranges.value)).toBe(true);
    }
  }
}

const keyword = fc.constantFrom(
  'type',
  'properties',
  'required',
  'items',
  'enum',
  '$ref',
  'anyOf',
  'allOf',
  'oneOf',
  'not',
  'if',
  'pattern',
  'format',
  'minimum',
  'exclusiveMinimum',
  'nullable',
  'additionalProperties',
  'patternProperties',
  'const',
  'default',
  '$defs',
  'a',
  'b',
  '__proto__',
);

const leaf = fc.oneof(
  fc.constantFrom<JsonValue>(
    'string',
    'float',
    'object',
    'array',
    '#',
    '#/a',
    '#/$defs/a',
    'x.json',
    'https://a/b',
    '(',
    '(?=a)',
    'date',
    true,
    false,
    null,
    0,
    -1,
    1.5,
  ),
  fc.string({ maxLength: 5 }),
);

const wild: fc.Arbitrary<JsonValue> = fc.letrec<{ readonly value: JsonValue }>((tie) => ({
  value: fc.oneof(
    { depthSize: 'small', withCrossShrink: true },
    leaf,
    fc.array(tie('value'), { maxLength: 4 }),
    fc.dictionary(keyword, tie('value'), { maxKeys: 6 }),
  ),
})).value;

describe('any content of a tool file', () => {
  test('as parameters', () => {
    fc.assert(
      fc.property(wild, (parameters) =>
        useAll(parseTools('file:///w/a.tools.json', JSON.stringify([{ name: 'f', parameters }]))),
      ),
      { numRuns: runs },
    );
  });

  test('as an operation of OpenAPI', () => {
    fc.assert(
      fc.property(wild, wild, wild, (parameters, body, a) => {
        const operation = {
          parameters: [parameters, { name: 'q', in: 'query', schema: a }],
          requestBody: { content: { 'application/json': { schema: body } } },
        };
        const text = JSON.stringify(
          { openapi: '3.0.0', paths: { '/x': { post: operation } }, a, $defs: { a } },
          null,
          1,
        );
        useAll(parseTools('file:///w/a.json', text));
      }),
      { numRuns: runs },
    );
  });

  test.each(['a.tools.json', 'a.tools.yaml'])('as %s that lost or gained a piece', (name) => {
    const json = JSON.stringify(
      [
        {
          type: 'function',
          function: {
            name: 'f',
            parameters: {
              type: 'object',
              properties: { a: { type: 'integer' }, b: { $ref: '#/$defs/x' } },
              $defs: { x: { type: 'array', items: { type: 'str' } } },
            },
          },
        },
      ],
      null,
      2,
    );
    const yaml =
      '- &t\n  name: f\n  parameters:\n    type: object\n    properties:\n      a: {type: integer, enum: [1, 2]}\n      b: >-\n        text\n---\n<<: *t\nname: "g"\n';
    const text = name.endsWith('json') ? json : yaml;
    fc.assert(
      fc.property(fc.nat(text.length), fc.nat(20), fc.string({ maxLength: 4 }), (at, removed, added) => {
        useAll(parseTools(`file:///w/${name}`, text.slice(0, at) + added + text.slice(at + removed)));
      }),
      { numRuns: runs },
    );
  });

  test('as text of any kind', () => {
    fc.assert(
      fc.property(fc.string({ unit: 'binary' }), fc.boolean(), (text, isJson) =>
        useAll(parseTools(isJson ? 'file:///w/a.json' : 'file:///w/a.yaml', text)),
      ),
      { numRuns: runs },
    );
  });
});

const name = fc.constantFrom('a', 'b', 'c');
const scalar = fc.constantFrom<JsonValue>('x', 'yy', '', 0, 1, 2.5, true, null);

const value: fc.Arbitrary<JsonValue> = fc.letrec<{ readonly value: JsonValue }>((tie) => ({
  value: fc.oneof(
    { depthSize: 'small' },
    scalar,
    fc.array(tie('value'), { maxLength: 3 }),
    fc.dictionary(name, tie('value'), { maxKeys: 3 }),
  ),
})).value;

/** Schemas that say nothing contradictory, so that leniency has nothing to forgive. */
const schema: fc.Arbitrary<JsonSchema> = fc.letrec<{ readonly schema: JsonSchema }>((tie) => ({
  schema: fc.oneof(
    { depthSize: 'small' },
    fc.constantFrom<JsonSchema>(
      { type: 'string' },
      { type: 'integer' },
      { type: ['number', 'null'] },
      { type: 'boolean' },
      { const: 'x' },
      { enum: ['x', 1, null] },
      { type: 'string', minLength: 1, pattern: '^x' },
      { type: 'number', maximum: 1 },
      {},
    ),
    fc.record({ type: fc.constant('array'), items: tie('schema'), maxItems: fc.nat(3) }),
    fc.record({ anyOf: fc.array(tie('schema'), { minLength: 1, maxLength: 3 }) }),
    fc.record({ oneOf: fc.array(tie('schema'), { minLength: 1, maxLength: 3 }) }),
    fc.record({ allOf: fc.array(tie('schema'), { minLength: 1, maxLength: 2 }) }),
    fc.record({ not: tie('schema') }),
    fc.record({ $ref: fc.constantFrom('#/$defs/d', '#/$defs/e') }),
    fc.record({
      type: fc.constant('object'),
      properties: fc.record({ a: tie('schema'), b: tie('schema') }),
      required: fc.subarray(['a', 'b']),
      additionalProperties: fc.constantFrom<JsonSchema>(true, false, { type: 'string' }),
    }),
  ),
})).schema;

/** Each run compiles two validators, which a busy machine does slowly. */
const timeout = 600_000;

describe('findings agree with the standard', { timeout }, () => {
  test('there is one exactly where a plain validator says no', () => {
    fc.assert(
      fc.property(schema, schema, schema, value, (a, d, e, argument) => {
        const $defs = { d: { type: 'array', items: d }, e };
        const parameters = { type: 'object', properties: { a }, required: ['a'], additionalProperties: false, $defs };
        const plain = new Ajv2020({ strict: false, validateSchema: false, logger: false });
        const values: JsonObject = { a: argument };
        const isValid = withoutLoops(() => plain.validate(parameters, values));
        if (isValid === undefined) return;
        const problems = checkArguments(toolWith(parameters), values).filter(({ open }) => open !== true);
        expect(problems.length === 0).toBe(isValid);
      }),
      { numRuns: runs },
    );
  });
});

/** A schema that refers to nothing but itself has no meaning; validators run in a circle. */
function withoutLoops(validate: () => unknown): boolean | undefined {
  try {
    return validate() === true;
  } catch {
    return undefined;
  }
}
