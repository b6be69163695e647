import { isDigit, isLatin, skipInlineSpace } from '../../parser/characters.ts';
import { type Marker, readMarker } from '../../parser/listMarker.ts';
import { allMatches } from '../../text/matches.ts';

const CANDIDATE =
  /[（(]\d{1,2}[)）]|\d{1,2}(?: (?=[.．、] ?\p{Script=Han}))?[.、．)）](?!\d)|\d{1,2}(?:\.\d{1,2}){1,3}(?=[ \u3000]?\p{Script=Han})|[①-⒇⒈-⒛]|[（(][一二三四五六七八九十]{1,3}[)）]|(?<![之统专单唯第其万逐同不])[一二三四五六七八九十]{1,3}、(?![一二三四五六七八九十])|第[一二三四五六七八九十]{1,3}条|(?<=[\p{Script=Han}：；。])[a-z][.．、)）](?= ?\p{Script=Han})/gu;
/** A character that may precede the marker of an item in the middle of a line. */
const BOUNDARY = /[\s。；;：:！!？?】]/;
/** `…吗？”2、` */
const QUOTED_END = /[。！？!?][”」]$/;
const REFERENCE = /(?:见|第|按|照|据|依|本|如|及|和|至|到|step|item|see)\s*$/i;

interface Candidate {
  readonly marker: Marker;
  /** False right after a word: `…的规定1.`, where only a list that goes on after it begins. */
  readonly isApart: boolean;
}

/**
 * The markers in the middle of a line that go on counting, or begin at one and go on: what a paste from a PDF or a
 * word processor makes of a list. A single number is not a marker.
 */
export function inlineMarkers(text: string, from: number, end: number, own: Marker | undefined): readonly Marker[] {
  if (!mayHoldMarker(text, from, end)) return [];
  const words = text.slice(from, end);
  const candidates = allMatches(CANDIDATE, words).flatMap(({ 0: written, index }) => {
    const at = from + index;
    const isGlyph = written.charCodeAt(0) >= 0x2460 && written.charCodeAt(0) <= 0x249b;
    if (index === 0 && !isGlyph && own !== undefined && skipInlineSpace(text, own.end) !== at) return [];
    const before = words.slice(Math.max(0, index - 5), index);
    if (REFERENCE.test(before)) return [];
    const isApart =
      index === 0 ||
      LETTER.test(written) ||
      isGlyph ||
      BOUNDARY.test(before.slice(-1)) ||
      QUOTED_END.test(before) ||
      isBracketAfterHan(written, before);
    if (!isApart && !AFTER_WORD.test(before)) return [];
    const marker = readMarker(text, at);
    return marker === undefined || marker.end > end ? [] : [{ marker, isApart }];
  });
  const [first] = candidates;
  if (first === undefined) return [];
  const title = words.slice(0, first.marker.start - from).trim();
  return continuous(candidates, own, nextLineMarker(text, end), isTitle(title, own, first.marker));
}

/** Below a title a list may have one item on the line: `第二章 租车 一、`, `程序：一、`, `二、保管1.`, `2.已离店：a.`. */
function isTitle(words: string, own: Marker | undefined, { style }: Marker): boolean {
  if (own === undefined) return style === 'chinese' && TITLE.test(words);
  if (style === 'letter') return /[:：]$/.test(words);
  const isSection = own.style === 'chinese' || own.style === 'bracketed-chinese';
  return isSection && style !== own.style && /^\p{Script=Han}{2,12}[:：]?$/u.test(words);
}

const TITLE = /^(?:第[一二三四五六七八九十]{1,3}章[\p{Script=Han}\s]{0,20}|\p{Script=Han}{2,8}[:：])$/u;
const LETTER = /^[a-z]/;
const AFTER_WORD = /\p{Script=Han}$/u;

