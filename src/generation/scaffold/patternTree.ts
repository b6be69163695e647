/** A regular expression as far as text can be made from it. */
export type PatternNode =
  | { readonly kind: 'characters'; readonly ranges: readonly CharacterRange[] }
  | { readonly kind: 'sequence'; readonly parts: readonly PatternNode[] }
  | { readonly kind: 'choice'; readonly options: readonly PatternNode[] }
  | { readonly kind: 'repeat'; readonly part: PatternNode; readonly minimum: number; readonly maximum: number };

/** Code points from the first to the last, both included. */
export type CharacterRange = readonly [first: number, last: number];

const EMPTY: PatternNode = { kind: 'sequence', parts: [] };
const DIGITS: readonly CharacterRange[] = [[48, 57]];
const LOWER: CharacterRange = [97, 122];
const UPPER: CharacterRange = [65, 90];
const WORD: readonly CharacterRange[] = [LOWER, UPPER, ...DIGITS];
const HAN: CharacterRange = [0x4e00, 0x4fff];
const CLASSES: Readonly<Record<string, readonly CharacterRange[]>> = {
  d: DIGITS,
  w: WORD,
  s: [[32, 32]],
  D: [LOWER],
  W: [[45, 45]],
  S: WORD,
  h: [[32, 32]],
};
const CONTROLS: Readonly<Record<string, number>> = { t: 9, n: 10, v: 11, f: 12, r: 13, 0: 0 };
const PROPERTIES: readonly (readonly [RegExp, readonly CharacterRange[]])[] = [
  [/^(Nd|N|Number)$/, DIGITS],
  [/^(Lu|Uppercase)$/, [UPPER]],
  [/Han/, [HAN]],
  [/^(P|Punctuation)/, [[45, 45]]],
  [/^(Z|Zs|White)/, [[32, 32]]],
];

/**
 * Reads a pattern. Anchors and look-arounds become nothing and back references too, so that what is made from the
 * tree has to be checked against the pattern. Undefined if the pattern is not well formed.
 */
export function parsePattern(pattern: string): PatternNode | undefined {
  const reader = { text: [...pattern], at: 0 };
  const node = readChoice(reader);
  return reader.at === reader.text.length ? node : undefined;
}

interface Reader {
  readonly text: readonly string[];
  at: number;
}

function readChoice(reader: Reader): PatternNode | undefined {
  const options: PatternNode[] = [];
  do {
    const option = readSequence(reader);
    if (option === undefined) return undefined;
    options.push(option);
  } while (take(reader, '|'));
  return options.length === 1 ? options[0] : { kind: 'choice', options };
}

function readSequence(reader: Reader): PatternNode | undefined {
  const parts: PatternNode[] = [];
  while (reader.at < reader.text.length && peek(reader) !== '|' && peek(reader) !== ')') {
    const atom = readAtom(reader);
    if (atom === undefined) return undefined;
    parts.push(readQuantifier(reader, atom));
  }
  return { kind: 'sequence', parts };
}

function readAtom(reader: Reader): PatternNode | undefined {
  const char = reader.text[reader.at++] ?? '';
  switch (char) {
    case '^':
    case '$':
      return EMPTY;
    case '.':
      return { kind: 'characters', ranges: [LOWER] };
    case '(':
      return readGroup(reader);
    case '[':
      return readClass(reader);
    case '\\':
      return readEscape(reader);
    default:
      return '*+?'.includes(char) ? undefined : oneOf(char.codePointAt(0) ?? 0);
  }
}

function readGroup(reader: Reader): PatternNode | undefined {
  let looksAround = false;
  if (take(reader, '?')) {
    const rest = reader.text.slice(reader.at).join('');
    const prefix = /^(?:[:=!]|<[=!]|P?<\w+>|[a-z]*:)/.exec(rest)?.[0];
    if (prefix === undefined) return undefined;
    looksAround = /^<?[=!]$/.test(prefix);
    reader.at += [...prefix].length;
  }
  const inner = readChoice(reader);
  if (!take(reader, ')')) return undefined;
  return looksAround ? EMPTY : inner;
}

