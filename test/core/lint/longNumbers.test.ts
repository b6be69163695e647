import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { findLongNumbers } from '../../../src/core/lint/analysis/longNumbers.ts';
import { runs } from '../../support/properties.ts';

function found(text: string): readonly string[] {
  const { starts, ends } = findLongNumbers(text);
  return starts.map((start, index) => text.slice(start, ends[index]));
}

describe('long numbers', () => {
  it.each([
    ['', []],
    ['a1b23c456', []],
    ['SO-100234 and 4711', ['100234', '4711']],
    ['138 0013-8000', ['138 0013-8000']],
    ['1,234,567 1', ['1,234,567 1']],
    ['1  2345--6789', ['2345', '6789']],
    ['-1234', ['1234']],
    ['１２３４', []],
  ])('of %j are %j', (text, expected) => {
    expect(found(text)).toEqual(expected);
  });

  it('are those that the expression matches', () => {
    const piece = fc.constantFrom('1', '22', '333', '4444', ' ', ',', '-', '  ', 'a', '号', '\n');
    const text = fc.array(piece, { maxLength: 30 }).map((pieces) => pieces.join(''));
    fc.assert(
      fc.property(text, (one) => {
        expect(found(one)).toEqual(one.match(/\d(?:[ ,-]?\d){3,}/g) ?? []);
      }),
      { numRuns: runs },
    );
  });
});
