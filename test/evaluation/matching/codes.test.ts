import { describe, expect, it } from 'vitest';
import { renderMessage } from '../../../src/core/index.ts';
import { explainProblem } from '../../../src/evaluation/matching/explanation.ts';
import { MATCH_CODES } from '../../../src/evaluation/matching/turns.ts';
import { book, CODE_ROWS, failingCodeRows, jam, ping } from './codeRows.ts';
import { failingPairs, PAIR_ROWS } from './pairRows.ts';
import { call, codes, match } from './turnTable.ts';

describe('codes', () => {
  it.each(CODE_ROWS)('of %s', (title) => {
    expect(failingCodeRows()).not.toContain(title);
  });

  it('are all in the table', () => {
    const found = new Set(CODE_ROWS.flatMap(([, expected]) => expected));
    expect(MATCH_CODES.filter((code) => !found.has(code))).toEqual([]);
  });

  it('fail the turn, except the step', () => {
    expect(match([jam], [jam], { steps: ['2'], step: '4' }).passed).toBe(true);
    for (const [, expected, calls, actual, parts] of CODE_ROWS) {
      expect(match(calls, actual, parts).passed).toBe(expected.every((code) => code === 'wrong-step'));
    }
  });

  it('name the calls and the argument', () => {
    const [problem] = match([ping, book], [ping, call('Book', { price: 4 })]).problems;
    expect(problem).toEqual({
      code: 'wrong-value',
      expectedCall: 1,
      actualCall: 1,
      path: ['price'],
      expected: 3,
      actual: 4,
    });
  });

  it('are explained in both languages', () => {
    const [problem] = match([jam], [call('Search', { error: 'dust' })]).problems;
    if (problem === undefined) throw new Error('no problem');
    expect(renderMessage(explainProblem(problem), 'en')).toBe('`error`: expected `"jam"`, got `"dust"`.');
    expect(renderMessage(explainProblem(problem), 'zh-CN')).toBe('`error`：应为 `"jam"`，实际为 `"dust"`。');
  });

  it('leave no placeholder in an explanation', () => {
    for (const [, , expected, actual, parts] of CODE_ROWS) {
      for (const problem of match(expected, actual, parts).problems) {
        expect(renderMessage(explainProblem(problem), 'en')).not.toMatch(/\{\w+\}|…/);
      }
    }
  });
});

describe('pairs', () => {
  it.each(PAIR_ROWS)('are right for %s', (title) => {
    expect(failingPairs()).not.toContain(title);
  });

  it('accept calls that a greedy checker rejects', () => {
    const wide = call('Search', { error: 'jam' });
    const narrow = call('Search', { error: 'jam', top_k: 5 });
    const rules = { accepted: new Map([['top_k', [3, 5]]]) };
    expect(codes([wide, narrow], [narrow, wide], { rules })).toEqual([]);
    expect(codes([wide, narrow], [wide, narrow], { rules })).toEqual([]);
  });
});

describe('counts', () => {
  it('are those of arguments, calls and tools', () => {
    const { counts } = match(
      [call('Search', { error: 'jam', top_k: 5 }), ping],
      [call('Search', { error: 'jam', top_k: 6, limit: 1 }), ping],
    );
    expect(counts).toEqual({
      expectedArguments: 2,
      actualArguments: 3,
      rightArguments: 1,
      calls: 2,
      validCalls: 1,
      isToolChoiceRight: true,
    });
  });

  it('leave out arguments that equal an omission', () => {
    const { counts } = match([jam], [call('Search', { error: 'jam', top_k: 3, note: null })]);
    expect([counts.expectedArguments, counts.actualArguments, counts.rightArguments]).toEqual([1, 1, 1]);
  });

  it('say when the tools are wrong', () => {
    expect(match([jam], [ping]).counts.isToolChoiceRight).toBe(false);
    expect(match([jam], [jam, jam]).counts.isToolChoiceRight).toBe(false);
    expect(match([], []).counts.isToolChoiceRight).toBe(true);
  });
});
