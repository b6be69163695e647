import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { compareCosts, exampleCostInputs } from '../../src/finetuning/index.ts';
import { numberFormat, range } from '../../webview/format.ts';
import {
  printLayers,
  printPattern,
  printSelection,
  readLayers,
  readPattern,
  readSelection,
} from '../../webview/sections/adapterText.ts';
import { translator } from '../../webview/texts.ts';

describe('a text field', () => {
  const word = fc.stringMatching(/^[a-z_][\w.]{0,10}$/).filter((name) => name !== 'all-linear');
  it('round trip: names', () => {
    fc.assert(
      fc.property(fc.uniqueArray(word, { minLength: 1 }), (names) => {
        expect(readSelection(printSelection(names))).toEqual(names);
      }),
    );
  });
  it.each(['all-linear', '.*\\.(q|v)_proj', undefined])('round trip: %s', (selection) => {
    expect(readSelection(printSelection(selection))).toBe(selection);
  });
  it('round trip: layers', () => {
    fc.assert(
      fc.property(fc.uniqueArray(fc.nat(200), { minLength: 1 }), (layers) => {
        expect(readLayers(printLayers(layers))).toEqual(layers.toSorted((a, b) => a - b));
      }),
    );
  });
  it('round trip: ranks by pattern', () => {
    fc.assert(
      fc.property(
        fc.dictionary(word, fc.integer({ min: 1, max: 512 }), { minKeys: 1, noNullPrototype: true }),
        (ranks) => {
          expect(readPattern(printPattern(ranks))).toEqual(ranks);
        },
      ),
    );
  });
  it.each([
    ['0-3，7', [0, 1, 2, 3, 7]],
    ['3–1 x', undefined],
    ['', undefined],
  ])('reads %s as layers', (text, layers) => {
    expect(readLayers(text)).toEqual(layers);
  });
});

describe('the steps of the cost', () => {
  it.each([
    ['en', /^tokens per replica/],
    ['zh-CN', /token$/],
  ] as const)('name the unit of what a replica can do: %s', (language, unit) => {
    const outcome = compareCosts(exampleCostInputs);
    if (!outcome.ok) throw new Error('The examples cannot be compared.');
    const { serving } = exampleCostInputs;
    const step = outcome.value.steps.find(({ id }) => id === 'replica-capacity');
    const seconds = 3600 * serving.hoursPerMonth * (serving.loadPercent / 100);
    expect(step?.value).toBeCloseTo(serving.tokensPerSecondPerReplica * seconds);
    expect(translator(language)('replica-capacity')).toMatch(unit);
  });
});

describe('formatted numbers', () => {
  const { bytes, short, percent } = numberFormat('en');
  it.each([
    [0, '0'],
    [1500, '1.5 kB'],
    [61_400_000, '61.4 MB'],
    [24_150_000_000, '24.2 GB'],
    [1_453_400_000_000, '1.45 TB'],
  ])('%d bytes are %s', (value, text) => {
    expect(bytes(value)).toBe(text);
  });
  it.each([
    [{ low: 19.8e9, high: 24.2e9 }, '19.8 – 24.2 GB'],
    [{ low: 900e6, high: 1.1e9 }, '900 MB – 1.1 GB'],
    [{ low: 5e9, high: 5e9 }, '5 GB'],
  ])('a range has its unit once', (value, text) => {
    expect(range(value, bytes)).toBe(text);
  });
  it('are short for sizes and exact for counts', () => {
    expect([short(8_190_735_360), percent(0.43837)]).toEqual(['8.19B', '0.4384 %']);
    expect([15_335_424, 4096].map(numberFormat('zh-CN').short)).toEqual(['1530万', '4,096']);
  });
});
