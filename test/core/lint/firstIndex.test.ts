import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { FirstIndex } from '../../../src/core/similarity/firstIndex.ts';

describe('the first index of a number', () => {
  it('is the one that came first', () => {
    const firsts = new FirstIndex(4);
    expect([firsts.of(7, 0), firsts.of(9, 1), firsts.of(7, 2), firsts.of(-7, 3), firsts.of(9, 4)]).toEqual([
      0, 1, 0, 3, 1,
    ]);
  });

  it('takes a number as its lower 32 bits', () => {
    const firsts = new FirstIndex(2);
    expect([firsts.of(0xffffffff, 0), firsts.of(-1, 1)]).toEqual([0, 0]);
  });

  it('is what a map would say', () => {
    const key = fc.oneof(fc.integer(), fc.integer({ min: -3, max: 3 }), fc.constantFrom(0x10000, 0x20000, 0x30000));
    fc.assert(
      fc.property(fc.array(key, { maxLength: 200 }), (keys) => {
        const firsts = new FirstIndex(keys.length);
        const map = new Map<number, number>();
        keys.forEach((number, index) => {
          if (!map.has(number)) map.set(number, index);
          expect(firsts.of(number, index)).toBe(map.get(number));
        });
      }),
    );
  });
});
