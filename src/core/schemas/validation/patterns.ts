import { RE2JS } from 're2js';
import { translateProperty } from './unicodeProperties.ts';

/** A compiled pattern, or why there is none: `unsupported` needs backtracking, `broken` is not a valid regular expression. */
export type PatternResult =
  | { readonly ok: true; readonly test: (text: string) => boolean }
  | { readonly ok: false; readonly reason: 'unsupported' | 'broken' };

const MAX_KNOWN = 2000;
const known = new Map<string, PatternResult>();

/**
 * Compiles a pattern of ECMAScript's syntax so that it runs in linear time. Look-around, back references and
 * repetitions over 1,000 are not for a linear engine: they are never run on another one instead.
 */
export function compilePattern(pattern: string): PatternResult {
  const found = known.get(pattern);
  if (found !== undefined) return found;
  if (known.size >= MAX_KNOWN) known.clear();
  const result = compile(pattern);
  known.set(pattern, result);
  return result;
}

function compile(pattern: string): PatternResult {
  return compileSteady(pattern) ?? compileLinear(pattern);
}

function compileLinear(pattern: string): PatternResult {
  try {
    const compiled = RE2JS.compile(RE2JS.translateRegExp(widened(pattern)));
    return { ok: true, test: (text) => compiled.test(text) };
  } catch {
    return { ok: false, reason: isExpression(pattern) ? 'unsupported' : 'broken' };
  }
}

/** What takes one character: itself, an escape, or a class. */
const ATOM = String.raw`(?:[^\\^$.*+?()[\]{}|/]|\\[dDwW]|\\[.*+?()[\]{}|/$^\\]|\[\^?(?:[\w .:@#%&~/+*,-]|\\[dw])+\])`;

/**
 * Patterns that fix what is at each position from the beginning, `^SO-\d{6}$` or `^[a-z]+$`: only the last character
 * may repeat, so there is nothing to go back to.
 */
const STEADY = new RegExp(String.raw`^\^(?:${ATOM}(?:\{\d{1,3}\})?)*(?:${ATOM}(?:[*+]|\{\d{1,3},\d{0,3}\}))?\$$`);

const LONGEST_STEADY = 200;

/** Such patterns are linear on any engine, so they run on ECMAScript's own, which is several times as fast. */
function compileSteady(pattern: string): PatternResult | undefined {
  if (pattern.length > LONGEST_STEADY || !STEADY.test(pattern)) return undefined;
  try {
    const compiled = new RegExp(pattern, 'u');
    return { ok: true, test: (text) => compiled.test(text) };
  } catch {
    return undefined;
  }
}

/** Compiling runs nothing, so ECMAScript's own engine may say whether this is an expression at all. */
function isExpression(pattern: string): boolean {
  return ['u', ''].some((flags) => {
    try {
      return new RegExp(pattern, flags).source !== '';
    } catch {
      return false;
    }
  });
}

const SPACES = '\\t\\n\\v\\f\\r \\x{a0}\\x{feff}\\p{Z}';

/** What `.` takes in ECMAScript: four characters end its lines, one those of the engine. */
const ANY = '[^\\n\\r\\x{2028}\\x{2029}]';

/** ECMAScript's `\s` knows the spaces of every script, and writes astral characters as pairs; the engine does neither. */
function widened(pattern: string): string {
  const points = pattern.replace(/\\u(d[89ab][\da-f]{2})\\u(d[c-f][\da-f]{2})/gi, (_, high: string, low: string) => {
    const point = (Number.parseInt(high, 16) - 0xd800) * 0x400 + (Number.parseInt(low, 16) - 0xdc00) + 0x10000;
    return `\\x{${point.toString(16)}}`;
  });
  let inClass = false;
  return points.replace(/\\[pP]\{[^{}]*\}|\\[\s\S]|[[\].]/g, (token) => {
    if (token.length > 2) return translateProperty(token);
    if (token === '[') inClass = true;
    else if (token === ']') inClass = false;
    else if (token === '\\s') return inClass ? SPACES : `[${SPACES}]`;
    else if (token === '.' && !inClass) return ANY;
    else if (token === '\\S' && !inClass) return `[^${SPACES}]`;
    return token;
  });
}
