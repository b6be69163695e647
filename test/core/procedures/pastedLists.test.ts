import { describe, expect, it } from 'vitest';
import { parseProcedure } from '../../../src/core/index.ts';

function read(text: string) {
  const { steps, lineKinds } = parseProcedure('file:///w/a.sop.md', text);
  const words = steps.map(({ number, words: { start, end } }) => `${number} ${text.slice(start, end)}`);
  return { words, kinds: lineKinds.filter((kind) => kind !== 'blank') };
}

describe('a list pasted from Word', () => {
  it.each([
    ['digits', '1.\tCheck the order.\n2.\tRefund it.\n', ['1 Check the order.', '2 Refund it.']],
    ['Chinese punctuation', '1、\t核对订单。\r\n2、\t退款。\r\n', ['1 核对订单。', '2 退款。']],
    ['brackets', '（1）\t核对\n（2）\t退款\n', ['1 核对', '2 退款']],
    ['circles', '①\t核对\n②\t退款\n', ['1 核对', '2 退款']],
    ['an indented number', '\t1.\tCheck\n\t2.\tRefund\n', ['1 Check', '2 Refund']],
  ])('with %s has steps', (_name, text, words) => {
    expect(read(text).words).toEqual(words);
  });

  it.each([
    '\u00b7\t',
    '\u2022\t',
    'o\t',
    '\uf0b7\t',
    '\uf0a7\t',
    '\u25cb ',
    '\u25a0 ',
    '\u27a2\t',
    '\u2713 ',
    '\u2013 ',
  ])('has sub-steps after the bullet %j', (bullet) => {
    const { kinds, words } = read(
      `1.\tFind the part.\n${bullet}Look in the shop.\n${bullet}Look in the store.\n2.\tSell it.\n`,
    );
    expect(kinds).toEqual(['step', 'step', 'step', 'step']);
    expect(words[0]).toContain('1 Find the part.');
    expect(words.at(-1)).toBe('2 Sell it.');
  });

  it('is no table, but one with more columns is', () => {
    expect(read('No.\tAction\tOwner\n1.\tCheck\tAnna\n2.\tRefund\tBen\n').words).toEqual(['1 Check', '2 Refund']);
    expect(read('1.\tCheck\tAnna\n2.\tRefund\tBen\n').kinds).toEqual(['note', 'note']);
  });

  it('leaves words alone that only begin like a bullet', () => {
    expect(read('1. Ask.\no is a letter.\n2. End.\n').words.at(0)).toMatch(/^1 Ask\./);
    expect(read('1. Ask.\n–5 degrees are too cold.\n2. End.\n').kinds).toHaveLength(3);
  });
});
