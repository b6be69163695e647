import { describe, expect, it } from 'vitest';
import { findNearest, isWithinEdits } from '../../../src/core/similarity/nearest.ts';

describe('nearest', () => {
  it.each([
    ['serchSolution', ['SearchSolution', 'SubmitOrder'], ['SearchSolution']],
    ['search_solution', ['SearchSolution'], ['SearchSolution']],
    ['topk', ['top_k', 'Error'], ['top_k']],
    ['Printer', ['printer', 'router'], ['printer']],
    ['SearchSolution', ['SearchSolution'], []],
    ['weather', ['SubmitOrder'], []],
    ['', ['a', 'SubmitOrder'], []],
    ['查询时间', ['查询时间段', '提交工单'], ['查询时间段']],
  ])('for %s among %j offers %j', (word, candidates, expected) => {
    expect(findNearest(word, candidates)).toEqual(expected);
  });

  it('offers three at most, the likeliest first', () => {
    expect(findNearest('get_a', ['get_b', 'get_ab', 'get_a1', 'geta', 'get_c'])).toEqual(['geta', 'get_b', 'get_ab']);
  });
});

describe('withinEdits', () => {
  it.each([
    ['thnik', 'think', 1, true],
    ['thikn', 'think', 1, true],
    ['thin', 'think', 1, true],
    ['thonk', 'think', 1, true],
    ['shank', 'think', 1, false],
    ['obsevaton', 'observation', 2, true],
    ['观查', '观察', 1, true],
    ['考思', '思考', 1, true],
    ['abc', 'abcdef', 2, false],
  ])('%s ~ %s within %i: %s', (word, label, edits, expected) => {
    expect(isWithinEdits(word, label, edits)).toBe(expected);
  });
});
