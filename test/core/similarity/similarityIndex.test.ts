import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { createSimilarityIndex } from '../../../src/core/similarity/similarityIndex.ts';
import { areSimilar, compareSignatures, toSignature } from '../../../src/core/similarity/textSignature.ts';
import { hash32 } from '../../../src/core/text/hash.ts';

/** What a signature is, without any of the ways to compute it faster. */
function defineSignature(text: string): readonly number[] {
  const plain = text.toLowerCase().replace(/[\s\p{P}\p{S}\d]+/gu, '');
  const pieces = Array.from({ length: Math.max(1, plain.length - 3) }, (_, at) => plain.slice(at, at + 4));
  return [...new Set(pieces.map((piece) => hash32(piece)))].sort((a, b) => a - b).slice(0, 48);
}

const text = fc.oneof(
  fc.string({ unit: 'binary', maxLength: 40 }),
  fc
    .array(fc.constantFrom('Refund', '退费', '预约', ' ', '，', '12', '😀', '𠮷', 'ß', '\ud800', '\u0000', 'ab-c'), {
      maxLength: 120,
    })
    .map((words) => words.join('')),
);

describe('a signature', () => {
  it('has the smallest hashes of four characters in a row', () => {
    fc.assert(
      fc.property(text, (given) => {
        expect([...toSignature(given)]).toEqual(defineSignature(given));
      }),
    );
  });

  it('is similar to another one exactly from their share on', () => {
    fc.assert(
      fc.property(text, text, fc.double({ min: 0.1, max: 1, noNaN: true }), (a, b, least) => {
        const [one, other] = [toSignature(a), toSignature(a.slice(0, 60) + b)];
        expect(areSimilar(one, other, least)).toBe(compareSignatures(one, other) >= least);
      }),
    );
  });
});

describe('an index of signatures', () => {
  const sentence = (at: number) =>
    Array.from({ length: 12 }, (_, word) => hash32(`${at} ${word}`).toString(36)).join(' ');

  it('finds the most similar text among thousands, of equal ones the latest', () => {
    const index = createSimilarityIndex();
    for (let at = 0; at < 3000; at++) index.add(`text ${at}`, toSignature(sentence(at)));
    index.add('again', toSignature(sentence(1234)));
    expect(index.findSimilar(toSignature(sentence(1234)))).toEqual({ label: 'again', similarity: 1 });
    expect(index.findSimilar(toSignature(`${sentence(77)} also`))).toMatchObject({ label: 'text 77' });
    expect(index.findSimilar(toSignature(sentence(3001)))).toBeUndefined();
  });

  it('forgets the oldest text for each new one', () => {
    const index = createSimilarityIndex(0.8, 100);
    for (let at = 0; at < 350; at++) index.add(String(at), toSignature(sentence(at)));
    const found = Array.from({ length: 350 }, (_, at) => index.findSimilar(toSignature(sentence(at)))?.label);
    expect(found.flatMap((label) => label ?? [])).toEqual(Array.from({ length: 100 }, (_, at) => String(at + 250)));
  });
});
