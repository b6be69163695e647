import { CODE, isBreak, skipInlineSpace, skipRun, trimEnd } from './characters.ts';
import type { FenceMark, HeadingMark, Mark, RuleMark } from './marks.ts';

/** Reads a heading, a separator or a fence at the first visible character of a line. */
export function readLineMark(text: string, at: number, lineAt: number, quoted: boolean): Mark | undefined {
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

function readHeading(text: string, at: number, lineAt: number, quoted: boolean): HeadingMark | undefined {
  const behind = skipRun(text, at, CODE.hash);
  const level = behind - at;
  const titleStart = skipInlineSpace(text, behind);
  const titleEnd = trimEnd(text, titleStart, lineEnd(text, titleStart));
  if (level > 6 || titleStart === titleEnd) return undefined;
  return { kind: 'heading', at: lineAt, quoted, level, titleStart, titleEnd };
}

function readRule(text: string, at: number, lineAt: number, quoted: boolean): RuleMark | undefined {
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
  behindLabel: boolean,
): FenceMark | undefined {
  const code = text.charCodeAt(at);
  if (code !== CODE.backtick && code !== CODE.tilde) return undefined;
  const behind = skipRun(text, at, code);
  const count = behind - at;
  if (count < 3) return undefined;
  const end = lineEnd(text, behind);
  const info = text.slice(behind, end).trim();
  if (code === CODE.backtick && info.includes('`')) return undefined;
  return { kind: 'fence', at: lineAt, quoted, start: at, end, code, count, info, behindLabel };
}

/** The end of the line that holds an offset, its break left out. */
export function lineEnd(text: string, from: number): number {
  let at = from;
  while (at < text.length && !isBreak(text.charCodeAt(at))) at++;
  return at;
}

/** True if a fence line ends the fence that `opener` began. */
export function closesFence(mark: FenceMark, opener: FenceMark): boolean {
  return mark.info === '' && !mark.behindLabel && mark.code === opener.code && mark.count >= opener.count;
}

/** The offset behind the line break of the line that holds an offset. */
export function nextLine(text: string, from: number): number {
  return breakAfter(text, lineEnd(text, from));
}

/** The offset behind the line break at `at`; `at` itself if there is none. */
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
