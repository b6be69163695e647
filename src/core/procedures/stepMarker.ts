import { CODE, isBreak, isDigit, isInlineSpace, skipInlineSpace, skipRun } from '../parser/characters.ts';
import { type Numeral, readChineseNumeral, readCircled, readDigits, readNumeral } from '../parser/numerals.ts';

/** How a step is counted; steps of one level are counted alike. */
export type MarkerKind = 'digits' | 'dotted' | 'bracketed' | 'circled' | 'chinese' | 'ordinal' | 'word' | 'bullet';

/** The numeral that opens a step, with its punctuation. */
export interface StepMarker {
  readonly kind: MarkerKind;
  /** From the numeral, or the word before it, to the punctuation behind it. */
  readonly start: number;
  readonly end: number;
  /** Where the step's own words begin. */
  readonly contentStart: number;
  /** In digits; absent for a bullet. */
  readonly number: string | undefined;
  /** True if the line is a Markdown heading. */
  readonly isHeading: boolean;
}

/** A marker read after its line's dress, without where its words begin. */
interface Reading {
  readonly kind: MarkerKind;
  readonly number: string;
  readonly end: number;
}

const PUNCTUATION: ReadonlySet<string> = new Set(['.', '．', '、', ')', '）', ':', '：', ',', '，']);
const BULLETS: ReadonlySet<number> = new Set([CODE.minus, CODE.asterisk, CODE.plus, CODE.bullet]);

/**
 * Reads the marker at the first visible character of a line: `1.`, `1、`, `（1）`, `①`, `一、`, `第一步，`, `步骤1：`,
 * `Step 1:`, `2.1`, also in a heading, a list or in bold. A plain bullet is a marker without a number.
 */
export function readMarker(text: string, at: number): StepMarker | undefined {
  const heading = skipHeadingMark(text, at);
  const listed = skipBullet(text, heading);
  const bold = text.startsWith('**', listed) ? 2 : 0;
  const start = skipInlineSpace(text, listed + bold);
  const reading = readNumbered(text, start);
  if (reading === undefined) return bulletMarker(at, heading, listed, text);
  const end = bold > 0 && text.startsWith('**', reading.end) ? reading.end + 2 : reading.end;
  const { kind, number } = reading;
  return { kind, start, end, contentStart: skipInlineSpace(text, end), number, isHeading: heading > at };
}

function bulletMarker(at: number, heading: number, listed: number, text: string): StepMarker | undefined {
  if (listed === heading) return undefined;
  const end = heading + 1;
  return {
    kind: 'bullet',
    start: heading,
    end,
    contentStart: skipInlineSpace(text, end),
    number: undefined,
    isHeading: heading > at,
  };
}

function skipHeadingMark(text: string, at: number): number {
  const behind = skipRun(text, at, CODE.hash);
  return behind > at && behind - at <= 6 ? skipInlineSpace(text, behind) : at;
}

function skipBullet(text: string, at: number): number {
  if (!BULLETS.has(text.charCodeAt(at)) || !isInlineSpace(text.charCodeAt(at + 1))) return at;
  return skipInlineSpace(text, at + 1);
}

function readNumbered(text: string, at: number): Reading | undefined {
  return (
    readDotted(text, at) ??
    readPlain(text, at, 'digits', readDigits(text, at)) ??
    readPlain(text, at, 'chinese', readChineseNumeral(text, at)) ??
    readBracketed(text, at) ??
    readCircledMarker(text, at) ??
    readOrdinal(text, at) ??
    readWord(text, at)
  );
}

/** `2.1` and deeper, with or without punctuation behind. */
function readDotted(text: string, at: number): Reading | undefined {
  if (!isDigit(text.charCodeAt(at))) return undefined;
  const [number] = /^\d{1,3}(?:[.．]\d{1,3})+/.exec(text.slice(at, at + 24)) ?? [];
  if (number === undefined) return undefined;
  const end = skipPunctuation(text, at + number.length);
  const isApart = end > at + number.length || isGapAt(text, end);
  return isApart ? { kind: 'dotted', number: number.replaceAll('．', '.'), end } : undefined;
}

/** `1.`, `1、`, `1)`, `一、`: the punctuation makes the number a marker. */
function readPlain(text: string, at: number, kind: MarkerKind, numeral: Numeral | undefined): Reading | undefined {
  if (numeral === undefined) return undefined;
  const end = skipPunctuation(text, numeral.end);
  // `1.5` and `3:30` are no markers.
  if (end === numeral.end || isDigit(text.charCodeAt(end))) return undefined;
  const mark = text[numeral.end];
  const isClock = (mark === ':' || mark === ',' || mark === '，') && kind !== 'ordinal';
  return isClock || at === numeral.end ? undefined : { kind, number: String(numeral.value), end };
}

/** `（1）`, `(一)` */
function readBracketed(text: string, at: number): Reading | undefined {
  if (text[at] !== '(' && text[at] !== '（') return undefined;
  const numeral = readNumeral(text, skipInlineSpace(text, at + 1));
  if (numeral === undefined) return undefined;
  const close = skipInlineSpace(text, numeral.end);
  if (text[close] !== ')' && text[close] !== '）') return undefined;
  return { kind: 'bracketed', number: String(numeral.value), end: skipPunctuation(text, close + 1) };
}

function readCircledMarker(text: string, at: number): Reading | undefined {
  const numeral = readCircled(text, at);
  return numeral && { kind: 'circled', number: String(numeral.value), end: skipPunctuation(text, numeral.end) };
}

/** `第一步，` */
function readOrdinal(text: string, at: number): Reading | undefined {
  if (text[at] !== '第') return undefined;
  const numeral = readNumeral(text, skipInlineSpace(text, at + 1));
  if (numeral === undefined) return undefined;
  const step = skipInlineSpace(text, numeral.end);
  if (text[step] !== '步') return undefined;
  return { kind: 'ordinal', number: String(numeral.value), end: skipPunctuation(text, step + 1) };
}

/** `步骤1：`, `Step 1:`, `Step 2.1` */
function readWord(text: string, at: number): Reading | undefined {
  const [word] = /^(?:步骤|step(?![a-z]))/i.exec(text.slice(at, at + 5)) ?? [];
  if (word === undefined) return undefined;
  const from = skipInlineSpace(text, at + word.length);
  const dotted = readDotted(text, from);
  if (dotted !== undefined) return { ...dotted };
  const numeral = readNumeral(text, from);
  if (numeral === undefined) return undefined;
  const end = skipPunctuation(text, numeral.end);
  const isApart = end > numeral.end || isGapAt(text, end);
  return isApart ? { kind: 'word', number: String(numeral.value), end } : undefined;
}

function skipPunctuation(text: string, at: number): number {
  const next = skipInlineSpace(text, at);
  return PUNCTUATION.has(text[next] ?? '') ? next + 1 : at;
}

function isGapAt(text: string, at: number): boolean {
  return at >= text.length || isInlineSpace(text.charCodeAt(at)) || isBreak(text.charCodeAt(at));
}
