import { CODE, isBreak, isDigit, isInlineSpace, isLatin, skipInlineSpace, skipRun } from './characters.ts';
import { readChineseNumeral, readCircled, readDigits, readNumeral } from './numerals.ts';

/** How an item is numbered. Items of one list share a style. */
export type MarkerStyle =
  | 'digits'
  | 'parenthesis'
  | 'bracketed'
  | 'bracketed-chinese'
  | 'dotted'
  | 'circled'
  | 'chinese'
  | 'ordinal'
  | 'article'
  | 'grade'
  | 'word'
  | 'word-letter'
  | 'letter'
  | 'letter-dotted'
  | 'roman';

/** The numeral that opens an item, with its punctuation. */
export interface Marker {
  readonly style: MarkerStyle;
  /** From the numeral, or the word before it, to the punctuation after it. */
  readonly start: number;
  readonly end: number;
  /** Where the item's own words begin. */
  readonly contentStart: number;
  /** The number as written, in plain digits or letters: `2.1`, `B.1`, `10a`, `3`. */
  readonly label: string;
  /** The last component as a number. */
  readonly value: number;
}

interface Numbered {
  readonly style: MarkerStyle;
  readonly label: string;
  readonly value: number;
  readonly end: number;
}

const PUNCTUATION: ReadonlySet<string> = new Set(['.', '．', '、', ')', '）', ':', '：', ',', '，', '•', '\\', '·']);
const PARENTHESIZED_DIGIT = { first: 0x2474, last: 0x2487 };
const DIGIT_FULL_STOP = { first: 0x2488, last: 0x249b };
const GRADE = { first: 0x2160, last: 0x216b };
const ROMAN: Readonly<Record<string, number>> = {
  i: 1,
  ii: 2,
  iii: 3,
  iv: 4,
  v: 5,
  vi: 6,
  vii: 7,
  viii: 8,
  ix: 9,
  x: 10,
};
/** Characters beyond ASCII that can open a marker; most lines begin with another one. */
const OPENING = /[（０-９①-⓿⑴-⒛❶-➉㈠-㊿Ⅰ-Ⅻ〇一二三四五六七八九十两第步]/;

function mayOpen(text: string, at: number): boolean {
  const code = text.charCodeAt(at);
  if (code < 0x80) return isDigit(code) || isLatin(code) || code === CODE.openBracket || code === CODE.asterisk;
  return OPENING.test(text.charAt(at));
}

/** Reads the marker at an offset: `1.`, `1、`, `（1）`, `①`, `一、`, `第一步，`, `Step 1:`, `2.1`, `B.1)`, `10a`, also in bold. */
export function readMarker(text: string, at: number): Marker | undefined {
  if (at >= text.length || !mayOpen(text, at)) return undefined;
  const bold = text.startsWith('**', at) ? 2 : 0;
  const start = skipInlineSpace(text, at + bold);
  const read = readNumbered(text, start);
  if (read === undefined) return undefined;
  const end = bold > 0 && text.startsWith('**', read.end) ? read.end + 2 : read.end;
  return {
    style: read.style,
    start,
    end,
    contentStart: skipInlineSpace(text, end),
    label: read.label,
    value: read.value,
  };
}

function readNumbered(text: string, at: number): Numbered | undefined {
  const code = text.charCodeAt(at);
  if (isDigit(code)) return readDotted(text, at) ?? readSuffixed(text, at) ?? readPlainDigits(text, at);
  if (code >= 0xff10 && code <= 0xff19) return readPlainDigits(text, at);
  if (code === 0x28 || code === 0xff08) return readBracketed(text, at);
  if (isLatin(code)) return readWord(text, at) ?? readLetter(text, at);
  if (code < 0x2000) return undefined;
  if (text[at] === '第') return readOrdinal(text, at);
  if (text[at] === '步') return readWord(text, at);
  return readSymbol(text, at, code) ?? readChinese(text, at);
}

