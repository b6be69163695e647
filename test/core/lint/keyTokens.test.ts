import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { findKeyTokens } from '../../../src/core/lint/analysis/keyTokens.ts';

/** The same found by looking at every word. */
function slowly(text: string): readonly number[] {
  return [...text.matchAll(/[A-Za-z0-9_-]+/g)]
    .filter(([word]) => /[-_IJ][A-Za-z0-9_-]{10}/.test(word))
    .map(({ index }) => index);
}

describe('tokens that can be a key', () => {
  it.each([
    ['an ordinary sentence of words', []],
    ['abcdefghijklmnopqrstuvwxyz', []],
    ['sk-0123456789', [0]],
    ['sk-012345678', []],
    ['the key sk-0123456789 and ghp_0123456789', [8, 26]],
    ['密钥eyJ0123456789。', [2]],
    [`${'x'.repeat(30)}-${'y'.repeat(30)}-${'z'.repeat(30)} LTAI0123456789`, [0, 93]],
    ['-'.repeat(40), [0]],
  ])('%s', (text, starts) => {
    expect([...findKeyTokens(text)]).toEqual(starts);
  });

  it('are all found, and nothing else', () => {
    const piece = fc.oneof(
      fc.integer({ min: 0, max: 30 }).map((count) => 'x'.repeat(count)),
      fc.constantFrom(' ', '.', '，', '\n', 'é', '-', '_', 'I', 'J'),
    );
    fc.assert(
      fc.property(fc.array(piece, { maxLength: 20 }), (pieces) => {
        const text = pieces.join('');
        expect([...findKeyTokens(text)]).toEqual(slowly(text));
      }),
    );
  });
});
