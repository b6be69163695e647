import type { TextRange } from '../../text/range.ts';
import type { Item, LineContent } from './item.ts';
import { opensBranch } from './openings.ts';

/** `If yes: …`, `如果没有：…` on lines of their own are the answers to the question above. */
export function isCaseLine(words: string): boolean {
  return CASE_LINE.test(words) && opensBranch(words);
}

const CASE_LINE = /^[^:：\n。.;；]{3,60}[:：]\**\s*[^\s*]/u;

/** `2. 再次测量体温` alone on its line is the title of the sentences below it. */
export function isBelowTitle(
  text: string,
  last: { readonly form: string; readonly parts: readonly TextRange[] },
  item: Item,
): boolean {
  const [title] = last.parts;
  if (last.form !== 'numbered' || last.parts.length !== 1 || title === undefined) return false;
  if (title.end - title.start > 16 || item.end - item.contentStart < 16) return false;
  const words = text.slice(title.start, title.end);
  return /^[\p{Script=Han}、与和及]{2,14}$/u.test(words) && !/^(?:如|若|当|请|对|凡)/u.test(words);
}

/** `[If no questions:]` is a label, too. */
export function withoutBrackets(text: string, item: Item): Item {
  if (text[item.contentStart] !== '[' || text[item.end - 1] !== ']' || !/[:：]/.test(text[item.end - 2] ?? ''))
    return item;
  return opensBranch(text.slice(item.contentStart + 1, item.contentStart + 12))
    ? { ...item, contentStart: item.contentStart + 1, end: item.end - 1 }
    : item;
}

/** Without punctuation, and no more than a few words: `离职申请`. */
const SHORT_TITLE = /^[\p{Script=Han}、与和及]{2,10}[:：]?$/u;

/** True if an item is only a short title. */
export function isShortTitle(text: string, item: Item): boolean {
  return item.end - item.contentStart <= 12 && SHORT_TITLE.test(text.slice(item.contentStart, item.end).trim());
}

/** `保管` alone on its line is the title of the list that begins at one on the next line. */
export function isListTitle(text: string, item: Item, next: LineContent | undefined): boolean {
  if (item.marker !== undefined || item.isBullet || item.isQuote || item.heading > 0) return false;
  const [first] = next?.kind === 'items' ? next.items : [];
  return first?.marker?.value === 1 && !first.marker.label.includes('.') && isShortTitle(text, item);
}
