import fc from 'fast-check';
import { expect, it } from 'vitest';
import { measureLabel, wrapLabel } from '../../webview/statistics/labels.ts';

it.each([
  ['parcel_tracking_service_12', 16, ['parcel_tracking_', 'service_12']],
  ['parcelTrackingService', 10, ['parcel', 'Tracking', 'Service']],
  ['shop/orders/list', 40, ['shop/orders/list']],
  ['Order of turns', 9, ['Order of', 'turns']],
  ['查询顾客的订单状态', 8, ['查询顾客', '的订单状', '态']],
  ['abcdefghij', 4, ['abcd', 'efgh', 'ij']],
  ['a_b_c_d_e_f_g', 2, ['a_', 'b_', '…', 'g']],
])('%s in %i letters', (label, room, lines) => {
  expect(wrapLabel(label, room)).toEqual(lines);
});

it('no line is wider than the room, and a label of up to four lines keeps all of its letters', () => {
  fc.assert(
    fc.property(
      fc.string({ unit: fc.constantFrom(...'ab_C.9 单'), minLength: 1 }),
      fc.integer({ min: 2, max: 12 }),
      (label, room) => {
        const lines = wrapLabel(label, room);
        expect(lines.every((line) => measureLabel(line) <= room)).toBe(true);
        if (!lines.includes('…')) expect(lines.join('').replaceAll(' ', '')).toBe(label.replaceAll(' ', ''));
      },
    ),
  );
});
