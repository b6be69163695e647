import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { rankByRelevance } from '../../../src/core/similarity/relevance.ts';
import { createTextIndex } from '../../../src/core/similarity/textIndex.ts';
import '../../support/properties.ts';

const order = (texts: readonly string[], query: string): readonly number[] =>
  [...rankByRelevance(texts, query)].map(({ index }) => index);

describe('createTextIndex', () => {
  it('finds Chinese texts by their characters and pairs of characters', () => {
    const { scores } = createTextIndex(['打印机卡纸了', '机打发票怎么开', '冰箱漏水']);
    const [first = 0, second = 0, third = 0] = scores('打印机坏了');
    expect(first).toBeGreaterThan(second);
    expect(second).toBeGreaterThan(third);
    expect(third).toBe(0);
  });

  it('takes ASCII words whole and ignores case', () => {
    const { scores } = createTextIndex(['Track my ORDER', 'my border']);
    const [first = 0, second = 0] = scores('order');
    expect(first).toBeGreaterThan(0);
    expect(second).toBe(0);
  });

  it('gives rare words more weight', () => {
    const [, second = 0, third = 0] = createTextIndex(['查 工单', '查 天气', '查 快递']).scores('查 天气');
    expect(second).toBeGreaterThan(third * 2);
  });
});

describe('rankByRelevance', () => {
  it('puts the most relevant text first, and then one that differs from it', () => {
    const texts = ['打印机卡纸', '打印机卡纸', '屏幕不亮', '天气如何'];
    expect(order(texts, '打印机卡纸，屏幕')).toEqual([0, 2, 1, 3]);
  });

  it('ranks every text once, in the same order each time', () => {
    fc.assert(
      fc.property(fc.array(fc.string({ unit: 'grapheme' }), { maxLength: 12 }), fc.string(), (texts, query) => {
        const ranked = order(texts, query);
        expect(ranked.toSorted((a, b) => a - b)).toEqual([...texts.keys()]);
        expect(order(texts, query)).toEqual(ranked);
      }),
    );
  });
});
