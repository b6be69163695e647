import type { NumberNode } from '../callNodes.ts';
import {
  asciiForm,
  CLOSE_BRACE,
  CLOSE_BRACKET,
  CLOSE_PAREN,
  COMMA,
  DOT,
  isDigit,
  isPlainSpace,
  MINUS,
  OPEN_PAREN,
  PLUS,
  SLASH,
  STAR,
  ZERO,
} from './characters.ts';
import type { Reader } from './reader.ts';

/** A value that starts like a number. */
export interface Calculation {
  readonly node: NumberNode;
  /** True if the author meant a code rather than a quantity: a date, a phone number, an id with a leading zero. */
  readonly isCode: boolean;
}

/** A calculation while it is read. */
interface Sum {
  at: number;
  readonly text: string;
  readonly end: number;
  operators: number;
  fraction: boolean;
  leadingZero: boolean;
}

const MAX_PARENTHESES = 20;

/**
 * Reads digits with a closing bracket directly after them, or a comma that no digit follows: nearly every number is one.
 * Undefined, and nothing read, for every other.
 */
export function readPlainNumber(reader: Reader): NumberNode | undefined {
  const { text, at: start } = reader;
  const limit = Math.min(reader.end, start + 15);
  let value = 0;
  let end = start;
  for (; end < limit && isDigit(text.charCodeAt(end)); end++) value = value * 10 + text.charCodeAt(end) - ZERO;
  if (end === limit || end === start || (end > start + 1 && text.charCodeAt(start) === ZERO)) return undefined;
  const next = text.charCodeAt(end);
  if (next !== CLOSE_PAREN && next !== CLOSE_BRACKET && next !== CLOSE_BRACE) {
    if (next !== COMMA || isDigit(text.charCodeAt(end + 1))) return undefined;
  }
  reader.at = end;
  return { kind: 'number', start, end, value };
}

/**
 * Reads a number or a calculation of plain numbers (`1/6`, `-(2 + 3) * 4`), which is folded. Undefined, and nothing
 * read, if there is none. Whether it ends where a value can end is for the caller to see.
 */
export function readCalculation(reader: Reader): Calculation | undefined {
  const { text, at, end } = reader;
  const sum: Sum = { text, at, end, operators: 0, fraction: false, leadingZero: false };
  const value = readSum(sum, 0);
  if (value === undefined || !Number.isFinite(value)) return undefined;
  reader.at = sum.at;
  const folded = sum.operators > 0 ? { folded: true } : {};
  const fraction = sum.fraction ? { fraction: true } : {};
  const node: NumberNode = { kind: 'number', start: at, end: sum.at, value, ...folded, ...fraction };
  return { node, isCode: sum.leadingZero || (sum.operators > 0 && looksLikeCode(text, at, sum.at)) };
}

function readSum(sum: Sum, depth: number): number | undefined {
  let total = 0;
  let product = readOperand(sum, depth);
  while (product !== undefined) {
    const operator = nextOperator(sum);
    if (operator === 0) return total + product;
    sum.operators++;
    const operand = readOperand(sum, depth);
    if (operand === undefined) return undefined;
    if (operator === STAR) product *= operand;
    else if (operator === SLASH) product /= operand;
    else {
      total += product;
      product = operator === MINUS ? -operand : operand;
    }
  }
  return undefined;
}

/** Takes the next operator with the blank space around it; 0, and nothing taken, if none follows. */
function nextOperator(sum: Sum): number {
  const at = skipPlain(sum, sum.at);
  const code = at < sum.end ? sum.text.charCodeAt(at) : 0;
  if (code !== PLUS && code !== MINUS && code !== STAR && code !== SLASH) return 0;
  // `->` leads to a result, `**` and `//` are not folded.
  const next = sum.text.charCodeAt(at + 1);
  if (next === code || (code === MINUS && next === 0x3e)) return 0;
  sum.at = at + 1;
  return code;
}

