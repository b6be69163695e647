import { describe, expect, it } from 'vitest';
import { isMadeUpNumber, isMainlandId, passesLuhn } from '../../../src/core/lint/personalNumbers.ts';

describe('isMainlandId', () => {
  it.each([
    ['11010519491231002X', true],
    ['11010519491231002x', true],
    ['440524188001010014', true],
    ['110105194912310021', false],
    ['110105194902310021', false],
  ])('%s: %s', (id, wanted) => expect(isMainlandId(id)).toBe(wanted));
});

describe('passesLuhn', () => {
  it.each([
    ['79927398713', true],
    ['79927398710', false],
    ['4539578763621486', true],
    ['6222021234567890127', false],
  ])('%s: %s', (digits, wanted) => expect(passesLuhn(digits)).toBe(wanted));
});

describe('isMadeUpNumber', () => {
  it.each([
    ['13800138000', true],
    ['13700137000', true],
    ['13900000000', true],
    ['13812345678', false],
    ['4242424242424242', true],
    ['13912345067', false],
  ])('%s: %s', (digits, wanted) => expect(isMadeUpNumber(digits)).toBe(wanted));
});
