import { describe, expect, it } from 'vitest';
import { defineMessages, groupDigits, renderMessage } from '../../../src/core/index.ts';

const say = defineMessages({
  left: { en: '{count} {count|parcel is|parcels are} left', 'zh-CN': '还剩 {count} 个包裹' },
});

describe('a word that depends on a number', () => {
  it.each([
    [0, '0 parcels are left'],
    [1, '1 parcel is left'],
    [2, '2 parcels are left'],
    [11, '11 parcels are left'],
    [groupDigits(1), '1 parcel is left'],
    [groupDigits(1001), '1,001 parcels are left'],
  ])('for %s', (count, text) => {
    expect(renderMessage(say('left', { count }), 'en')).toBe(text);
  });

  it('is not needed in Chinese', () => {
    expect(renderMessage(say('left', { count: 1 }), 'zh-CN')).toBe('还剩 1 个包裹');
  });

  it('stays as it is written where the number is missing', () => {
    expect(renderMessage(say('left'), 'en')).toBe('{count} {count|parcel is|parcels are} left');
  });
});
