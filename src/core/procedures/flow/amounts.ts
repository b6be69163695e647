import { hasHan } from '../../text/han.ts';
import { memoizedSentence } from '../memoized.ts';

/** A range of amounts of one unit that a condition names. */
export interface AmountRange {
  /** In `unit`; `-Infinity` without a lower bound. */
  readonly low: number;
  /** In `unit`; `Infinity` without an upper bound. */
  readonly high: number;
  readonly lowClosed: boolean;
  readonly highClosed: boolean;
  readonly unit: string;
  /** What the amount is of, so that ranges of different matters are not compared. */
  readonly subject: string;
}

const CHINESE_AMOUNT = String.raw`(?<![\d.])(\d{1,15}(?:\.\d{1,9})?|(?<![一二两三四五六七八九十百千半])[一二两三四五六七八九十百千半]{1,12})`;
const CHINESE_UNIT = '(个?工作日|小时|分钟|天|日|周|个?月|年|元|岁|次|人|课时|公里|公斤|万|%|％|分|度|件|桌)?';
const BETWEEN_ZH = new RegExp(
  `${CHINESE_AMOUNT}\\s{0,9}${CHINESE_UNIT}\\s{0,9}(?:[-–—～~至到])\\s{0,9}${CHINESE_AMOUNT}\\s{0,9}${CHINESE_UNIT}`,
  'u',
);
const BOTH_ZH = new RegExp(
  `${CHINESE_AMOUNT}\\s{0,9}${CHINESE_UNIT}(以上|超过)[、，]?${CHINESE_AMOUNT}\\s{0,9}${CHINESE_UNIT}(以下|以内|之内|内)`,
  'u',
);
const BEFORE_ZH = new RegExp(
  `(不少于|不低于|不小于|不多于|不高于|不大于|未超过|未达到|不超过|不足|不满|未满|低于|小于|少于|超过|高于|大于|多于|已?满|达到|≥|≤|>=|<=|>|<|＞|＜)\\s{0,9}${CHINESE_AMOUNT}\\s{0,9}${CHINESE_UNIT}`,
  'u',
);
/** `60 < score ≤ 80` */
const BOTH_COMPARED =
  /(?<![\d.])(\d{1,15}(?:\.\d{1,9})?)\s{0,9}(<=|[<≤＜])\s{0,9}([^\d<>≤≥＜＞]{1,40}?)\s{0,9}(<=|[<≤＜])\s{0,9}(\d{1,15}(?:\.\d{1,9})?)/u;
const AFTER_ZH = new RegExp(
  `${CHINESE_AMOUNT}\\s{0,9}${CHINESE_UNIT}(?:[（(]?含[）)]?)?(及以上|以上|及以下|以下|以内|之内|内|以外)`,
  'u',
);
const EN_AMOUNT = String.raw`[$€£]?(?<![\d.,])(\d[\d,]{0,20}(?:\.\d{1,9})?)\s{0,9}(%|[a-z]{1,30})?`;
const BETWEEN_EN = new RegExp(
  `(?:between\\s{1,9}|from\\s{1,9})?${EN_AMOUNT}\\s{0,9}(?:-|–|to|and)\\s{0,9}${EN_AMOUNT}`,
  'i',
);
const BEFORE_EN = new RegExp(
  `(at least|at most|no more than|not more than|not over|up to|more than|less than|fewer than|older than|younger than|longer than|shorter than|over|under|above|below|exceeds?|within|>=|<=|≥|≤|>|<)\\s{0,9}(?:than\\s{1,9})?${EN_AMOUNT}`,
  'i',
);
const AFTER_EN = new RegExp(
  `${EN_AMOUNT}\\s{0,9}(?:or|and)\\s{1,9}(more|less|over|under|above|below|older|younger|fewer|higher|lower)`,
  'i',
);

/** The range of amounts a condition names; undefined if it names none or several. */
export const amountRangeOf = memoizedSentence(readAmountRange);

