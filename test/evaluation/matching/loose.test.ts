import { describe, expect, it } from 'vitest';
import { matchLoosely } from '../../../src/evaluation/matching/loose/matchLoosely.ts';
import { NO_RULES } from '../../../src/evaluation/matching/matchRules.ts';
import type { ActualCall, NamedCall } from '../../../src/evaluation/matching/turns.ts';
import { accepting, brokenCall, call, TABLE_TOOLS } from './turnTable.ts';

function codes(expected: readonly NamedCall[], actual: readonly ActualCall[], rules = {}) {
  const turn = { calls: expected, otherCalls: [], rules: { ...NO_RULES, ...rules }, steps: [] };
  const made = { text: '', said: '', calls: actual, isOtherNotation: false, step: undefined };
  return matchLoosely(turn, made, { tools: TABLE_TOOLS }).problems.map(({ code }) => code);
}

const search = (error: string, more = {}) => call('Search', { error, ...more });

describe('loose matching', () => {
  it.each([
    ['the same call', [search('jam')], [search('jam')], []],
    ['punctuation, spaces and case', [search('1.5 A')], [search('15a')], []],
    ['other text', [search('jam')], [search('dust')], ['wrong-value']],
    ['full-width text', [search('A')], [search('Ａ')], ['wrong-value']],
    ['the default', [search('jam')], [search('jam', { top_k: 3 })], []],
    ['an omitted default', [search('jam', { top_k: 3 })], [search('jam')], []],
    ['an omitted value', [search('jam', { top_k: 4 })], [search('jam')], ['missing-parameter']],
    ['an argument too many', [search('jam')], [search('jam', { trace_id: 'x' })], ['unknown-parameter']],
    ['a number as text', [search('jam', { top_k: 4 })], [search('jam', { top_k: '4' })], ['wrong-type']],
    ['another tool', [search('jam')], [call('Ping')], ['wrong-tool']],
    ['broken arguments', [search('jam')], [brokenCall('Search', '{')], ['invalid-json']],
    ['no call', [search('jam')], [], ['no-call']],
    ['too few calls', [search('jam'), call('Ping')], [call('Ping')], ['missing-call']],
    ['too many calls', [search('jam')], [search('jam'), search('jam')], ['extra-call']],
    ['a call instead of words', [], [call('Ping')], ['call-instead-of-text']],
    ['words', [], [], []],
    ['an object', [call('Book', { address: { city: 'Bonn' } })], [call('Book', { address: { city: 'bonn' } })], []],
    [
      'another object',
      [call('Book', { address: { city: 'Bonn' } })],
      [call('Book', { address: { city: 'Ulm' } })],
      ['wrong-value'],
    ],
    ['a list of objects', [call('Book', { parts: [{ id: 'x' }] })], [call('Book', { parts: [{ id: 'X' }] })], []],
  ] as const)('is right about %s', (_, expected, actual, result) => {
    expect(codes(expected, actual)).toEqual(result);
  });

  it('accepts the values of comments', () => {
    expect(codes([search('jam')], [search('dust')], accepting('error', ['dust']))).toEqual([]);
  });

  it('accepts parallel calls that greedy pairing rejects', () => {
    const rules = accepting('error', ['b']);
    expect(codes([search('a'), search('b')], [search('b'), search('a')], rules)).toEqual([]);
  });
});
