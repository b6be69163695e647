import { describe, expect, it } from 'vitest';
import { createDataLinter, createRowStatistics, type TokenCounter } from '../../../src/datasets/index.ts';
import { createSampleTokens } from '../../../src/datasets/statistics/sampleTokens.ts';

/** A counter for which every character is a token. */
const counter: TokenCounter = { name: 'letters', count: (text) => ({ tokens: text.length, isExact: true }) };
const origin = { path: [] };

function tokensOf(...lengths: readonly number[]) {
  const tokens = createSampleTokens(counter);
  for (const length of lengths) {
    tokens.add({ form: 'chat', turns: [{ kind: 'user', text: 'a'.repeat(length), origin }], tools: [] });
  }
  return tokens.statistics();
}

describe('tokens of samples', () => {
  it('are counted by range', () => {
    const { histogram, median, maximum } = tokensOf(1, 2, 2, 9);
    expect({ median, maximum }).toEqual({ median: 2, maximum: 9 });
    expect(histogram.map(({ samples }) => samples)).toEqual([1, 2, 0, 0, 0, 0, 0, 0, 1]);
    expect(histogram[0]).toEqual({ from: 1, to: 2, samples: 1 });
  });

  it('have the percentiles of the nearest rank', () => {
    const { median, percentile90, percentile99 } = tokensOf(522, 714);
    expect({ median, percentile90, percentile99 }).toEqual({ median: 522, percentile90: 714, percentile99: 714 });
    expect(tokensOf(1, 2, 3, 4, 5, 6, 7, 8, 9, 10).percentile90).toBe(9);
  });

  it.each([[5, 5], [10, 30_000], [7, 993], [1]])('have at most 24 ranges without gaps: %s', (...lengths) => {
    const { histogram } = tokensOf(...lengths);
    expect(histogram.length).toBeLessThanOrEqual(24);
    for (const [index, { to }] of histogram.entries()) expect(histogram[index + 1]?.from ?? to).toBe(to);
    expect(histogram.reduce((sum, { samples }) => sum + samples, 0)).toBe(lengths.length);
    expect(histogram.every(({ from, to }) => to > from)).toBe(true);
  });

  it('have no range without samples', () => {
    expect(tokensOf().histogram).toEqual([]);
  });
});

describe('statistics of rows', () => {
  it('count samples, and leave rows with errors out', () => {
    const linter = createDataLinter();
    const counted = createRowStatistics('data.jsonl', counter);
    const rows = [
      {
        messages: [
          { role: 'user', content: 'hi' },
          { role: 'assistant', content: 'hello' },
        ],
      },
      { messages: [{ role: 'user' }, { role: 'assistant', content: 'hello' }] },
      '{"messages": [',
    ];
    for (const [index, row] of rows.entries()) {
      const text = typeof row === 'string' ? row : JSON.stringify(row);
      counted.add(linter.row(text, index + 1), index + 1);
    }
    expect(counted.report('en')).toMatchObject({
      documents: 1,
      shots: 3,
      samples: { chat: 1, react: 0 },
      turns: { user: 1, assistant: 1 },
      tokens: { tokenizer: 'letters', total: 7 },
      leftOut: {
        total: 2,
        byReason: { 'missing-content': 1, 'truncated-line': 1 },
        list: [
          { path: 'data.jsonl', line: 2 },
          { path: 'data.jsonl', line: 3 },
        ],
      },
    });
    expect(counted.report('zh-CN').leftOut.list[1]?.message).toBe('此行在值的中间被截断。');
    expect(createRowStatistics('data.jsonl', undefined).report('en').tokens).toBeUndefined();
  });
});
