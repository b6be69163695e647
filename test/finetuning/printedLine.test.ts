import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { fourDecimals, grouped, printedLine } from '../../src/finetuning/index.ts';

describe('numbers in PEFT’s format', () => {
  it.each([
    [0, '0'],
    [999, '999'],
    [1000, '1,000'],
    [7_273_840_000, '7,273,840,000'],
  ])('%i as %s', (value, text) => {
    expect(grouped(value)).toBe(text);
  });
  it.each([
    [0.03125, '0.0312'],
    [0.09375, '0.0938'],
    [0.15625, '0.1562'],
    [3.125, '3.1250'],
    [100, '100.0000'],
    [0.43837532857472805, '0.4384'],
    [0.00005, '0.0001'],
  ])('%d as %s', (value, text) => {
    expect(fourDecimals(value)).toBe(text);
  });
  it('are rounded to the last decimal', () => {
    fc.assert(
      fc.property(fc.double({ min: 0, max: 100, noNaN: true }), (value) => {
        expect(Math.abs(Number(fourDecimals(value)) - value)).toBeLessThanOrEqual(0.00005000001);
      }),
    );
  });
  it('handle zero parameters', () => {
    expect(printedLine(0, 0)).toBe('trainable params: 0 || all params: 0 || trainable%: 0.0000');
  });
});
