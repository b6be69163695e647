import { describe, expect, test } from 'vitest';
import { confirmingBefore, toolsSaidBy } from '../../../src/core/procedures/toolLinks/saidTools.ts';

const TOOLS = [
  'cancel_booking',
  'get_guest_details',
  'find_guest_by_phone',
  'update_booking_rooms',
  'update_booking_dates',
  'refund_paid_deposit',
  'SendReceipt',
  'think',
  'switch_data_off',
  'switch_backup_off',
];

describe('tools that a step is about without naming them', () => {
  test.each([
    ['cancel the booking', '', ['cancel_booking']],
    ['Ask for the reason and the booking is cancelled', '', ['cancel_booking']],
    ['look up the guest', '', ['get_guest_details']],
    ['locate the guest by the phone number', '', ['find_guest_by_phone']],
    ['update the dates of the booking', '', ['update_booking_dates']],
    ['refund the deposit', 'A paid stay', ['refund_paid_deposit']],
    ['refund the deposit', '', []],
    ['send a receipt by mail', '', ['SendReceipt']],
    ['explain why you cannot cancel the booking', '', []],
    ['think about it', '', []],
    ['obtain the guest id', '', []],
    ['calm a guest who complains about cancelled bookings', '', []],
    ['The guest has to confirm that you cancel the booking', '', []],
    ['After user confirmation, the change is made', 'Update booking dates', ['update_booking_dates']],
    ['After user confirmation, the change is made', 'Update booking', []],
    ['Ask the guest how the booking is to be cancelled', '', []],
    ['You can take actions to cancel the booking', '', []],
    ['switch off their lamp', 'Data', []],
    ['switch off the data', '', ['switch_data_off']],
    ['Switch data backup OFF', '', ['switch_backup_off']],
    ['Switch data and backup OFF', '', ['switch_data_off', 'switch_backup_off']],
    ['Switch the data off, then switch the data backup off', '', ['switch_data_off', 'switch_backup_off']],
    ['询问客人', '', []],
  ])('%s (%s)', (text, title, expected) => {
    expect(toolsSaidBy(text, title, TOOLS)).toEqual(expected);
  });
});

test.each([
  ['After user confirmation, the order is closed', 'user'],
  ["Once the customer's confirmation is there, close the order", 'customer'],
  ['After closing the order, confirm it', undefined],
])('who confirms before “%s”', (text, expected) => {
  expect(confirmingBefore(text)).toBe(expected);
});
