import { CODE, isBreak, skipInlineSpace, skipRun, trimEnd } from './characters.ts';
import type { FenceToken, HeadingToken, LineToken, RulerToken } from './lineTokens.ts';

/** Reads a heading, a separator or a fence at the first visible character of a line. */
export function readLineToken(text: string, at: number, lineAt: number, quoted: boolean): LineToken | undefined {
  switch (text.charCodeAt(at)) {
    case CODE.hash:
      return readHeading(text, at, lineAt, quoted);
    case CODE.minus:
    case CODE.asterisk:
      return readRule(text, at, lineAt, quoted);
    case CODE.backtick:
    case CODE.tilde:
      return readFence(text, at, lineAt, quoted, false);
    default:
      return undefined;
  }
}

function readHeading(text: string, at: number, lineAt: number, quoted: boolean): HeadingToken | undefined {
  const after = skipRun(text, at, CODE.hash);
  const level = after - at;
  const titleStart = skipInlineSpace(text, after);
  const titleEnd = trimEnd(text, titleStart, lineEnd(text, titleStart));
  if (level > 6 || titleStart === titleEnd || (level === 1 && isEvidence(text, after))) return undefined;
  return { kind: 'heading', at: lineAt, quoted, level, titleStart, titleEnd };
}

const EVIDENCE = /E\d{1,3} ?=/y;

/** True for `#E1 = Search[…]`, the evidence of a plan. */
function isEvidence(text: string, at: number): boolean {
  EVIDENCE.lastIndex = at;
  return EVIDENCE.test(text);
}

function readRule(text: string, at: number, lineAt: number, quoted: boolean): RulerToken | undefined {
  const end = skipRun(text, at, text.charCodeAt(at));
  if (end - at < 3) return undefined;
  const rest = skipInlineSpace(text, end);
  if (rest < text.length && !isBreak(text.charCodeAt(rest))) return undefined;
  return { kind: 'rule', at: lineAt, quoted, start: at, end };
}

/** Reads the opening or closing line of a fence. */
export function readFence(
  text: string,
  at: number,
  lineAt: number,
  quoted: boolean,
  afterLabel: boolean,
): FenceToken | undefined {
  const code = text.charCodeAt(at);
  if (code !== CODE.backtick && code !== CODE.tilde) return undefined;
  const after = skipRun(text, at, code);
  const count = after - at;
  if (count < 3) return undefined;
  const end = lineEnd(text, after);
  const info = text.slice(after, end).trim();
  if (code === CODE.backtick && info.includes('`')) return undefined;
  return { kind: 'fence', at: lineAt, quoted, start: at, end, code, count, info, afterLabel };
}

/** The end of the line that holds an offset, its break left out; `limit` if that comes first. */
export function lineEnd(text: string, from: number, limit = text.length): number {
  let at = from;
  while (at < limit && !isBreak(text.charCodeAt(at))) at++;
  return at;
}

/** True if a fence line ends the fence that `opener` began. */
export function closesFence(token: FenceToken, opener: FenceToken): boolean {
  return token.info === '' && !token.afterLabel && token.code === opener.code && token.count >= opener.count;
}

/** The offset after the line break of the line that holds an offset. */
export function nextLine(text: string, from: number, limit = text.length): number {
  return breakAfter(text, lineEnd(text, from, limit));
}

/** The offset after the line break at `at`; `at` itself if there is none. */
export function breakAfter(text: string, at: number): number {
  let next = at;
  if (text.charCodeAt(next) === CODE.carriageReturn) next++;
  if (text.charCodeAt(next) === CODE.lineFeed) next++;
  return next;
}

/** The offset before the line break that ends at `at`; `at` itself if there is none. */
export function breakBefore(text: string, at: number): number {
  let next = at;
  if (text.charCodeAt(next - 1) === CODE.lineFeed) next--;
  if (text.charCodeAt(next - 1) === CODE.carriageReturn) next--;
  return next;
}