function readAmountRange(condition: string): AmountRange | undefined {
  const text = condition
    .replace(/[０-９]/g, (digit) => String(digit.charCodeAt(0) - 0xff10))
    // `二天以内（含二天）` says so twice.
    .replace(/[（(]含[\d一二两三四五六七八九十百千半][^（()）]{1,8}[）)]/gu, '');
  const range =
    comparedRange(text) ?? (hasHan(text) || /[≤≥＞＜]/.test(text) ? chineseRange(text) : englishRange(inDigits(text)));
  return range === undefined || Number.isNaN(range.low) || Number.isNaN(range.high) ? undefined : range;
}

function comparedRange(text: string): AmountRange | undefined {
  const match = BOTH_COMPARED.exec(text);
  if (match === null) return undefined;
  const [, low = '', first = '', subject = '', second = '', high = ''] = match;
  return range(subject, subject.length, number(low), number(high), !isStrict(first), !isStrict(second), undefined);
}

function isStrict(comparison: string): boolean {
  return comparison === '<' || comparison === '＜';
}

const WORDS = ['an?|one', 'two', 'three', 'four', 'five', 'six', 'seven', 'eight', 'nine', 'ten'].map(
  (word) => new RegExp(`\\b(?:${word}) (?=(?:minute|hour|day|week|month|year)s?\\b)`, 'gi'),
);

/** `less than a month` is less than one. */
function inDigits(text: string): string {
  return WORDS.reduce((result, word, index) => result.replace(word, `${index + 1} `), text);
}

function chineseRange(text: string): AmountRange | undefined {
  const both = BOTH_ZH.exec(text);
  if (both !== null) {
    const [, low = '', unit, , high = '', unit2] = both;
    return range(text, both.index, toAmount(low), toAmount(high), false, true, unit ?? unit2);
  }
  const between = BETWEEN_ZH.exec(text);
  if (between !== null) {
    const [, low = '', unit, high = '', unit2] = between;
    return range(text, between.index, toAmount(low), toAmount(high), true, true, unit2 ?? unit);
  }
  const before = BEFORE_ZH.exec(text);
  if (before !== null) {
    const [, word = '', amount = '', unit] = before;
    return bounded(text, before.index, word, toAmount(amount), unit);
  }
  const after = AFTER_ZH.exec(text);
  if (after !== null) {
    const [, amount = '', unit, word = ''] = after;
    return bounded(text, after.index, word, toAmount(amount), unit);
  }
  return undefined;
}

function englishRange(text: string): AmountRange | undefined {
  const after = AFTER_EN.exec(text);
  if (after !== null) {
    const [, amount = '', unit, word = ''] = after;
    return bounded(text, after.index, `or ${word.toLowerCase()}`, number(amount), unitOf(unit));
  }
  const before = BEFORE_EN.exec(text);
  // `within 30 days, amount > 150` is of two matters.
  if (before !== null && BEFORE_EN.test(text.slice(before.index + before[0].length))) return undefined;
  if (before !== null) {
    const [, word = '', amount = '', unit] = before;
    return bounded(text, before.index, word.toLowerCase(), number(amount), unitOf(unit));
  }
  const between = BETWEEN_EN.exec(text);
  if (between === null) return undefined;
  const [, low = '', unit, high = '', unit2] = between;
  return range(text, between.index, number(low), number(high), true, true, unitOf(unit2) ?? unitOf(unit));
}

function unitOf(word: string | undefined): string | undefined {
  return word === undefined || /^(?:or|and|to)$/i.test(word) ? undefined : word.toLowerCase().replace(/s$/, '');
}

const AT_LEAST = /^(?:及?以上|不少于|不低于|不小于|已?满|达到|≥|>=|at least|or (?:more|over|above|older|higher))$/;
const ABOVE = /^(?:超过|高于|大于|多于|以外|>|＞|more than|older than|longer than|over|above|exceeds?)$/;
const AT_MOST =
  /^(?:[不未]超过|不多于|不高于|不大于|及?以下|以内|之内|内|≤|<=|at most|no more than|not more than|not over|up to|within|or (?:less|under|below|younger|fewer|lower))$/;

