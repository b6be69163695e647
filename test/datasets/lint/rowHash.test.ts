import { describe, expect, it } from 'vitest';
import { hashRow } from '../../../src/datasets/lint/rowHash.ts';

describe('hashRow', () => {
  it('is the same for the same text', () => {
    expect(hashRow('{"messages":[]}')).toBe(hashRow(`{"messages":${JSON.stringify([])}}`));
  });

  it('differs for rows that differ in one place', () => {
    const rows = Array.from({ length: 100_000 }, (_, index) => `{"messages":[{"role":"user","content":"${index}"}]}`);
    expect(new Set(rows.map(hashRow)).size).toBe(rows.length);
  });

  it('is a safe integer that depends on the order and the length', () => {
    const hashes = ['', 'a', 'ab', 'ba', 'a\0', '\0a', '打印机', '机印打'].map(hashRow);
    expect(new Set(hashes).size).toBe(hashes.length);
    expect(hashes.every((hash) => Number.isSafeInteger(hash) && hash >= 0)).toBe(true);
  });
});
