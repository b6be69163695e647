import { isDigit } from './characters.ts';

/** A number read at an offset, with the offset after it. */
export interface Numeral {
  readonly value: number;
  readonly end: number;
}

const CHINESE_DIGITS = '〇一二三四五六七八九';
const TEN = '十';
const FIRST_CHINESE_NUMERAL = 0x3007;
const FULL_WIDTH_ZERO = 0xff10;

/** Reads `12`, `１２`, `十二` or `二十一` at `at`. Chinese numerals reach to 99. */
export function readNumeral(text: string, at: number): Numeral | undefined {
  const code = text.charCodeAt(at);
  // Most labels have no number, and this is asked of each of them.
  if (code < 0x30 || (code > 0x39 && code < FIRST_CHINESE_NUMERAL)) return undefined;
  return readDigits(text, at) ?? readChineseNumeral(text, at);
}

/** Reads up to four digits, ASCII or full-width; a longer run is not an ordinal. */
export function readDigits(text: string, at: number): Numeral | undefined {
  let end = at;
  let value = 0;
  for (let digit = digitAt(text, end); digit !== -1; digit = digitAt(text, end)) {
    if (end - at === 4) return undefined;
    value = value * 10 + digit;
    end++;
  }
  return end === at ? undefined : { value, end };
}

function digitAt(text: string, at: number): number {
  const code = text.charCodeAt(at);
  if (isDigit(code)) return code - 0x30;
  return code >= FULL_WIDTH_ZERO && code <= FULL_WIDTH_ZERO + 9 ? code - FULL_WIDTH_ZERO : -1;
}

/** Reads `九`, `十`, `十二`, `二十` or `九十九`. */
export function readChineseNumeral(text: string, at: number): Numeral | undefined {
  const first = chineseDigit(text, at);
  const afterFirst = first === -1 ? at : at + 1;
  if (text[afterFirst] !== TEN) return first > 0 ? { value: first, end: afterFirst } : undefined;
  if (first === 0) return undefined;
  const tens = first === -1 ? 1 : first;
  const ones = chineseDigit(text, afterFirst + 1);
  if (ones <= 0) return { value: tens * 10, end: afterFirst + 1 };
  return { value: tens * 10 + ones, end: afterFirst + 2 };
}

function chineseDigit(text: string, at: number): number {
  const character = text[at];
  if (character === '两') return 2;
  return character === undefined ? -1 : CHINESE_DIGITS.indexOf(character);
}

/** Ranges of circled numbers: first code, last code, the number the first one means. */
const CIRCLED: readonly (readonly [number, number, number])[] = [
  [0x2460, 0x2473, 1], //  ① to ⑳
  [0x2776, 0x277f, 1], //  ❶ to ❿
  [0x2780, 0x2789, 1], //  ➀ to ➉
  [0x3251, 0x325f, 21], // ㉑ to ㉟
  [0x32b1, 0x32bf, 36], // ㊱ to ㊿
];

/** Reads one circled number such as `①`. */
export function readCircled(text: string, at: number): Numeral | undefined {
  const code = text.charCodeAt(at);
  if (!(code >= 0x2460 && code <= 0x32bf)) return undefined;
  const row = CIRCLED.find(([first, last]) => code >= first && code <= last);
  return row === undefined ? undefined : { value: code - row[0] + row[2], end: at + 1 };
}
