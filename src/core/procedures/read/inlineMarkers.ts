import { isDigit, skipInlineSpace } from '../../parser/characters.ts';
import { type Marker, readMarker } from '../../parser/listMarker.ts';
import { allMatches } from '../../text/matches.ts';

const CANDIDATE = /[（(]?\d{1,2}[.、．)）](?!\d)|[①-⒇⒈-⒛]/g;
/** A character that may precede the marker of an item in the middle of a line. */
const BOUNDARY = /[\s。；;：:！!？?]/;
const REFERENCE = /(?:见|第|按|照|如|及|和|至|step|item|see)\s*$/i;

/**
 * The markers in the middle of a line that go on counting, or begin at one and go on: what a paste from a PDF or a
 * word processor makes of a list. A single number is not a marker.
 */
export function inlineMarkers(text: string, from: number, end: number, own: Marker | undefined): readonly Marker[] {
  if (!mayHoldMarker(text, from, end)) return [];
  const words = text.slice(from, end);
  const candidates = allMatches(CANDIDATE, words).flatMap(({ 0: written, index }) => {
    const at = from + index;
    const isGlyph = written.charCodeAt(0) >= 0x2460;
    if (index === 0 && !isGlyph && own !== undefined && skipInlineSpace(text, own.end) !== at) return [];
    const before = words.slice(Math.max(0, index - 5), index);
    const isApart = index === 0 || isGlyph || BOUNDARY.test(before.slice(-1)) || isBracketAfterHan(written, before);
    if (!isApart || REFERENCE.test(before)) return [];
    const marker = readMarker(text, at);
    return marker === undefined || marker.end > end ? [] : [marker];
  });
  return continuous(candidates, own);
}

/** True if a digit with its punctuation or a circled number is in the range. */
function mayHoldMarker(text: string, from: number, end: number): boolean {
  for (let at = from; at < end; at++) {
    const code = text.charCodeAt(at);
    if (code >= CIRCLED.first && code <= CIRCLED.last) return true;
    if (!isAfterNumber(code) || at === from || !isDigit(text.charCodeAt(at - 1))) continue;
    if (at + 1 === end || !isDigit(text.charCodeAt(at + 1))) return true;
  }
  return false;
}

const CIRCLED = { first: 0x2460, last: 0x249b } as const;

/** `.)、．）` */
function isAfterNumber(code: number): boolean {
  return code === 0x2e || code === 0x29 || code === 0x3001 || code === 0xff0e || code === 0xff09;
}

function isBracketAfterHan(written: string, before: string): boolean {
  return /^[（(]/.test(written) && /[\p{Script=Han}，,]$/u.test(before);
}

function continuous(candidates: readonly Marker[], own: Marker | undefined): readonly Marker[] {
  const found: Marker[] = [];
  let last = own;
  for (const [index, marker] of candidates.entries()) {
    const previous = found.at(-1) ?? last;
    const goesOn = previous?.style === marker.style && marker.value === previous.value + 1;
    const begins =
      marker.value === 1 &&
      (marker.style === 'circled' ||
        candidates.slice(index + 1).some((next) => next.style === marker.style && next.value === 2));
    if (!goesOn && !begins) continue;
    found.push(marker);
    last = marker;
  }
  return found;
}