function readOperand(sum: Sum, depth: number): number | undefined {
  sum.at = skipPlain(sum, sum.at);
  let sign = 1;
  for (; sum.at < sum.end; sum.at = skipPlain(sum, sum.at + 1)) {
    const code = sum.text.charCodeAt(sum.at);
    if (code === MINUS) sign = -sign;
    else if (code !== PLUS) break;
  }
  const value = sum.text.charCodeAt(sum.at) === OPEN_PAREN ? readGroup(sum, depth) : readNumber(sum);
  return value === undefined ? undefined : sign * value;
}

function readGroup(sum: Sum, depth: number): number | undefined {
  if (depth === MAX_PARENTHESES) return undefined;
  sum.at++;
  const value = readSum(sum, depth + 1);
  sum.at = skipPlain(sum, sum.at);
  if (value === undefined || asciiForm(sum.text.charCodeAt(sum.at)) !== CLOSE_PAREN) return undefined;
  sum.at++;
  sum.operators++;
  return value;
}

function skipPlain(sum: Sum, from: number): number {
  let at = from;
  while (at < sum.end && isPlainSpace(sum.text.charCodeAt(at))) at++;
  return at;
}

/** A number as Python and JSON write it: `12`, `1_000`, `0x1f`, `.5`, `5.`, `1e-3`. */
function readNumber(sum: Sum): number | undefined {
  const start = sum.at;
  const radix = readRadix(sum);
  if (radix !== undefined) return radix;
  const whole = skipDigits(sum);
  if (sum.text.charCodeAt(sum.at) === DOT && sum.at < sum.end) {
    sum.at++;
    if (!skipDigits(sum) && !whole) return undefined;
    sum.fraction = true;
  } else if (!whole) return undefined;
  else if (sum.text.charCodeAt(start) === ZERO && sum.at - start > 1) sum.leadingZero = true;
  if (isDigit(sum.text.charCodeAt(start + 1)) && sum.text.charCodeAt(start) === ZERO) sum.leadingZero = true;
  readExponent(sum);
  const digits = sum.text.slice(start, sum.at);
  return Number(digits.includes('_') ? digits.replaceAll('_', '') : digits);
}

function skipDigits(sum: Sum): boolean {
  const start = sum.at;
  for (; sum.at < sum.end; sum.at++) {
    const code = sum.text.charCodeAt(sum.at);
    if (!isDigit(code) && !(code === 0x5f && sum.at > start && isDigit(sum.text.charCodeAt(sum.at + 1)))) break;
  }
  return sum.at > start;
}

function readExponent(sum: Sum): void {
  const from = sum.at;
  if ((sum.text.charCodeAt(from) | 0x20) !== 0x65) return;
  sum.at++;
  const sign = sum.text.charCodeAt(sum.at);
  if (sign === PLUS || sign === MINUS) sum.at++;
  if (skipDigits(sum)) sum.fraction = true;
  else sum.at = from;
}

function readRadix(sum: Sum): number | undefined {
  if (sum.text.charCodeAt(sum.at) !== ZERO) return undefined;
  const match = /^0(?:x[\da-f]{1,16}|o[0-7]{1,20}|b[01]{1,64})/i.exec(
    sum.text.slice(sum.at, Math.min(sum.end, sum.at + 66)),
  );
  if (match === null) return undefined;
  sum.at += match[0].length;
  return Number(match[0]);
}

/**
 * True for a "calculation" that is a date (`2024-10-11`, `10/11/2024`, `2024-10`), a phone number (`010-8888`,
 * `400-820-8820`, `+86-1380000`) or another code in groups. Nobody writes a calculation like that; with blank space
 * around its signs it is one.
 */
function looksLikeCode(text: string, start: number, end: number): boolean {
  if (end - start > 40) return false;
  const written = text.slice(start, end);
  return CODES.some((shape) => shape.test(written));
}

const CODES: readonly RegExp[] = [
  /^\d+(?:-\d+){2,}$/,
  /^(?:19|20)\d\d-(?:[1-9]|1[0-2])$/,
  /^\d{1,4}\/\d{1,2}\/(?:19|20)\d\d$/,
  /^(?:19|20)\d\d\/\d{1,2}\/\d{1,2}$/,
  /^\d{3}-\d{4,8}$/,
  /^\d{4}-\d{7,8}$/,
  /^\+\d+(?:-\d+)+$/,
];
