import type { ElidedNode, PlaceholderNode } from '../callNodes.ts';
import { DOLLAR, DOT, ELLIPSIS, isLineBreak, LESS, OPEN_BRACE } from './characters.ts';
import type { Reader } from './reader.ts';

/** A name between braces or angle brackets is short; what is longer is something else. */
export const MAX_PLACEHOLDER_LENGTH = 200;

/** Reads `{{x}}`, `${x}`, `{x}` or `<x>` at the reader's position; undefined, and nothing read, if none is there. */
export function readPlaceholder(reader: Reader): PlaceholderNode | undefined {
  const { text, at } = reader;
  const [open, close] = marks(text, at);
  if (open === '') return undefined;
  const from = at + open.length;
  const to = findOnLine(reader, from, close);
  const inner = to === -1 ? '' : text.slice(from, to);
  if (inner.trim() === '' || !isPlausible(open, inner)) return undefined;
  reader.at = to + close.length;
  return { kind: 'placeholder', start: at, end: reader.at, text: text.slice(at, reader.at) };
}

function marks(text: string, at: number): readonly [open: string, close: string] {
  const code = text.charCodeAt(at);
  if (code === LESS) return ['<', '>'];
  if (code === DOLLAR && text.charCodeAt(at + 1) === OPEN_BRACE) return ['${', '}'];
  if (code === OPEN_BRACE) return text.charCodeAt(at + 1) === OPEN_BRACE ? ['{{', '}}'] : ['{', '}'];
  return ['', ''];
}

/** `{x}` may also be a broken object, and `<5, b=>` a broken comparison. */
function isPlausible(open: string, inner: string): boolean {
  if (open === '{') return /^[\p{L}_][\p{L}\p{N}_]*$/u.test(inner);
  if (open === '{{') return !/^\s*["'{]/.test(inner);
  return open !== '<' || !/["'=<]/.test(inner);
}

function findOnLine(reader: Reader, from: number, close: string): number {
  const limit = Math.min(reader.end, from + MAX_PLACEHOLDER_LENGTH);
  for (let to = from; to < limit; to++) {
    if (isLineBreak(reader.text.charCodeAt(to))) return -1;
    if (reader.text.startsWith(close, to) && to + close.length <= reader.end) return to;
  }
  return -1;
}

/** Reads `...`, `…` or `……` at the reader's position. */
export function readElided(reader: Reader): ElidedNode | undefined {
  const { text, at, end } = reader;
  let to = at;
  while (to < end && (text.charCodeAt(to) === DOT || text.charCodeAt(to) === ELLIPSIS)) to++;
  if (to - at < 3 && text.charCodeAt(at) !== ELLIPSIS) return undefined;
  reader.at = to;
  return { kind: 'elided', start: at, end: to };
}

/** True if a text only represents something that was left out: `...`, `[…]`, `略`, `（略）`, `<request>`, `{{x}}`. */
export function isPlaceholderText(text: string): boolean {
  const bare = text.trim();
  if (bare.length > MAX_PLACEHOLDER_LENGTH) return false;
  return /^(?:[[(（]?(?:\.{3,}|…+|略|省略)[^\])）]*[\])）]?|\[[^\]]*\]|<[^<>]*>|\{\{[^{}]*\}\}|\{[^{}":]*\})$/.test(
    bare,
  );
}