function readQuantifier(reader: Reader, part: PatternNode): PatternNode {
  const rest = reader.text.slice(reader.at, reader.at + 16).join('');
  const found = /^(?:([*+?])|\{(\d+)(,(\d*))?\})[?+]?/.exec(rest);
  if (found === null) return part;
  const [whole, sign, least, comma, most] = found;
  reader.at += whole.length;
  const minimum = sign === undefined ? Number(least) : sign === '+' ? 1 : 0;
  const bounded = sign === '?' ? 1 : Number.POSITIVE_INFINITY;
  const maximum = sign !== undefined ? bounded : comma === undefined ? minimum : most === '' ? bounded : Number(most);
  return { kind: 'repeat', part, minimum, maximum };
}

function readClass(reader: Reader): PatternNode | undefined {
  const negated = take(reader, '^');
  const ranges: CharacterRange[] = [];
  while (peek(reader) !== ']') {
    const first = readClassMember(reader);
    if (first === undefined) return undefined;
    const [start] = first;
    const isRange = first.length === 1 && peek(reader) === '-' && reader.text[reader.at + 1] !== ']';
    if (!isRange || start === undefined) {
      ranges.push(...first);
      continue;
    }
    reader.at++;
    const last = readClassMember(reader)?.[0];
    if (last === undefined) return undefined;
    ranges.push([start[0], Math.max(start[0], last[1])]);
  }
  reader.at++;
  return { kind: 'characters', ranges: negated ? complement(ranges) : ranges };
}

function readClassMember(reader: Reader): readonly CharacterRange[] | undefined {
  const char = reader.text[reader.at++];
  if (char === undefined) return undefined;
  if (char === '\\') {
    // In a class \b is the backspace.
    const node = take(reader, 'b') ? oneOf(8) : readEscape(reader);
    return node?.kind === 'characters' ? node.ranges : undefined;
  }
  const code = char.codePointAt(0) ?? 0;
  return [[code, code]];
}

function readEscape(reader: Reader): PatternNode | undefined {
  const char = reader.text[reader.at++];
  if (char === undefined) return undefined;
  if (/[1-9bBAZzGk]/.test(char)) return EMPTY;
  const ranges = CLASSES[char];
  if (ranges !== undefined) return { kind: 'characters', ranges };
  const rest = reader.text.slice(reader.at, reader.at + 40).join('');
  if (char === 'p' || char === 'P') return readProperty(reader, rest, char === 'P');
  const hex = char === 'u' ? /^(?:\{([0-9a-f]+)\}|([0-9a-f]{4}))/i : /^([0-9a-f]{2})/i;
  const code = char === 'u' || char === 'x' ? hex.exec(rest) : null;
  if (code === null) return oneOf(CONTROLS[char] ?? char.codePointAt(0) ?? 0);
  reader.at += code[0].length;
  return oneOf(Number.parseInt(code[1] ?? code[2] ?? '0', 16));
}

function readProperty(reader: Reader, rest: string, negated: boolean): PatternNode | undefined {
  const found = /^\{([^}]*)\}/.exec(rest);
  if (found === null) return undefined;
  reader.at += [...found[0]].length;
  const name = found[1] ?? '';
  const ranges = PROPERTIES.find(([pattern]) => pattern.test(name))?.[1] ?? [LOWER];
  return { kind: 'characters', ranges: negated ? complement(ranges) : ranges };
}

/** What a negated class allows, from plain characters first: letters, digits, and only then anything else. */
function complement(ranges: readonly CharacterRange[]): readonly CharacterRange[] {
  const allowed: CharacterRange[] = [];
  for (const [first, last] of [LOWER, UPPER, ...DIGITS, HAN, [33, 126] as const]) {
    for (let code = first; code <= Math.min(last, first + 100); code++) {
      if (!ranges.some(([start, end]) => start <= code && code <= end)) allowed.push([code, code]);
    }
    if (allowed.length > 0) return allowed;
  }
  return allowed;
}

function oneOf(code: number): PatternNode {
  return { kind: 'characters', ranges: [[code, code]] };
}

function peek(reader: Reader): string | undefined {
  return reader.text[reader.at];
}

function take(reader: Reader, char: string): boolean {
  if (peek(reader) !== char) return false;
  reader.at++;
  return true;
}
