import { CODE, isBreak, isInlineSpace, skipInlineSpace } from './characters.ts';
import { isElidedText, isSlotText } from './elision.ts';
import type { LabelledBlock } from './labelledBlock.ts';
import { majorityStyle } from './labelStyle.ts';
import { lineEnd } from './lineMarks.ts';
import type { HeadingMark, LiveMark, RuleMark } from './marks.ts';
import { readNumeral } from './numerals.ts';
import { isUndivided, type Traced } from './scanTraits.ts';

/** A mark with what became of it. */
export type Division =
  | Exclude<LiveMark, HeadingMark | RuleMark>
  | (HeadingMark & { readonly startsShot: boolean })
  | (RuleMark & { readonly separates: 'shots' | 'rounds' });

type Separation = 'shots' | 'rounds' | undefined;

/** What is known of the text behind a mark while the document is walked through from its end. */
interface Ahead {
  /** The label that comes before any heading. */
  label: LabelledBlock | undefined;
  /** The nearest label, headings or not. */
  anyLabel: LabelledBlock | undefined;
  mark: LiveMark | undefined;
  /** What a separator right here would separate, if `mark` is one. */
  separation: Separation;
}

/** Decides which headings start a shot and which `---` lines separate; the others are left out as content. */
export function divide(text: string, traced: Traced<LiveMark>): readonly Division[] {
  if (isUndivided(traced)) return traced.marks;
  const { marks } = traced;
  const quoted = majorityStyle(marks)?.decoration === 'quote';
  const divisions: Division[] = [];
  const ahead: Ahead = { label: undefined, anyLabel: undefined, mark: undefined, separation: undefined };
  for (let index = marks.length - 1; index >= 0; index--) {
    const mark = marks[index];
    if (mark === undefined) continue;
    const isDivider = mark.kind === 'heading' || mark.kind === 'rule';
    // A quoted heading or line divides nothing but a document that is quoted as a whole.
    if (isDivider && mark.quoted && !quoted) continue;
    const division = decide(text, marks, index, ahead, quoted);
    if (division !== undefined) divisions.push(division);
    look(ahead, mark, division);
  }
  return divisions.reverse();
}

function decide(
  text: string,
  marks: readonly LiveMark[],
  index: number,
  ahead: Ahead,
  quoted: boolean,
): Division | undefined {
  const mark = marks[index];
  if (mark === undefined) return undefined;
  if (mark.kind === 'heading') {
    const startsShot = isRequest(ahead.label) || isShotTitle(text, mark);
    return { ...mark, startsShot };
  }
  if (mark.kind !== 'rule') return mark;
  const separates = separationAt(text, nextVisible(text, marks, index, mark.end, quoted), ahead);
  return separates === undefined ? undefined : { ...mark, separates };
}

function look(ahead: Ahead, mark: LiveMark, division: Division | undefined): void {
  if (mark.kind === 'comment' || mark.kind === 'escape') return;
  if (mark.kind === 'block') {
    ahead.label = mark;
    ahead.anyLabel = mark;
  }
  if (mark.kind === 'heading') ahead.label = undefined;
  ahead.separation = division?.kind === 'rule' ? division.separates : undefined;
  ahead.mark = mark;
}

function isRequest(mark: LabelledBlock | undefined): boolean {
  return mark !== undefined && (mark.role === 'user' || mark.role === 'userRequest');
}

/** What a line of dashes separates, by the offset of what comes next. */
function separationAt(text: string, next: number, ahead: Ahead): Separation {
  const { mark } = ahead;
  if (next >= text.length) return 'shots';
  if (mark !== undefined && mark.at <= next && next <= startOf(mark)) return separationBefore(mark, ahead);
  const lineText = text.slice(next, Math.min(lineEnd(text, next), next + LONGEST_ELISION));
  if (!isElidedText(lineText) && !isSlotText(lineText)) return undefined;
  return ahead.anyLabel === undefined || isRequest(ahead.anyLabel) ? 'shots' : 'rounds';
}

/** Longer lines stand for nothing but themselves. */
const LONGEST_ELISION = 200;

function separationBefore(mark: LiveMark, ahead: Ahead): Separation {
  switch (mark.kind) {
    case 'block':
      return isRequest(mark) ? 'shots' : 'rounds';
    case 'heading':
    case 'fenceLine':
      return 'shots';
    case 'rule':
      return ahead.separation;
    default:
      return undefined;
  }
}

/** An offset that what is seen of a mark begins at or before, its quote marks left aside. */
function startOf(mark: LiveMark): number {
  switch (mark.kind) {
    case 'block':
      return mark.word.start;
    case 'fenceLine':
      return mark.end;
    case 'heading':
      return mark.titleStart;
    case 'rule':
      return mark.start;
    case 'fenced':
      return mark.fence.start;
    case 'comment':
      return mark.node.start;
    case 'escape':
      return mark.backslash;
  }
}

/** The next offset that holds something to see: no space, no comment and, in quoted documents, no quote mark. */
function nextVisible(text: string, marks: readonly LiveMark[], index: number, from: number, quoted: boolean): number {
  let at = from;
  for (let next = index + 1; ; ) {
    const code = text.charCodeAt(at);
    const mark = marks[next];
    if (isInlineSpace(code) || isBreak(code) || (quoted && code === CODE.greater)) at++;
    else if (mark?.kind === 'comment' && mark.node.start === at) {
      at = mark.node.end;
      next++;
    } else return at;
  }
}

const SHOT_WORDS = ['示例', '例子', '例', 'example', 'shot'] as const;

/** `示例 1`, `例二：退款`, `Example 3`, `Shot #4`. */
function isShotTitle(text: string, mark: HeadingMark): boolean {
  const title = text.slice(mark.titleStart, Math.min(mark.titleEnd, mark.titleStart + 40)).toLowerCase();
  const word = SHOT_WORDS.find((candidate) => title.startsWith(candidate));
  if (word === undefined) return false;
  let at = skipInlineSpace(title, word.length);
  if (title[at] === '#') at = skipInlineSpace(title, at + 1);
  const numeral = readNumeral(title, at);
  if (numeral === undefined) return false;
  const behind = title[numeral.end];
  return behind === undefined || !/[\p{L}\p{N}]/u.test(behind);
}
