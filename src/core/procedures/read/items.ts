import { CODE, isInlineSpace, skipInlineSpace, skipRun, trimEnd } from '../../parser/characters.ts';
import { type Marker, readHeadingMark, readMarker, skipBullet } from '../../parser/listMarker.ts';
import type { LineIndex } from '../../text/lineIndex.ts';
import { allMatches } from '../../text/matches.ts';
import type { TextRange } from '../../text/range.ts';
import { inlineMarkers } from './inlineMarkers.ts';
import type { Item, LineContent } from './item.ts';
import { isTableStart, readTable } from './tables.ts';

interface ScanState {
  fence: string | undefined;
  /** Where the open comment ends; -1 after one that never ends, which is text. */
  commentEnd: number;
  afterBlank: boolean;
}

/** Reads every line from an offset on. Each line has one entry. */
export function readLines(text: string, lines: LineIndex, from: number): readonly LineContent[] {
  const contents: LineContent[] = [];
  const mayHoldTable = text.includes('\t') || text.includes('|');
  const state: ScanState = { fence: undefined, commentEnd: 0, afterBlank: true };
  const last = lines.lineAt(text.length);
  for (let line = 0; line <= last; line++) {
    const start = Math.max(lines.lineStart(line), text.charCodeAt(0) === 0xfeff && line === 0 ? 1 : 0);
    if (start < from) {
      contents.push({ kind: 'front-matter' });
      continue;
    }
    const table =
      mayHoldTable && state.fence === undefined && state.commentEnd <= start && isTableStart(text, lines, line)
        ? readTable(text, lines, line)
        : undefined;
    if (table !== undefined) {
      contents.push(...table);
      line += table.length - 1;
      state.afterBlank = false;
      continue;
    }
    const content = readLine(text, line, start, lines.lineEnd(line), state);
    contents.push(content);
    state.afterBlank = content.kind === 'blank' || (content.kind !== 'items' && state.afterBlank);
  }
  return contents;
}

