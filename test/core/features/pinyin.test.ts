import { pinyin } from 'pinyin-pro';
import { describe, expect, it } from 'vitest';
import { filterText } from '../../../src/core/features/completion/items.ts';
import { fuzzyMatch } from '../../../src/core/features/fuzzy.ts';
import { pinyinOf } from '../../../src/core/features/pinyin.ts';
import { labelWords } from '../../../src/core/index.ts';

const chinese = Object.values(labelWords()).flatMap((words) => words.filter((word) => /\p{Script=Han}/u.test(word)));

describe('pinyin', () => {
  it.each(chinese)('of the label %s is what the library says', (word) => {
    const read = pinyin(word, { toneType: 'none', type: 'array', v: true });
    expect(pinyinOf(word)).toEqual([read.join(''), read.map((syllable) => syllable.charAt(0)).join('')]);
  });

  it.each([
    ['Think', []],
    ['', []],
    ['查询A1', ['chaxunA1', 'cxA1']],
    ['绿色', ['lvse', 'ls']],
    ['龘', ['龘', '龘']],
  ])('of %j', (text, expected) => {
    expect(pinyinOf(text)).toEqual(expected);
  });
});

describe('what an item is found by', () => {
  it.each([
    [['思考', 'Think'], '', '思考 sikao sk Think'],
    [['思考', 'Think'], 'th', 'Think 思考 sikao sk'],
    [['思考', 'Think'], 'SI', 'sikao 思考 sk Think'],
    [['Action'], 'zzz', 'Action'],
  ])('%j with %j typed', (words, typed, expected) => {
    expect(filterText(words, typed)).toBe(expected);
  });
});

describe('fuzzy matching', () => {
  it.each([
    ['', 'anything', true],
    ['sbo', 'SubmitOrder', true],
    ['SO', 'SubmitOrder', true],
    ['os', 'SubmitOrder', false],
    ['天气', '查询天气', true],
    ['气天', '查询天气', false],
    ['a b', 'ab', true],
  ])('%j in %j: %s', (query, text, expected) => {
    expect(fuzzyMatch(query, text)).toBe(expected);
  });
});
