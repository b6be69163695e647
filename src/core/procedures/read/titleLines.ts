import { readMarker } from '../../parser/listMarker.ts';
import type { TextRange } from '../../text/range.ts';
import { titleKind } from '../roles/titles.ts';
import type { Item, LineContent } from './item.ts';
import { opensBranch } from './openings.ts';

/** `If yes: …`, `如果没有：…` on lines of their own are the answers to the question above. */
export function isCaseLine(words: string): boolean {
  return CASE_LINE.test(words) && opensBranch(words);
}

const CASE_LINE = /^[^:：\n。.;；]{3,60}[:：]\**\s*[^\s*]/u;

/** The characters of a title that is alone on its line. */
const BARE_TITLE = /^(?!如|若|当|请|对|凡)[\p{Script=Han}、与和及]{2,16}$/u;

/** True for words that can be the title of the sentences below them: `再次测量体温`. */
export function isBareTitle(words: string): boolean {
  return words.length <= 16 && BARE_TITLE.test(words);
}

/** `2. 再次测量体温` alone on its line is the title of the sentences below it. */
export function isBelowTitle(
  text: string,
  last: { readonly form: string; readonly parts: readonly TextRange[] },
  item: Item,
): boolean {
  const [title] = last.parts;
  if ((last.form !== 'numbered' && last.form !== 'paragraph') || last.parts.length !== 1 || title === undefined)
    return false;
  if (title.end - title.start > 16) return false;
  const words = text.slice(item.contentStart, item.end);
  return (isSentence(words) || isLabel(words)) && isBareTitle(text.slice(title.start, title.end));
}

function isTitleOrLabel(words: string): boolean {
  return isBareTitle(words) || isLabel(words);
}

/** `登录系统：` alone on its line. */
function isLabel(words: string): boolean {
  return /[:：]$/.test(words) && isBareTitle(words.slice(0, -1));
}

/** Long enough for a sentence, or ended like one. */
function isSentence(words: string): boolean {
  return words.length >= 16 || (words.length >= 8 && /[。；]$/.test(words));
}

/** `工作交接` below a sentence that has ended, with a sentence below it. */
export function isTitleBetween(text: string, end: number, item: Item): boolean {
  if (item.marker !== undefined || item.end - item.contentStart > 16) return false;
  if (!/[。；;！!]$/.test(text.slice(end - 1, end)) || !isTitleOrLabel(text.slice(item.contentStart, item.end)))
    return false;
  const below = /^\r?\n[ \t\u3000]*([^\n]{0,200})/.exec(text.slice(item.end, item.end + 220))?.[1] ?? '';
  return isSentence(below.trim()) && /^[\p{Script=Han}“《]/u.test(below) && readMarker(below, 0) === undefined;
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

/** `信息录入与支付` alone on its line, with bullets below it. */
export function isTitleOfBullets(text: string, item: Item, next: LineContent | undefined): boolean {
  if (item.marker !== undefined || item.isBullet || item.isQuote || item.heading > 0) return false;
  const [first] = next?.kind === 'items' ? next.items : [];
  if (first?.isBullet !== true || item.end - item.contentStart > 24) return false;
  return isBareTitle(text.slice(item.contentStart, item.end).replace(/[（(][^（()）]{1,8}[)）]$/u, ''));
}

/** `注意事项` alone on its line, `【处理流程】`: the title of a section without a mark of a heading. */
export function isSectionTitle(text: string, item: Item): boolean {
  if (item.marker !== undefined || item.isBullet || item.isQuote || item.heading > 0) return false;
  if (text[item.contentStart] === '[') return isBracketedTitle(text, item);
  const isBracketed = text[item.contentStart] === '【';
  if (!(isBracketed || item.afterBlank) || item.end - item.contentStart > 20) return false;
  const words = text.slice(item.contentStart, item.end);
  if (isBracketed) return /^【[^】\n]{2,18}】$/u.test(words);
  return /^\p{Script=Han}{2,6}$/u.test(words) && titleKind(words) === 'meta';
}

/** `[Closing the call]` alone on its line, with what belongs to it on the next line. */
function isBracketedTitle(text: string, { contentStart, end, afterBlank }: Item): boolean {
  if (!afterBlank || end - contentStart > 44 || text[end - 1] !== ']') return false;
  return (
    /^\[\p{Lu}[\p{L}\d &/'’-]{2,40}\]$/u.test(text.slice(contentStart, end)) &&
    /^[ \t]*\r?\n[ \t]*\S/.test(text.slice(end, end + 40))
  );
}
