import type { TensorInfo } from './tensorInfo.ts';

/**
 * Reads a header in the form that all writers use, without building an object of a hundred thousand members, which is
 * the slow part of `JSON.parse`. Undefined for anything else (escapes, other members, errors); then `JSON.parse` is
 * used.
 */
export function scanHeader(text: string): readonly TensorInfo[] | undefined {
  const scanner = createScanner(text);
  const tensors: TensorInfo[] = [];
  if (!scanner.take('{')) return undefined;
  if (scanner.take('}')) return scanner.atEnd() ? tensors : undefined;
  do {
    const name = scanner.string();
    if (name === undefined || !scanner.take(':')) return undefined;
    if (name === '__metadata__') {
      if (!skipMetadata(scanner)) return undefined;
      continue;
    }
    const tensor = scanTensor(scanner, name);
    if (tensor === undefined) return undefined;
    tensors.push(tensor);
  } while (scanner.take(','));
  return scanner.take('}') && scanner.atEnd() ? tensors : undefined;
}

function scanTensor(scanner: Scanner, name: string): TensorInfo | undefined {
  let dtype: string | undefined;
  let shape: readonly number[] | undefined;
  let offsets: readonly number[] | undefined;
  if (!scanner.take('{')) return undefined;
  do {
    const member = scanner.string();
    if (!scanner.take(':')) return undefined;
    if (member === 'dtype') dtype = scanner.string();
    else if (member === 'shape') shape = scanner.sizes();
    else if (member === 'data_offsets') offsets = scanner.sizes();
    else return undefined;
  } while (scanner.take(','));
  const [start, end] = offsets ?? [];
  if (dtype === undefined || shape === undefined || start === undefined || end === undefined) return undefined;
  return offsets?.length === 2 && scanner.take('}') ? { name, dtype, shape, start, end } : undefined;
}

/** `{"format": "pt"}`: texts only. */
function skipMetadata(scanner: Scanner): boolean {
  if (!scanner.take('{')) return false;
  if (scanner.take('}')) return true;
  do {
    if (scanner.string() === undefined || !scanner.take(':') || scanner.string() === undefined) return false;
  } while (scanner.take(','));
  return scanner.take('}');
}

interface Scanner {
  /** Consumes a character if it is next, after white space. */
  readonly take: (character: string) => boolean;
  /** A string without escapes. */
  readonly string: () => string | undefined;
  /** A list of integers of 0 or more. */
  readonly sizes: () => readonly number[] | undefined;
  readonly atEnd: () => boolean;
}

const [quote, backslash, space, zero, nine] = [34, 92, 32, 48, 57] as const;

function createScanner(text: string): Scanner {
  let at = 0;
  const skipSpace = (): void => {
    while (at < text.length && isSpace(text.charCodeAt(at))) at += 1;
  };
  const take = (character: string): boolean => {
    skipSpace();
    if (text[at] !== character) return false;
    at += 1;
    return true;
  };
  const string = (): string | undefined => {
    if (!take('"')) return undefined;
    const start = at;
    for (; at < text.length; at += 1) {
      const code = text.charCodeAt(at);
      if (code === backslash || code < space) return undefined;
      if (code !== quote) continue;
      at += 1;
      return text.slice(start, at - 1);
    }
    return undefined;
  };
  const size = (): number | undefined => {
    skipSpace();
    const start = at;
    let value = 0;
    for (let code = text.charCodeAt(at); code >= zero && code <= nine; code = text.charCodeAt(at)) {
      value = value * 10 + code - zero;
      at += 1;
    }
    const isPlain = at > start && at - start < 16 && (at - start === 1 || text.charCodeAt(start) !== zero);
    return isPlain ? value : undefined;
  };
  const sizes = (): readonly number[] | undefined => {
    if (!take('[')) return undefined;
    if (take(']')) return [];
    const list: number[] = [];
    do {
      const value = size();
      if (value === undefined) return undefined;
      list.push(value);
    } while (take(','));
    return take(']') ? list : undefined;
  };
  const atEnd = (): boolean => {
    skipSpace();
    return at === text.length;
  };
  return { take, string, sizes, atEnd };
}

function isSpace(code: number): boolean {
  return code === space || (code >= 9 && code <= 13 && code !== 11 && code !== 12);
}