function bounded(text: string, index: number, word: string, amount: number, unit: string | undefined): AmountRange {
  if (AT_LEAST.test(word)) return range(text, index, amount, Number.POSITIVE_INFINITY, true, false, unit);
  if (ABOVE.test(word)) return range(text, index, amount, Number.POSITIVE_INFINITY, false, false, unit);
  return range(text, index, Number.NEGATIVE_INFINITY, amount, false, AT_MOST.test(word), unit);
}

function range(
  text: string,
  index: number,
  low: number,
  high: number,
  lowClosed: boolean,
  highClosed: boolean,
  unit: string | undefined,
): AmountRange {
  const subject = text.slice(0, index).replace(/[\s的为是]|\b(?:the|is|are|it|a|an|of|claims?)\b/gi, '');
  return { low, high, lowClosed, highClosed, unit: unit === '日' ? '天' : (unit ?? ''), subject };
}

function number(written: string): number {
  return Number(written.replaceAll(',', ''));
}

function toAmount(written: string): number {
  if (written === '半' || written === '一半') return 0.5;
  return /^[\d.,]+$/.test(written) ? number(written) : chineseAmount(written);
}

const DIGITS = '零一二三四五六七八九';
const POWERS: Readonly<Record<string, number>> = { 十: 10, 百: 100, 千: 1000, 万: 10_000 };

/** `三`, `十五`, `两百五十`; NaN for what is no number. */
function chineseAmount(written: string): number {
  let total = 0;
  let digit = 0;
  for (const character of written) {
    const power = POWERS[character];
    if (power !== undefined) {
      total = power === 10_000 ? (total + digit) * power : total + (digit === 0 ? 1 : digit) * power;
      digit = 0;
      continue;
    }
    digit = character === '两' ? 2 : DIGITS.indexOf(character);
    if (digit < 0) return Number.NaN;
  }
  return total + digit;
}

/** True if two ranges of the same unit share no amount. */
export function areDisjoint(a: AmountRange, b: AmountRange): boolean {
  if (a.unit !== b.unit) return false;
  const [low, high] = a.low <= b.low ? [a, b] : [b, a];
  return low.high < high.low || (low.high === high.low && !(low.highClosed && high.lowClosed));
}

/** True if one range begins where the other ends: `二天以内` and `二天以上` are meant as two sides. */
export function areAdjacent(a: AmountRange, b: AmountRange): boolean {
  return a.unit === b.unit && a.subject === b.subject && (a.high === b.low || b.high === a.low);
}

/** The amounts that lie between two ranges, if any does: `3–5`, or one amount that neither takes. */
export function gapBetween(low: AmountRange, high: AmountRange): string | undefined {
  if (low.high > high.low) return undefined;
  if (low.high === high.low) return low.highClosed || high.lowClosed ? undefined : `${low.high}${low.unit}`;
  // `7 天内` and `8～15 天` leave nothing between them: days are counted in whole numbers.
  const isAdjacent = low.highClosed && high.lowClosed && high.low - low.high === 1 && Number.isInteger(low.high);
  return isAdjacent ? undefined : `${low.high}–${high.low}${low.unit}`;
}

/** True if the amounts that conditions name leave none out. */
export function coverEverything(conditions: readonly string[]): boolean {
  const ranges = conditions.map(amountRangeOf).filter((range) => range !== undefined);
  if (ranges.length < 2 || ranges.length < conditions.length) return false;
  if (new Set(ranges.map(({ unit }) => unit)).size > 1) return false;
  const sorted = ranges.toSorted((a, b) => a.low - b.low);
  if (sorted[0]?.low !== Number.NEGATIVE_INFINITY || sorted.at(-1)?.high !== Number.POSITIVE_INFINITY) return false;
  return sorted.slice(1).every((range, index) => {
    const before = sorted[index];
    return before !== undefined && gapBetween(before, range) === undefined;
  });
}
