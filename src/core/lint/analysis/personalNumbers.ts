import type { LongNumbers } from './longNumbers.ts';

/** Numbers of the three shapes, alone between other characters; their check digits decide. */
const NUMBERS =
  /(?<![\w.])(?:(?<id>[1-9]\d{5}(?:19|20)\d{2}[01]\d[0-3]\d{4}[\dXx])|(?<mobile>(?:\+?86[ -]?)?1[3-9]\d[ -]?\d{4}[ -]?\d{4})|(?<card>(?:4\d|5[1-5]|62|3[47])\d{2}[ -]?\d{4}[ -]?\d{4}[ -]?\d{3,4}(?:[ -]?\d{1,3})?))(?!\w)/g;

/** A mainland ID number, a mobile number, a bank card, as far as the shape tells. */
export type NumberShape = 'id' | 'mobile' | 'card';

export interface PersonalNumber {
  readonly start: number;
  readonly text: string;
  readonly shape: NumberShape;
}

/** The shortest of them, a mobile number. */
const MIN_LENGTH = 11;

/** The characters beside a number that decide whether it is complete: a `+` and the one before it, an `X` and the one after it. */
const MARGIN = 2;

/** The numbers of a person's shape. Each lies within one of the long numbers, of which a text has few. */
export function* findPersonalNumbers(text: string, { starts, ends }: LongNumbers): Generator<PersonalNumber> {
  for (let index = 0; index < starts.length; index++) {
    const start = starts[index] ?? 0;
    const end = ends[index] ?? start;
    if (end - start >= MIN_LENGTH) yield* findShapedNumbers(text, Math.max(0, start - MARGIN), end + MARGIN);
  }
}

/** The numbers of a person's shape in a range of a text. */
export function* findShapedNumbers(text: string, from: number, to: number): Generator<PersonalNumber> {
  for (const { 0: found, index, groups } of text.slice(from, to).matchAll(NUMBERS)) {
    const shape = groups?.id !== undefined ? 'id' : groups?.mobile !== undefined ? 'mobile' : 'card';
    yield { start: from + index, text: found, shape };
  }
}

/** ISO 7064 MOD 11-2 weights of the first 17 digits of a mainland ID number (GB 11643-1999). */
const ID_WEIGHTS = [7, 9, 10, 5, 8, 4, 2, 1, 6, 3, 7, 9, 10, 5, 8, 4, 2] as const;
const ID_CHECK = '10X98765432';

/** True for 18 characters whose birth date exists and whose last one is the check digit of the others. */
export function isMainlandId(id: string): boolean {
  const sum = ID_WEIGHTS.reduce((total, weight, index) => total + weight * Number(id[index]), 0);
  return ID_CHECK[sum % 11] === id[17]?.toUpperCase() && isDate(id.slice(6, 14));
}

function isDate(digits: string): boolean {
  const [year, month, day] = [digits.slice(0, 4), digits.slice(4, 6), digits.slice(6, 8)].map(Number);
  const date = new Date(Date.UTC(year ?? 0, (month ?? 0) - 1, day));
  return date.getUTCMonth() + 1 === month && date.getUTCDate() === day;
}

/** The checksum of payment cards (Luhn, ISO/IEC 7812-1). */
export function passesLuhn(digits: string): boolean {
  let sum = 0;
  for (let index = 0; index < digits.length; index++) {
    const digit = Number(digits[digits.length - 1 - index]);
    const doubled = index % 2 === 1 ? digit * 2 : digit;
    sum += doubled > 9 ? doubled - 9 : doubled;
  }
  return sum % 10 === 0;
}

/** Numbers nobody has: test cards, `13800138000` and its like, tails of one digit. Digits counted up are somebody's. */
export function isMadeUpNumber(digits: string): boolean {
  return TEST_NUMBERS.has(digits) || /^(1\d\d)00\1(?:000)$/.test(digits) || /(\d)\1{5}$/.test(digits);
}

/** Test cards of payment providers. */
const TEST_NUMBERS: ReadonlySet<string> = new Set([
  '4242424242424242',
  '5555555555554444',
  '5105105105105100',
  '378282246310005',
  '371449635398431',
  '6200000000000005',
  '6011000990139424',
]);
