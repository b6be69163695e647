import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { checkArguments, type JsonObject } from '../../../src/core/index.ts';
import { createMatchingText } from '../../../src/generation/scaffold/patternText.ts';
import { plainSentence } from '../../../src/generation/scaffold/plainWords.ts';
import { createRandom } from '../../../src/generation/scaffold/random.ts';
import { sampleArguments } from '../../../src/generation/scaffold/sampleArguments.ts';
import { toolOf } from '../tools.ts';

describe('a text after a pattern', () => {
  it.each([
    '^WO-\\d{6}$',
    '^[A-Z]{2}\\d{4}$',
    '^1[3-9]\\d{9}$',
    '^(north|south|east)-(\\d{1,3})$',
    '^\\d{4}-(0[1-9]|1[0-2])-(0[1-9]|[12]\\d|3[01])$',
    '^[\\w.-]+@[\\w-]+\\.[a-z]{2,6}$',
    '^(?:https?://)?[a-z]+(?:\\.[a-z]+)+$',
    '^[\\u4e00-\\u9fa5]{2,4}$',
    '^[^\\d\\s]+$',
    '^a?b*c+d{0}$',
    '^\\x41\\u0042\\u{43}$',
    '^(?<year>\\d{4})$',
    '[a-z]{3}',
    '^\\p{L}+$',
    '^[-+]?\\d+(\\.\\d+)?$',
    '^[\\]\\-x]$',
    '',
  ])('%s', (pattern) => {
    for (let seed = 0; seed < 20; seed++) {
      expect(createMatchingText(pattern, createRandom(seed))).toMatch(new RegExp(pattern, 'u'));
    }
  });

  it('is as long as is wished where the pattern can be stretched', () => {
    expect(createMatchingText('^[a-z]+$', createRandom(1), 20)?.length).toBeGreaterThanOrEqual(20);
  });

  it.each(['(', '[a', '*a', 'a)', '\\', '(?x', '\\p{L'])('is none where the pattern is broken: %s', (pattern) => {
    expect(createMatchingText(pattern, createRandom(1))).toBeUndefined();
  });

  it('does not grow out of hand', () => {
    expect(createMatchingText('^(a{900}){900}$', createRandom(1))).toBeUndefined();
  });
});

describe('sampled arguments are valid', () => {
  const properties: readonly (readonly [string, JsonObject])[] = [
    ['enum', { type: 'string', enum: ['A', 'B'] }],
    ['const', { const: 7 }],
    ['range', { type: 'integer', minimum: 5, maximum: 5 }],
    ['exclusive', { type: 'number', exclusiveMinimum: 0, exclusiveMaximum: 0.1 }],
    ['multiple', { type: 'number', multipleOf: 0.05, minimum: 0.3 }],
    ['length', { type: 'string', minLength: 12, maxLength: 14 }],
    ['pattern', { type: 'string', pattern: '^WO-\\d{6}$' }],
    ['long pattern', { type: 'string', pattern: '^[a-z]+$', minLength: 30 }],
    ['date', { type: 'string', format: 'date' }],
    ['date-time', { type: 'string', format: 'date-time' }],
    ['uuid', { type: 'string', format: 'uuid' }],
    ['ipv6', { type: 'string', format: 'ipv6' }],
    ['list', { type: 'array', items: { type: 'integer' }, minItems: 3, uniqueItems: true }],
    ['tuple', { type: 'array', prefixItems: [{ type: 'string' }, { type: 'integer' }], items: false, minItems: 2 }],
    ['map', { type: 'object', additionalProperties: { type: 'integer' }, minProperties: 1 }],
    ['nullable', { type: ['null', 'integer'] }],
    [
      'one of',
      { oneOf: [{ type: 'null' }, { type: 'object', properties: { a: { type: 'integer' } }, required: ['a'] }] },
    ],
    ['all of', { allOf: [{ type: 'object', properties: { a: { type: 'integer' } } }, { required: ['a'] }] }],
    ['reference', { $ref: '#/$defs/Node' }],
    ['no type', { description: 'anything' }],
    ['wrong default', { type: 'integer', default: 'many' }],
    ['enum on the list', { type: 'array', items: { type: 'string' }, enum: ['A', 'B'] }],
  ];
  const $defs = {
    Node: {
      type: 'object',
      properties: { next: { $ref: '#/$defs/Node' }, value: { type: 'string', minLength: 1 } },
      required: ['value'],
    },
  };

  it.each(properties)('%s', (name, schema) => {
    const tool = toolOf('f', {
      parameters: { type: 'object', properties: { [name]: schema, more: {} }, required: [name], $defs },
    });
    for (const focus of ['typical', 'optional', 'edge'] as const) {
      for (let seed = 0; seed < 10; seed++) {
        const values = sampleArguments(tool, 'en', focus, createRandom(seed));
        expect(checkArguments(tool, values)).toEqual([]);
        expect(values).toHaveProperty([name]);
        expect('more' in values).toBe(focus === 'edge' ? 'more' in values : focus === 'optional');
      }
    }
  });

  it('of a schema nothing can satisfy are still arguments', () => {
    const parameters = {
      type: 'object',
      properties: { a: { type: 'integer', minimum: 5, maximum: 1 } },
      required: ['a'],
    };
    expect(sampleArguments(toolOf('f', { parameters }), 'en', 'typical', createRandom(1))).toHaveProperty('a');
  });

  it('depend on the seed and on nothing else', () => {
    const parameters = {
      type: 'object',
      properties: { n: { type: 'integer' }, city: { type: 'string' } },
      required: ['n', 'city'],
    };
    const tool = toolOf('f', { parameters });
    const sample = (seed: number) => JSON.stringify(sampleArguments(tool, 'zh-CN', 'typical', createRandom(seed)));
    expect(sample(3)).toBe(sample(3));
    expect(new Set(Array.from({ length: 20 }, (_, seed) => sample(seed))).size).toBeGreaterThan(5);
  });
});

describe('a plain sentence', () => {
  it.each([
    ['Searches (by `text`) the base. More follows.', 'Searches the base'],
    ['查询故障库…… 第二句', '查询故障库 第二句'],
    ['Use <x> or {{y}} here', 'Use or here'],
    ['# Title\n\nText', 'Title Text'],
    ['the damage score > 80', 'the damage score is over 80'],
    ['the fee is <= $20 and the age >=18', 'the fee is at most $20 and the age is at least 18'],
    ['a < 5 and b > 3', 'a is under 5 and b is over 3'],
    ['> 30 kg', 'over 30 kg'],
    ['损坏评分 > 80，金额<=500', '损坏评分超过 80，金额不超过500'],
    ['Go on -> 5, then <b>stop</b>', 'Go on - 5, then stop'],
    [
      'Book the visit with the tool and tell the customer the number of the order',
      'Book the visit with the tool and tell the customer',
    ],
  ])('%s', (text, plain) => expect(plainSentence(text, 60)).toBe(plain));

  it('is one line, without what would be read as something else', () => {
    fc.assert(
      fc.property(fc.string({ unit: 'grapheme' }), (text) => {
        const plain = plainSentence(text, 40);
        expect(plain).not.toMatch(/[\n\r<>{}[\]`]|\.{3}/);
        expect([...plain].length).toBeLessThanOrEqual(40);
      }),
    );
  });
});
