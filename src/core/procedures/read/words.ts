import { CODE, isWhiteSpace } from '../../parser/characters.ts';
import type { TextRange } from '../../text/range.ts';

/** Words with a map back to the document: line breaks and spaces within Chinese words are gone. */
export interface Words {
  readonly text: string;
  /** Where they begin, if they are one unbroken range of the document. */
  readonly start: number | undefined;
  /** The document's range for a range of these words. */
  range(start: number, end: number): TextRange;
}

const NEEDS_WORK = /[*\r\n\t]|[\p{Script=Han}，。；：、][ \t\u3000]+[\p{Script=Han}]|<[a-z/!]/iu;
const HAN = /[\p{Script=Han}，。；：、“”（）]/u;
const TAG = /<(?:\/?[a-z][a-z0-9]{0,9}(?:\s[^<>\n]{0,200})?|!--[^\n]{0,300}?--)>/iy;

/** Joins the parts of a step into one line. Bold marks and HTML tags are left out, words split by a break joined. */
export function joinWords(source: string, parts: readonly TextRange[]): Words {
  const [only] = parts;
  if (only === undefined) return { text: '', start: undefined, range: () => ({ start: 0, end: 0 }) };
  const plain = source.slice(only.start, only.end);
  if (parts.length === 1 && !NEEDS_WORK.test(plain)) {
    return wordsAt(only.start, plain);
  }
  return join(source, parts);
}

/** Words as they stand at an offset. */
export function wordsAt(offset: number, text: string): Words {
  return { text, start: offset, range: (start, end) => ({ start: offset + start, end: offset + end }) };
}

function join(source: string, parts: readonly TextRange[]): Words {
  const runs = createRuns(source);
  let before = '';
  for (const [index, part] of parts.entries()) {
    for (const mark of index > 0 ? marksBefore(source, parts, index, before) : '') {
      runs.insert(mark, part.start);
      before = mark;
    }
    before = copyPart(source, part, before, runs);
  }
  return runs.finish(parts.at(-1)?.end ?? 0);
}

/** Takes the words of a part over, and answers the last character. */
function copyPart(source: string, { start, end }: TextRange, last: string, runs: Runs): string {
  let before = last;
  let from = start;
  for (let at = start; at < end; at++) {
    const code = source.charCodeAt(at);
    const isSpace = isWhiteSpace(code);
    const next = isSpace ? nextVisible(source, at, end) : skipMark(source, at);
    if (next === at) {
      before = source.charAt(at);
      continue;
    }
    const isKept = isSpace && isSpaceKept(before, source.charAt(next));
    if (isKept) before = ' ';
    if (!isKept || code !== CODE.space || next > at + 1) {
      runs.copy(from, at);
      if (isKept) runs.insert(' ', at);
      from = next;
    }
    at = next - 1;
  }
  runs.copy(from, end);
  return before;
}

/** Spaces within a Chinese word are none of the author's, and one is enough. */
function isSpaceKept(before: string, after: string): boolean {
  return before !== ' ' && before !== '\n' && !(HAN.test(before) && HAN.test(after));
}

type Runs = ReturnType<typeof createRuns>;

/** Words that are put together from runs of the document and characters between them, with the place of each run. */
function createRuns(source: string) {
  const pieces: string[] = [];
  /** Where each piece begins in the words, and in the document. */
  const starts: number[] = [];
  const places: number[] = [];
  let length = 0;
  const add = (piece: string, place: number) => {
    pieces.push(piece);
    starts.push(length);
    places.push(place);
    length += piece.length;
  };
  const placeOf = (at: number): number | undefined => {
    if (at >= length) return undefined;
    let low = 0;
    let high = starts.length - 1;
    while (low < high) {
      const middle = (low + high + 1) >> 1;
      if ((starts[middle] ?? 0) <= at) low = middle;
      else high = middle - 1;
    }
    return (places[low] ?? 0) + at - (starts[low] ?? 0);
  };
  return {
    /** Takes a range of the document over. */
    copy(from: number, to: number): void {
      if (to > from) add(source.slice(from, to), from);
    },
    /** Adds a character for what is at an offset of the document. */
    insert: add,
    finish: (last: number): Words => ({
      text: pieces.join(''),
      start: undefined,
      range: (start, end) => {
        const first = placeOf(start) ?? last;
        return { start: first, end: end > start ? (placeOf(end - 1) ?? last - 1) + 1 : first };
      },
    }),
  };
}

/** What replaces the line break before a part. Code may come between the parts. */
function marksBefore(source: string, parts: readonly TextRange[], index: number, before: string): string {
  const end = parts[index - 1]?.end ?? 0;
  if (/[.!?。！？；;:：]\**\s*$/.test(source.slice(Math.max(0, end - 6), end))) return '\n';
  if (/^\p{Lu}\p{Ll}{2,14}:\s/u.test(source.slice(parts[index]?.start ?? 0, (parts[index]?.start ?? 0) + 18)))
    return '\n';
  if (index === 1 && isTitleAbove(source, parts)) return ': ';
  return HAN.test(before) ? '' : ' ';
}

/** `Data Analysis` above `Extract the statements …`: a title of its own, and no line that was wrapped. */
function isTitleAbove(source: string, [first, second]: readonly TextRange[]): boolean {
  if (first === undefined || second === undefined || first.end - first.start > 60) return false;
  if (!/^\p{Lu}/u.test(source.slice(second.start, second.start + 2))) return false;
  const words = source.slice(first.start, first.end).trim().split(/\s+/);
  return (
    words.length <= 7 &&
    words.every((word) => /^\P{Ll}/u.test(word) || MINOR.test(word)) &&
    !MINOR.test(words.at(-1) ?? '')
  );
}

const MINOR = /^(?:and|or|of|the|a|an|for|to|in|on|with|by|from|per|vs)$/;

/** The offset after bold marks or a tag that begins here; the same offset where none does. */
function skipMark(source: string, at: number): number {
  const character = source.charAt(at);
  if (character === '*' && (source[at + 1] === '*' || source[at - 1] === '*')) return at + 1;
  if (character !== '<') return at;
  TAG.lastIndex = at;
  return at + (TAG.exec(source)?.[0].length ?? 0);
}

function nextVisible(source: string, at: number, end: number): number {
  let next = at;
  while (next < end && isWhiteSpace(source.charCodeAt(next))) next++;
  return next;
}
