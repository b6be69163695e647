import { expect, test } from 'vitest';
import { isWhiteSpace } from '../../../src/core/parser/characters.ts';
import { hasHan } from '../../../src/core/text/han.ts';

/** Everything that Unicode has up to the last plane of Chinese characters. */
const characters = Array.from({ length: 0x40000 }, (_, code) => String.fromCodePoint(code));

test('Chinese characters are those of the script', () => {
  const wrong = characters.filter((character) => hasHan(character) !== /\p{Script=Han}/u.test(character));
  expect(wrong).toEqual([]);
});

test('a Chinese character is found between others', () => {
  expect(['a（b，々', 'Привет 〇', 'カ漢', '、。《》\u{20000}'].map(hasHan)).toEqual([true, true, true, true]);
  expect(['a（b，', 'Привет', 'カ', '、。《》\u{1f600}', ''].map(hasHan)).toEqual([false, false, false, false, false]);
});

test('white space is what a pattern takes for it', () => {
  const wrong = characters
    .slice(0, 0x10000)
    .filter((character) => isWhiteSpace(character.charCodeAt(0)) !== /\s/.test(character));
  expect(wrong).toEqual([]);
});
