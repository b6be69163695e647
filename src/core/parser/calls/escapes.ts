const NAMED: ReadonlyMap<string, string> = new Map([
  ['n', '\n'],
  ['r', '\r'],
  ['t', '\t'],
  ['b', '\b'],
  ['f', '\f'],
  ['v', '\v'],
  ['a', '\x07'],
  ['0', '\0'],
  ['\\', '\\'],
  ["'", "'"],
  ['"', '"'],
  ['/', '/'],
  ['\n', ''],
]);

/** Digits after `\x`, `\u` and `\U`. */
const DIGITS: ReadonlyMap<string, number> = new Map([
  ['x', 2],
  ['u', 4],
  ['U', 8],
]);

interface Escape {
  readonly value: string;
  readonly length: number;
}

/** The text a string literal represents. An escape that neither Python nor JSON knows keeps its backslash. */
export function resolveEscapes(raw: string): string {
  let value = '';
  let from = 0;
  for (let at = raw.indexOf('\\'); at !== -1; at = raw.indexOf('\\', from)) {
    const found = readEscape(raw, at);
    value += raw.slice(from, at) + found.value;
    from = at + found.length;
  }
  return value + raw.slice(from);
}

/**
 * The same, with the offset in `raw` at which each character of the value begins, and `raw.length` after the last,
 * so that what is found in the value can be shown in the literal.
 */
export function resolveWithOffsets(raw: string): { readonly value: string; readonly offsets: Uint32Array } {
  const offsets = new Uint32Array(raw.length + 1);
  const parts: string[] = [];
  let length = 0;
  for (let at = 0; at < raw.length; ) {
    const found = raw[at] === '\\' ? readEscape(raw, at) : { value: raw.charAt(at), length: 1 };
    for (let unit = 0; unit < found.value.length; unit++) offsets[length++] = at;
    parts.push(found.value);
    at += found.length;
  }
  offsets[length] = raw.length;
  return { value: parts.join(''), offsets };
}

function readEscape(raw: string, at: number): Escape {
  const letter = raw.charAt(at + 1);
  const named = NAMED.get(letter);
  if (named !== undefined) return { value: named, length: 2 };
  const digits = DIGITS.get(letter);
  if (digits !== undefined) {
    const hex = raw.slice(at + 2, at + 2 + digits);
    const point = Number.parseInt(hex, 16);
    if (hex.length === digits && /^[\da-f]+$/i.test(hex) && point <= 0x10ffff) {
      return { value: digits === 8 ? String.fromCodePoint(point) : String.fromCharCode(point), length: 2 + digits };
    }
  }
  return { value: raw.slice(at, at + 2), length: Math.min(2, raw.length - at) };
}
