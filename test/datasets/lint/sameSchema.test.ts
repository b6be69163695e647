import { describe, expect, it } from 'vitest';
import type { JsonValue } from '../../../src/core/index.ts';
import { isSameSchema } from '../../../src/datasets/lint/sameSchema.ts';

const tool = (text: string | undefined, rest: Readonly<Record<string, JsonValue>> = {}): JsonValue => ({
  name: 'find',
  ...(text === undefined ? {} : { description: text }),
  parameters: { type: 'object', properties: { id: { type: 'string', description: `the ${text}` }, ...rest } },
});

describe('isSameSchema', () => {
  it('ignores the texts of descriptions', () => {
    expect(isSameSchema(tool('a'), tool('b'))).toBe(true);
    expect(isSameSchema(tool('a'), tool(undefined))).toBe(true);
    expect(isSameSchema(tool(undefined), tool('a'))).toBe(true);
  });

  it.each<[JsonValue, JsonValue]>([
    [tool('a'), tool('a', { n: { type: 'integer' } })],
    [tool('a', { n: { type: 'integer' } }), tool('a', { n: { type: 'number' } })],
    [tool('a', { n: { enum: ['x', 'y'] } }), tool('a', { n: { enum: ['x'] } })],
    [tool('a', { n: { enum: [{ description: 'x' }] } }), tool('a', { n: { enum: [{ description: 'y' }] } })],
    [tool('a', { n: { const: { description: 'x' } } }), tool('a', { n: { const: {} } })],
    // A parameter of this name has a schema of its own.
    [tool('a', { description: { type: 'string' } }), tool('a', { description: { type: 'integer' } })],
    [tool('a', { description: { type: 'string' } }), tool('a')],
    [{ required: ['a'] }, { required: { 0: 'a' } }],
    [{ required: ['a'] }, { required: ['b'] }],
  ])('tells %j from %j', (a, b) => {
    expect(isSameSchema(a, b)).toBe(false);
    expect(isSameSchema(b, a)).toBe(false);
  });
});
