import type { TextRange } from '../../text/range.ts';

/** Words with a map back to the document: line breaks and spaces within Chinese words are gone. */
export interface Words {
  readonly text: string;
  /** The document's range for a range of these words. */
  range(start: number, end: number): TextRange;
}

const NEEDS_WORK = /[*\r\n\t]|[\p{Script=Han}，。；：、][ \t\u3000]+[\p{Script=Han}]|<[a-z/!]/iu;
const HAN = /[\p{Script=Han}，。；：、“”（）]/u;
const TAG = /<(?:\/?[a-z][a-z0-9]{0,9}(?:\s[^<>\n]{0,200})?|!--[^\n]{0,300}?--)>/iy;

/** Joins the parts of a step into one line. Bold marks and HTML tags are left out, words split by a break joined. */
export function joinWords(source: string, parts: readonly TextRange[]): Words {
  const [only] = parts;
  if (only === undefined) return { text: '', range: () => ({ start: 0, end: 0 }) };
  const plain = source.slice(only.start, only.end);
  if (parts.length === 1 && !NEEDS_WORK.test(plain)) {
    return { text: plain, range: (start, end) => ({ start: only.start + start, end: only.start + end }) };
  }
  return join(source, parts);
}

function join(source: string, parts: readonly TextRange[]): Words {
  const pieces: string[] = [];
  const map: number[] = [];
  let before = '';
  const add = (character: string, at: number) => {
    pieces.push(character);
    map.push(at);
    before = character;
  };
  for (const [index, part] of parts.entries()) {
    if (index > 0) for (const mark of marksBefore(source, parts, index, before)) add(mark, part.start);
    for (let at = part.start; at < part.end; at++) {
      const skip = skipMark(source, at);
      if (skip > at) {
        at = skip - 1;
        continue;
      }
      const character = source.charAt(at);
      if (!/\s/.test(character)) {
        add(character, at);
        continue;
      }
      const next = nextVisible(source, at, part.end);
      const isWithinWord = HAN.test(before) && HAN.test(source.charAt(next));
      if (!isWithinWord && before !== ' ' && before !== '\n') add(' ', at);
      at = next - 1;
    }
  }
  const last = parts.at(-1)?.end ?? 0;
  return {
    text: pieces.join(''),
    range: (start, end) => {
      const first = map[start] ?? last;
      return { start: first, end: end > start ? (map[end - 1] ?? last - 1) + 1 : first };
    },
  };
}

/** What replaces the line break before a part. Code may come between the parts. */
function marksBefore(source: string, parts: readonly TextRange[], index: number, before: string): string {
  const end = parts[index - 1]?.end ?? 0;
  if (/[.!?。！？；;:：]\**\s*$/.test(source.slice(Math.max(0, end - 6), end))) return '\n';
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
  while (next < end && /\s/.test(source.charAt(next))) next++;
  return next;
}