/** `①`, `⑴`, `⒈` and `Ⅰ级` */
function readSymbol(text: string, at: number, code: number): Numbered | undefined {
  const circled = readCircled(text, at);
  if (circled !== undefined) return symbol('circled', circled.value, skipPunctuation(text, circled.end));
  if (code >= PARENTHESIZED_DIGIT.first && code <= PARENTHESIZED_DIGIT.last) {
    return symbol('circled', code - PARENTHESIZED_DIGIT.first + 1, skipPunctuation(text, at + 1));
  }
  if (code >= DIGIT_FULL_STOP.first && code <= DIGIT_FULL_STOP.last) {
    return symbol('digits', code - DIGIT_FULL_STOP.first + 1, at + 1);
  }
  if (code < GRADE.first || code > GRADE.last) return undefined;
  const grade = /^[级类档]/.test(text.slice(at + 1, at + 2)) ? at + 2 : at + 1;
  const end = skipPunctuation(text, grade);
  return grade > at + 1 || end > grade ? symbol('grade', code - GRADE.first + 1, end) : undefined;
}

function symbol(style: MarkerStyle, value: number, end: number): Numbered {
  return { style, label: String(value), value, end };
}

/** The offset after the digits at an offset. */
function skipDigits(text: string, at: number): number {
  let end = at;
  while (isDigit(text.charCodeAt(end))) end++;
  return end;
}

/** `2.1` and deeper, with or without punctuation after it; also `1.0`. */
function readDotted(text: string, at: number): Numbered | undefined {
  const dot = skipDigits(text, at);
  if ((text[dot] !== '.' && text[dot] !== '．') || !isDigit(text.charCodeAt(dot + 1))) return undefined;
  const [number] = /^\d{1,3}(?:[.．]\d{1,3})+/.exec(text.slice(at, at + 24)) ?? [];
  if (number === undefined) return undefined;
  const end = skipPunctuation(text, at + number.length);
  // `1.5元` is an amount, `1.5 km` too; `2.1接听` and `2.1 Scan` are markers.
  const next = text[end] ?? '';
  const isApart = end > at + number.length || isSpaceOrEndAt(text, end) || /[\p{Script=Han}“《【]/u.test(next);
  if (!isApart || isUnit(text, end)) return undefined;
  const label = number.replaceAll('．', '.');
  return { style: 'dotted', label, value: Number(label.slice(label.lastIndexOf('.') + 1)), end };
}

const UNIT =
  /^[ \t]?(?:元|块|万|亿|倍|米|公里|千米|小时|天|个|折|度|%|％|km|kg|cm|mm|m\b|h\b|hours?\b|days?\b|percent\b|times\b|GB\b|MB\b|bar\b)/i;

function isUnit(text: string, at: number): boolean {
  return UNIT.test(text.slice(at, at + 10));
}

/** `10a.`, `3b)` */
function readSuffixed(text: string, at: number): Numbered | undefined {
  if (!isLatin(text.charCodeAt(skipDigits(text, at)))) return undefined;
  const [label] = /^\d{1,3}[a-z](?=[.．、)）:：])/.exec(text.slice(at, at + 6)) ?? [];
  if (label === undefined) return undefined;
  return { style: 'digits', label, value: Number.parseInt(label, 10), end: at + label.length + 1 };
}

/** `1.`, `1、`, `1)`, `1•`: the punctuation makes the number a marker. */
function readPlainDigits(text: string, at: number): Numbered | undefined {
  const numeral = readDigits(text, at);
  if (numeral === undefined) return undefined;
  const end = skipPunctuation(text, numeral.end);
  // `1.5`, `3:30` and `1,000` are no markers.
  if (end === numeral.end || isDigit(text.charCodeAt(end))) return undefined;
  const mark = text[end - 1];
  if (mark === ':' || mark === ',' || mark === '，' || (mark === '：' && numeral.value > 99)) return undefined;
  const style = mark === ')' || mark === '）' ? 'parenthesis' : 'digits';
  return { style, label: String(numeral.value), value: numeral.value, end };
}

