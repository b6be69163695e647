import { describe, expect, it } from 'vitest';
import type { JsonObject } from '../../../src/core/index.ts';
import { compareArguments } from '../../../src/evaluation/matching/compareArguments.ts';
import { DEFAULT_MATCH_OPTIONS, NO_RULES } from '../../../src/evaluation/matching/matchRules.ts';
import { accepting, PARAMETERS } from './turnTable.ts';
import { compare, failingValueRows, TEXT, VALUE_ROWS, WRONG } from './valueRows.ts';

describe('values', () => {
  it.each(VALUE_ROWS)('%s', (title) => {
    expect(failingValueRows()).not.toContain(title);
  });

  it('ignore case where that is chosen', () => {
    expect(compare(TEXT, 'Jam', 'jam', false)).toBe('equal');
    expect(compare(TEXT, 'Jam', 'jams', false)).toBe(WRONG);
  });

  it('use the schema of list items and of nested objects', () => {
    const { Book } = PARAMETERS;
    const compareBook = (a: JsonObject, b: JsonObject) =>
      compareArguments(a, b, Book, NO_RULES, DEFAULT_MATCH_OPTIONS).differences.map(({ path }) => path);
    expect(compareBook({ parts: [{ id: 'x' }] }, { parts: [{ id: 'x', count: 1 }] })).toEqual([]);
    expect(compareBook({ parts: [{ id: 'x' }] }, { parts: [{ id: 'x', count: 2 }] })).toEqual([['parts', 0, 'count']]);
    expect(compareBook({ address: { city: 'Bonn' } }, { address: { city: 'Bonn', zip: null } })).toEqual([]);
  });

  it('end although a default contains its own schema', () => {
    const node: JsonObject = { type: 'object', properties: { a: { $ref: '#/$defs/Node' } }, default: { a: {} } };
    const parameters = { type: 'object', properties: { v: { $ref: '#/$defs/Node' } }, $defs: { Node: node } };
    const { differences } = compareArguments({ v: { a: {} } }, {}, parameters, NO_RULES, DEFAULT_MATCH_OPTIONS);
    expect(differences).toEqual([]);
  });
});

describe('rules of comments', () => {
  const compareWith = (rules: Parameters<typeof accepting>[1] | 'ignored', a: JsonObject, b: JsonObject) => {
    const given =
      rules === 'ignored' ? { ...NO_RULES, ignored: new Set(['v', 'o.w']) } : { ...NO_RULES, ...accepting('v', rules) };
    return compareArguments(a, b, undefined, given, DEFAULT_MATCH_OPTIONS).differences.map(({ code }) => code);
  };

  it('accept other values', () => {
    expect(compareWith(['A', 'B'], { v: 'C' }, { v: 'B' })).toEqual([]);
    expect(compareWith(['A', 'B'], { v: 'C' }, { v: 'C' })).toEqual([]);
    expect(compareWith(['A', 'B'], { v: 'C' }, { v: 'D' })).toEqual(['wrong-value']);
    expect(compareWith(['A', 'B'], { v: 'C' }, {})).toEqual(['missing-parameter']);
  });

  it('accept every value, but not none', () => {
    expect(compareWith('any', { v: 'C' }, { v: 7 })).toEqual([]);
    expect(compareWith('any', { v: 'C' }, {})).toEqual(['missing-parameter']);
  });

  it('ignore a parameter, nested ones by their path', () => {
    expect(compareWith('ignored', { v: 'C', o: { w: 1 } }, { o: {} })).toEqual([]);
    expect(compareWith('ignored', {}, { v: 1 })).toEqual([]);
    expect(compareWith('ignored', { w: 1 }, {})).toEqual(['missing-parameter']);
  });
});
