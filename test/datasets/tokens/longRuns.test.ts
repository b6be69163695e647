import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { createCounter } from '../../../src/datasets/tokens/createCounter.ts';
import { countLongRun, splitLongRuns } from '../../../src/datasets/tokens/longRuns.ts';

describe('splitLongRuns', () => {
  it('keeps ordinary text whole', () => {
    expect(splitLongRuns('打印机卡纸了。 '.repeat(400))).toHaveLength(1);
  });

  it('separates runs of more than 1,000 characters of one kind', () => {
    const parts = splitLongRuns(`before ${'字'.repeat(1001)}，after`);
    expect(parts.map(({ text, isLongRun }) => [text.length, isLongRun])).toEqual([
      [7, false],
      [1001, true],
      [6, false],
    ]);
  });

  it.each(['a', '7', ' ', '-', '😀'])('finds a long run of %j', (character) => {
    expect(splitLongRuns(character.repeat(1500)).every(({ isLongRun }) => isLongRun)).toBe(true);
  });

  it('loses no character', () => {
    const piece = fc.oneof(
      fc.string({ unit: 'grapheme' }),
      fc.constantFrom('字', 'a', ' ', '!').map((one) => one.repeat(1200)),
    );
    fc.assert(
      fc.property(fc.array(piece, { maxLength: 6 }), (pieces) => {
        const text = pieces.join('');
        expect(
          splitLongRuns(text)
            .map((part) => part.text)
            .join(''),
        ).toBe(text);
      }),
      { numRuns: 100 },
    );
  });
});

describe('countLongRun', () => {
  it('counts every character once, and never half of a pair', () => {
    const pieces: string[] = [];
    const run = '😀'.repeat(700);
    countLongRun(run, (text) => pieces.push(text));
    expect(new Set(pieces.map((text) => !/[\ud800-\udfff]/u.test(text)))).toEqual(new Set([true]));
    expect(countLongRun(run, (text) => text.length)).toBe(run.length);
  });

  it('counts equal pieces once', () => {
    const counted: string[] = [];
    countLongRun('a'.repeat(1_000_000), (text) => counted.push(text));
    expect(counted.length).toBeLessThan(3);
  });

  it('bounds the number of different pieces and estimates the rest', () => {
    let calls = 0;
    const run = Array.from({ length: 300_000 }, (_, index) =>
      String.fromCharCode(0x4e00 + ((index * 7919) % 20_000)),
    ).join('');
    const tokens = countLongRun(run, (text) => {
      calls++;
      return text.length * 2;
    });
    expect(calls).toBe(50);
    expect(tokens).toBe(600_000);
  });
});

describe('createCounter', () => {
  it('marks a count with a long run as not exact', () => {
    const counter = createCounter('characters', (text) => text.length);
    expect(counter.count('打印机')).toEqual({ tokens: 3, isExact: true });
    expect(counter.count('字'.repeat(2000))).toEqual({ tokens: 2000, isExact: false });
  });
});