function readChinese(text: string, at: number): Numbered | undefined {
  const numeral = readChineseNumeral(text, at);
  if (numeral === undefined) return undefined;
  const end = skipPunctuation(text, numeral.end);
  const mark = text[end - 1];
  if (end === numeral.end || mark === '，' || mark === ',' || mark === '•') return undefined;
  return { style: 'chinese', label: String(numeral.value), value: numeral.value, end };
}

/** `（1）`, `(一)`, `(i)`, `(a)` */
function readBracketed(text: string, at: number): Numbered | undefined {
  const inner = skipInlineSpace(text, at + 1);
  const letters = /^(?:[ivx]{1,4}|[a-zA-Z])(?=[)）])/.exec(text.slice(inner, inner + 6))?.[0];
  if (letters !== undefined) {
    const end = skipPunctuation(text, inner + letters.length + 1);
    const roman = ROMAN[letters.toLowerCase()];
    if (roman !== undefined) return { style: 'roman', label: letters, value: roman, end };
    return { style: 'letter', label: letters, value: letterValue(letters), end };
  }
  const numeral = readNumeral(text, inner);
  if (numeral === undefined) return undefined;
  const close = skipInlineSpace(text, numeral.end);
  if (text[close] !== ')' && text[close] !== '）') return undefined;
  const style = /[\d０-９]/.test(text.charAt(inner)) ? 'bracketed' : 'bracketed-chinese';
  return { style, label: String(numeral.value), value: numeral.value, end: skipPunctuation(text, close + 1) };
}

/** `第一步，`, `第一条`, `第一章` */
function readOrdinal(text: string, at: number): Numbered | undefined {
  const numeral = readNumeral(text, skipInlineSpace(text, at + 1));
  if (numeral === undefined) return undefined;
  const step = skipInlineSpace(text, numeral.end);
  const style = text[step] === '步' ? 'ordinal' : text[step] === '条' ? 'article' : undefined;
  if (style === undefined) return undefined;
  // `第三步的结果` speaks of a step and opens none.
  if (/^[的是中里内]/.test(text.slice(step + 1, step + 2))) return undefined;
  const end = skipPunctuation(text, step + 1);
  return { style, label: String(numeral.value), value: numeral.value, end };
}

const WORD_OPENINGS: ReadonlySet<string> = new Set(['步', 's', 'S']);

/** `步骤1：`, `Step 1:`, `Step 2.1`, `Step A)` */
function readWord(text: string, at: number): Numbered | undefined {
  if (!WORD_OPENINGS.has(text.charAt(at))) return undefined;
  const [word] = /^(?:步骤|step(?![a-z]))/i.exec(text.slice(at, at + 5)) ?? [];
  if (word === undefined) return undefined;
  const from = skipInlineSpace(text, at + word.length);
  const dotted = readDotted(text, from);
  if (dotted !== undefined) return { ...dotted, style: 'word' };
  const suffixed = readSuffixed(text, from);
  if (suffixed !== undefined) return { ...suffixed, style: 'word' };
  // `STEP 5a — ESCALATE`
  const lettered = /^\d{1,3}[a-z](?= {1,2}[—–-])/.exec(text.slice(from, from + 8))?.[0];
  if (lettered !== undefined) {
    const end = skipDash(text, from + lettered.length);
    return { style: 'word', label: lettered, value: Number.parseInt(lettered, 10), end };
  }
  const letter = /^[A-Z](?=[)）.:：])/.exec(text.slice(from, from + 2))?.[0];
  if (letter !== undefined) {
    return { style: 'word-letter', label: letter, value: letterValue(letter), end: skipPunctuation(text, from + 1) };
  }
  const numeral = readNumeral(text, from);
  if (numeral === undefined) return undefined;
  const end = skipDash(text, skipPunctuation(text, numeral.end));
  const isApart = end > numeral.end || isSpaceOrEndAt(text, end) || text[end] === '*';
  return isApart ? { style: 'word', label: String(numeral.value), value: numeral.value, end } : undefined;
}

const AFTER_LETTER: ReadonlySet<string> = new Set([')', '）', '.', '、']);