/** True if a digit, a Chinese numeral or a letter after Chinese, each with its punctuation, or a circled number is in the range. */
function mayHoldMarker(text: string, from: number, end: number): boolean {
  for (let at = from; at < end; at++) {
    const code = text.charCodeAt(at);
    if (code >= CIRCLED.first && code <= CIRCLED.last) return true;
    if (code === ARTICLE) return true;
    if (!isAfterNumber(code) || at === from) continue;
    const before = text.charCodeAt(at - 1);
    if (before > 0x4dff && NUMERAL.test(text.charAt(at - 1))) return true;
    if (isLatin(before) && at - 1 > from && text.charCodeAt(at - 2) > 0x7f) return true;
    const digit = before === 0x20 && at - 1 > from ? text.charCodeAt(at - 2) : before;
    if (!isDigit(digit)) continue;
    if (at + 1 === end || code !== 0x2e || !isDigit(text.charCodeAt(at + 1)) || before === digit) return true;
  }
  return false;
}

const CIRCLED = { first: 0x2460, last: 0x249b } as const;
/** `条` */
const ARTICLE = 0x6761;
const NUMERAL = /[一二三四五六七八九十]/;

/** `.)、．）` */
function isAfterNumber(code: number): boolean {
  return code === 0x2e || code === 0x29 || code === 0x3001 || code === 0xff0e || code === 0xff09;
}

function isBracketAfterHan(written: string, before: string): boolean {
  return /^[（(]/.test(written) && /[\p{Script=Han}，,]$/u.test(before);
}

/** The marker that the next line with words opens with. */
function nextLineMarker(text: string, end: number): Marker | undefined {
  const gap = /^\s{1,12}/.exec(text.slice(end, end + 12))?.[0] ?? '';
  return gap.includes('\n') ? readMarker(text, end + gap.length) : undefined;
}

function continuous(
  candidates: readonly Candidate[],
  own: Marker | undefined,
  next: Marker | undefined,
  isTitled: boolean,
): readonly Marker[] {
  const found: Marker[] = [];
  const last = new Map<Marker['style'], Marker>(own === undefined ? [] : [[own.style, own]]);
  const seconds = lastSeconds(candidates);
  const goesOnAfter = (index: number, marker: Marker): boolean =>
    marker.value === 1 &&
    (marker.style === 'circled' ||
      (isTitled && index === 0) ||
      follows(marker, next) ||
      (seconds.get(listOf(marker)) ?? -1) > index);
  for (const [index, { marker, isApart }] of candidates.entries()) {
    const isAfterLetter = found.at(-1)?.style === 'letter';
    const goesOn = (isApart || isAfterLetter) && follows(last.get(marker.style), marker);
    if (!goesOn && !goesOnAfter(index, marker) && !isTitleOf(marker, candidates[index + 1]?.marker, index, goesOnAfter))
      continue;
    found.push(marker);
    last.set(marker.style, marker);
  }
  return found;
}

/** Where the last second item of each list is. */
function lastSeconds(candidates: readonly Candidate[]): ReadonlyMap<string, number> {
  const seconds = new Map<string, number>();
  for (const [index, { marker, isApart }] of candidates.entries()) {
    if (isApart && marker.value === 2) seconds.set(listOf(marker), index);
  }
  return seconds;
}

/** `一、迎客：1、…2、…`: a title and its items; the next title is on another line. */
function isTitleOf(
  marker: Marker,
  inner: Marker | undefined,
  index: number,
  goesOnAfter: (index: number, marker: Marker) => boolean,
): boolean {
  if (marker.style !== 'chinese' || marker.value !== 1) return false;
  return inner !== undefined && inner.style !== 'chinese' && goesOnAfter(index + 1, inner);
}

/** `2` follows `1`, and `2.2` follows `2.1`. */
function follows(before: Marker | undefined, marker: Marker | undefined): boolean {
  if (before === undefined || marker === undefined) return false;
  return marker.value === before.value + 1 && listOf(marker) === listOf(before);
}

/** Markers of one list have the same style and the same text before the last number. */
function listOf({ style, label }: Marker): string {
  return `${style} ${label.slice(0, Math.max(0, label.lastIndexOf('.')))}`;
}
