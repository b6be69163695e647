import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { longTokens } from '../../../src/core/lint/longTokens.ts';

/** The same found by looking at every character. */
function slowly(text: string): readonly number[] {
  return [...text.matchAll(/[A-Za-z0-9_-]{15,}/g)].map(({ index }) => index);
}

describe('long tokens', () => {
  it.each([
    ['abcdefghijklmn', []],
    ['abcdefghijklmno', [0]],
    ['abcdefghijklmn abcdefghijklmno', [15]],
    ['密钥abcdefghijklmno。', [2]],
    ['abcdefghijklmnop abcdefghijklmnop', [0, 17]],
    [`${'a'.repeat(30)}.${'b'.repeat(14)}.${'c'.repeat(15)}`, [0, 46]],
  ])('%s', (text, starts) => {
    expect([...longTokens(text)]).toEqual(starts);
  });

  it('are all found, and nothing else', () => {
    const piece = fc.oneof(
      fc.integer({ min: 0, max: 30 }).map((count) => 'x'.repeat(count)),
      fc.constantFrom(' ', '.', '，', '\n', 'é', '-', '_'),
    );
    fc.assert(
      fc.property(fc.array(piece, { maxLength: 20 }), (pieces) => {
        const text = pieces.join('');
        expect([...longTokens(text)]).toEqual(slowly(text));
      }),
    );
  });
});