function readLine(text: string, line: number, start: number, lineEnd: number, state: ScanState): LineContent {
  const at = skipInlineSpace(text, start);
  if (at < state.commentEnd) return { kind: 'comment' };
  if (at >= lineEnd) return { kind: state.fence === undefined ? 'blank' : 'code' };
  const code = text.charCodeAt(at);
  if (code === CODE.backtick || code === CODE.tilde) {
    const marks = /^(?:`{3,}|~{3,})/.exec(text.slice(at, at + 12))?.[0];
    if (marks !== undefined && (state.fence === undefined || marks.startsWith(state.fence))) {
      state.fence = state.fence === undefined ? marks : undefined;
      return { kind: 'code' };
    }
  }
  if (state.fence !== undefined) return { kind: 'code' };
  if (code === CODE.less && text.startsWith('<!--', at) && state.commentEnd !== -1) {
    state.commentEnd = text.indexOf('-->', at);
    if (state.commentEnd !== -1) {
      state.commentEnd += 3;
      if (skipInlineSpace(text, state.commentEnd) >= lineEnd || state.commentEnd > lineEnd) return { kind: 'comment' };
    }
  }
  if (isSeparator(text, at, lineEnd)) return { kind: 'separator' };
  const blocks = code === CODE.less ? blocksOf(text, at, lineEnd) : chaptersOf(text, at, lineEnd);
  if (blocks.length === 0) return { kind: 'items', items: itemsOf(text, line, start, at, lineEnd, state.afterBlank) };
  return { kind: 'items', items: itemsOfBlocks(text, line, blocks, lineEnd, state.afterBlank) };
}

/** The items of each block on a line, without those that hold no words. */
function itemsOfBlocks(
  text: string,
  line: number,
  blocks: readonly number[],
  lineEnd: number,
  afterBlank: boolean,
): readonly Item[] {
  return blocks.flatMap((block, index) => {
    const end = blocks[index + 1] ?? lineEnd;
    return itemsOf(text, line, block, block, end, index > 0 || afterBlank).filter((item) => !isOnlyTags(text, item));
  });
}

/** A title without a mark is below all headings. */
export const LOWEST_HEADING = 6;

const BLOCK = /<(?:h[1-6]|li|p|div|tr)\b/gi;

/** Where the blocks of HTML on one line begin; the first one begins where the line does. */
function blocksOf(text: string, at: number, lineEnd: number): readonly number[] {
  const inner = allMatches(BLOCK, text.slice(at, lineEnd)).map(({ index }) => at + index);
  return [at, ...inner.filter((block) => block > at)];
}

const NO_CHAPTERS: readonly number[] = [];
const CHAPTER = /[\s。；]第[一二三四五六七八九十]{1,3}章(?=[ \t\u3000]*\p{Script=Han})/gu;

/** Where the chapters of a text begin that was pasted as one line, and the line itself; empty for other lines. */
function chaptersOf(text: string, at: number, lineEnd: number): readonly number[] {
  const words = text.slice(at, lineEnd);
  if (!words.includes('章')) return NO_CHAPTERS;
  const found = allMatches(CHAPTER, words);
  return found.length < 2 ? NO_CHAPTERS : [at, ...found.map(({ index }) => at + index + 1)];
}

/** `<ol>`, and what stands between the blocks of a line, hold no words. */
function isOnlyTags(text: string, { contentStart, end, start }: Item): boolean {
  return (
    start !== contentStart && /^(?:<\/?[a-z][a-z0-9]{0,9}[^<>\n]{0,200}>\s*){0,9}$/i.test(text.slice(contentStart, end))
  );
}

function isSeparator(text: string, at: number, lineEnd: number): boolean {
  const code = text.charCodeAt(at);
  if (code !== CODE.minus && code !== CODE.asterisk && code !== CODE.equals) return false;
  const end = skipRun(text, at, code);
  return end - at >= 3 && skipInlineSpace(text, end) >= lineEnd;
}

function itemsOf(
  text: string,
  line: number,
  start: number,
  at: number,
  lineEnd: number,
  afterBlank: boolean,
): readonly Item[] {
  const isQuote = text.charCodeAt(at) === CODE.greater;
  const quoted = isQuote ? skipInlineSpace(text, skipRun(text, at, CODE.greater)) : at;
  const tag = skipTags(text, quoted, lineEnd);
  const heading = readHeadingMark(text, tag.end);
  const bulleted = skipSymbol(text, heading, skipCheckbox(text, heading.end, skipBullet(text, heading.end)));
  const marker = readMarker(text, bulleted);
  const isBullet = (bulleted > heading.end || tag.isListItem) && marker === undefined;
  const contentStart = Math.min(skipInvisible(text, marker?.contentStart ?? bulleted), lineEnd);
  const end = Math.max(contentStart, trimEnd(text, contentStart, lineEnd));
  const inline = inlineMarkers(text, contentStart, end, marker);
  const isPlain = heading.level === 0 && tag.heading === 0;
  const chapter = isPlain ? chapterLevel(text, tag.end, inline[0]?.start ?? lineEnd, afterBlank) : 0;
  const item: Item = {
    line,
    start: at,
    contentStart,
    end,
    marker,
    heading: heading.level || tag.heading || chapter,
    isBullet,
    isQuote,
    isBold: isBold(text, marker === undefined ? contentStart : Math.min(bulleted, contentStart), end),
    indent: columnsOf(text, start, at),
    afterBlank,
    isInline: false,
    titlesBullets: false,
    cells: undefined,
  };
  return inline.length === 0 ? [item] : split(text, item, inline);
}

/** `第二章 请假程序`, `QUALITY STANDARDS`: a heading without a mark; 0 for other lines. */
function chapterLevel(text: string, at: number, lineEnd: number, afterBlank: boolean): number {
  if (text[at] !== '第') return afterBlank && isCapitals(text, at, lineEnd) ? 2 : 0;
  if (lineEnd - at > 40) return 0;
  const unit = /^第[一二三四五六七八九十\d]{1,3}([章节])(?:[ \t\u3000]*[\p{Script=Han} \u3000]{0,20})\s*$/u.exec(
    text.slice(at, lineEnd),
  )?.[1];
  return unit === undefined ? 0 : unit === '章' ? 2 : 3;
}

/** `TOOLS & RESOURCES` alone on its line is a heading. */
function isCapitals(text: string, at: number, lineEnd: number): boolean {
  const code = text.charCodeAt(at);
  if (code < 0x41 || code > 0x5a || lineEnd - at < 6 || lineEnd - at > 60) return false;
  return /^[A-Z][A-Z&/() -]{5,58}:?\s*$/.test(text.slice(at, lineEnd));
}

/** What chats put between a bullet and its words, to keep them on one line. */
function skipInvisible(text: string, at: number): number {
  let after = at;
  while (text[after] === '\u2060' || text[after] === '\u200b') after = skipInlineSpace(text, after + 1);
  return after;
}

const SYMBOL = /^(?:\p{So}|\p{Sk}|\u200d|\ufe0f){1,6}[ \t]{1,4}/u;

/** `## 🧾 3. Check the bill`: the symbol before the number of a heading is none of its words. */
function skipSymbol(text: string, { level, end }: { readonly level: number; readonly end: number }, at: number) {
  if (level === 0 || at > end || text.charCodeAt(at) < 0x2000) return at;
  const after = at + (SYMBOL.exec(text.slice(at, at + 16))?.[0].length ?? 0);
  return readMarker(text, after) === undefined ? at : after;
}

const BOX = /^(?:\[(?:[ xX]|__?)\]|__{1,4})[ \t](?=[ \t]{0,3}[^\s_|])/;

/** `- [ ] Call the customer`, `__ Call the customer`: the box of a checklist belongs to the bullet, or is one itself. */
function skipCheckbox(text: string, from: number, bulleted: number): number {
  const first = text[bulleted];
  if (first !== '[' && (first !== '_' || bulleted !== from)) return bulleted;
  const box = BOX.exec(text.slice(bulleted, bulleted + 12))?.[0];
  return box === undefined ? bulleted : skipInlineSpace(text, bulleted + box.length);
}

/** `…送交保管。认领1、…`: where the title of the next list begins, between a full stop and the first number. */
function titleBefore(text: string, from: number, marker: Marker | undefined): number | undefined {
  if (marker?.value !== 1 || marker.style !== 'digits' || marker.label.includes('.')) return undefined;
  const title = /。(\p{Script=Han}{2,8})$/u.exec(text.slice(Math.max(from, marker.start - 9), marker.start))?.[1];
  return title === undefined ? undefined : marker.start - title.length;
}

/** `职责：1、…2、…`: the words before the first number of a line are the title of its list. */
function titleLevel(text: string, { marker, isBullet, contentStart }: Item, end: number): number {
  if (marker !== undefined || isBullet || end - contentStart > 18) return 0;
  return /^\p{Script=Han}{2,16}[:：]$/u.test(text.slice(contentStart, end)) ? LOWEST_HEADING : 0;
}

/** A title in the middle of a line, below all headings. */
function titleItem(line: Item, start: number, end: number): Item {
  return {
    ...line,
    start,
    contentStart: start,
    end,
    marker: undefined,
    heading: LOWEST_HEADING,
    isBullet: false,
    isBold: false,
    isInline: true,
    afterBlank: false,
  };
}

/** Several items on one line: each ends where the next one begins. */
function split(text: string, first: Item, markers: readonly Marker[]): readonly Item[] {
  const items: Item[] = [];
  const firstTitle = titleBefore(text, first.contentStart, markers[0]);
  const firstEnd = trimEnd(text, first.contentStart, firstTitle ?? markers[0]?.start ?? first.end);
  if (firstEnd > first.contentStart || first.marker !== undefined)
    items.push({ ...first, heading: first.heading || titleLevel(text, first, firstEnd), end: firstEnd });
  if (firstTitle !== undefined) items.push(titleItem(first, firstTitle, markers[0]?.start ?? first.end));
  for (const [index, marker] of markers.entries()) {
    const next = markers[index + 1];
    const title = titleBefore(text, marker.contentStart, next);
    const limit = title ?? next?.start ?? first.end;
    const contentStart = Math.min(marker.contentStart, limit);
    const isInner = first.marker !== undefined && first.marker.style !== marker.style;
    items.push({
      ...first,
      start: marker.start,
      contentStart,
      end: trimEnd(text, contentStart, limit),
      marker,
      heading: 0,
      isBullet: false,
      isBold: false,
      indent: first.indent + (isInner ? 1 : 0),
      isInline: items.length > 0,
      afterBlank: items.length === 0 && first.afterBlank,
    });
    if (title !== undefined) items.push(titleItem(first, title, next?.start ?? first.end));
  }
  return items;
}

/** Tags before the words of a line. */
interface LeadingTags {
  readonly end: number;
  readonly isListItem: boolean;
  /** Of `<h1>` to `<h6>`; else 0. */
  readonly heading: number;
}

/** HTML pasted as text: leading tags are no words, `<li>` is a bullet, and `<h2>` a heading. */
function skipTags(text: string, at: number, lineEnd: number): LeadingTags {
  let end = at;
  let isListItem = false;
  let heading = 0;
  while (text.charCodeAt(end) === CODE.less) {
    const [tag] =
      /^<\/?([a-z][a-z0-9]{0,9})(?:\s[^<>\n]{0,200})?>/i.exec(text.slice(end, Math.min(lineEnd, end + 220))) ?? [];
    if (tag === undefined) break;
    isListItem ||= /^<li/i.test(tag);
    heading = Number(/^<h([1-6])\b/i.exec(tag)?.[1] ?? heading);
    end = skipInlineSpace(text, end + tag.length);
  }
  return { end: Math.min(end, lineEnd), isListItem, heading };
}

function isBold(text: string, start: number, end: number): boolean {
  return end - start > 4 && text.startsWith('**', start) && /\*\*[:：.。]?$/.test(text.slice(end - 3, end));
}

/** Tabs count four columns, ideographic spaces two. */
function columnsOf(text: string, start: number, at: number): number {
  let columns = 0;
  for (let index = start; index < at; index++) {
    const code = text.charCodeAt(index);
    if (code === CODE.tab) columns += 4;
    else if (code === CODE.ideographicSpace) columns += 2;
    else if (isInlineSpace(code)) columns += 1;
  }
  return columns;
}

/** The range of an item's own words. */
export function contentOf(item: Item): TextRange {
  return { start: item.contentStart, end: item.end };
}