/** `A)`, `a.`, `B.1)` */
function readLetter(text: string, at: number): Numbered | undefined {
  if (!AFTER_LETTER.has(text.charAt(at + 1))) return undefined;
  const ahead = text.slice(at, at + 10);
  const dotted = /^[A-Z]\.\d{1,2}(?=[.)）:：\s])/.exec(ahead)?.[0];
  if (dotted !== undefined) {
    const value = Number(dotted.slice(2));
    return { style: 'letter-dotted', label: dotted, value, end: skipPunctuation(text, at + dotted.length) };
  }
  const [letter, mark] = /^[A-Za-z](?:[)）]|\.(?=[ \t]+\S|\p{Script=Han})|、)/u.exec(ahead)?.[0] ?? '';
  if (letter === undefined || mark === undefined) return undefined;
  return { style: 'letter', label: letter, value: letterValue(letter), end: at + 2 };
}

function letterValue(letter: string): number {
  return letter.toLowerCase().charCodeAt(0) - 0x60;
}

function skipPunctuation(text: string, at: number): number {
  const next = skipInlineSpace(text, at);
  return PUNCTUATION.has(text[next] ?? '') ? next + 1 : at;
}

/** `STEP 4 — CONFIDENCE CHECK` */
function skipDash(text: string, at: number): number {
  return at + (/^ {1,2}[—–-]{1,2}(?= )/.exec(text.slice(at, at + 5))?.[0].length ?? 0);
}

function isSpaceOrEndAt(text: string, at: number): boolean {
  return at >= text.length || isInlineSpace(text.charCodeAt(at)) || isBreak(text.charCodeAt(at));
}

/** `•·●▪○■◆▶➢✓✔`, and what Word writes for bullets of its symbol fonts. */
const GLYPHS = [CODE.bullet, 0xb7, 0x25cf, 0x25aa, 0x25cb, 0x25a0, 0x25c6, 0x25b6, 0x27a2, 0x2713, 0x2714] as const;
const SYMBOL_FONT = [0xf0b7, 0xf0a7, 0xf0d8, 0xf0fc, 0xf06e, 0xf0a8] as const;
const EN_DASH = 0x2013;
const BULLETS: ReadonlySet<number> = new Set([
  CODE.minus,
  CODE.asterisk,
  CODE.plus,
  EN_DASH,
  ...GLYPHS,
  ...SYMBOL_FONT,
]);

/** The offset after a bullet and its space, or the same offset where there is none. */
export function skipBullet(text: string, at: number): number {
  const code = text.charCodeAt(at);
  // Word's bullet of the second level is pasted as the letter o and a tab.
  if (text.startsWith('o\t', at)) return skipInlineSpace(text, at + 1);
  if (!BULLETS.has(code)) return at;
  const isGlyph = code > 0x7f && code !== EN_DASH;
  if (!isGlyph && !isInlineSpace(text.charCodeAt(at + 1))) return at;
  return skipInlineSpace(text, at + 1);
}

/** The level of a Markdown heading at an offset and where its words begin; level 0 where there is none. */
export function readHeadingMark(text: string, at: number): { readonly level: number; readonly end: number } {
  const after = skipRun(text, at, CODE.hash);
  const level = after - at;
  if (level === 0 || level > 6 || isSpaceOrEndAt(text, skipInlineSpace(text, after)) || text[after] === '#') {
    return { level: 0, end: at };
  }
  return { level, end: skipInlineSpace(text, after) };
}

/** The opening of a list item: a marker, or a bullet, which has no number. */
export interface ListOpening {
  readonly end: number;
  readonly contentStart: number;
  readonly number: string | undefined;
}

/** Reads what opens a list item at the first visible character of a line, a heading's marks and a bullet skipped. */
export function readListOpening(text: string, at: number): ListOpening | undefined {
  const heading = readHeadingMark(text, at).end;
  const bulleted = skipBullet(text, heading);
  const marker = readMarker(text, bulleted);
  if (marker !== undefined) return { end: marker.end, contentStart: marker.contentStart, number: marker.label };
  return bulleted === heading ? undefined : { end: heading + 1, contentStart: bulleted, number: undefined };
}
