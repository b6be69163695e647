import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { findLongNumbers } from '../../../src/core/lint/analysis/longNumbers.ts';
import {
  findPersonalNumbers,
  findShapedNumbers,
  isMadeUpNumber,
  isMainlandId,
  passesLuhn,
} from '../../../src/core/lint/analysis/personalNumbers.ts';
import { runs } from '../../support/properties.ts';

describe('isMainlandId', () => {
  it.each([
    ['11010519491231002X', true],
    ['11010519491231002x', true],
    ['440524188001010014', true],
    ['110105194912310021', false],
    ['110105194902310021', false],
  ])('%s: %s', (id, expected) => expect(isMainlandId(id)).toBe(expected));
});

describe('passesLuhn', () => {
  it.each([
    ['79927398713', true],
    ['79927398710', false],
    ['4539578763621486', true],
    ['6222021234567890127', false],
  ])('%s: %s', (digits, expected) => expect(passesLuhn(digits)).toBe(expected));
});

describe('isMadeUpNumber', () => {
  it.each([
    ['13800138000', true],
    ['13700137000', true],
    ['13900000000', true],
    ['13812345678', false],
    ['4242424242424242', true],
    ['13912345067', false],
  ])('%s: %s', (digits, expected) => expect(isMadeUpNumber(digits)).toBe(expected));
});

describe('numbers of a person’s shape', () => {
  const number = fc.constantFrom(
    '13912345678',
    '139 1234 5678',
    '+86 139-1234-5678',
    '11010519491231002X',
    '440524188001010014',
    '6222 0212 3456 7890 127',
    '4539578763621486',
    '12',
    '2024',
  );
  const around = fc.constantFrom('', ' ', '  ', ',', '.', '-', '+', 'x', '号', '\n', '，', '1');

  it('all lie within long numbers', () => {
    let found = 0;
    fc.assert(
      fc.property(fc.array(fc.tuple(around, number, around), { maxLength: 6 }), (pieces) => {
        const text = pieces.flat().join('');
        const all = [...findShapedNumbers(text, 0, text.length)];
        found += all.length;
        expect([...findPersonalNumbers(text, findLongNumbers(text))]).toEqual(all);
      }),
      { numRuns: runs },
    );
    expect(found).toBeGreaterThan(0);
  });
});
