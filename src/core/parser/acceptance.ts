import { isBreak, isInlineSpace, isRestBlank, trimEnd } from './characters.ts';
import type { LabelledBlock } from './labelledBlock.ts';
import { hasHabitualColon, isStrong, type LabelStyle, majorityStyle, wears } from './labelStyle.ts';
import type { LiveMark } from './marks.ts';
import type { ScanTraits } from './scanTraits.ts';
import type { Role } from './tree.ts';

/** A label word as a document uses it. */
interface UsedWord {
  readonly key: string;
  readonly written: string;
}

type UsedWords = Partial<Record<Role, UsedWord>>;

interface Judge {
  readonly text: string;
  readonly marks: readonly LiveMark[];
  readonly style: LabelStyle;
  /** The style of user labels, where none wears the document's. */
  readonly userStyle: LabelStyle;
  /** The word that the document uses for a role. */
  readonly words: UsedWords;
  /** In a shot that begins with another word than the document's: the words of this one shot. */
  shotWords: UsedWords | undefined;
}

/** Roles that follow a request or open a round: what stands before one of them is no quoted text. */
const OPENS_ROUND: ReadonlySet<Role> = new Set(['think', 'action', 'plan']);
const FOLLOWS_REQUEST: ReadonlySet<Role> = new Set(['think', 'action', 'plan', 'step', 'apiSchema', 'apiRequest']);
const FOLLOWS_ACTION: ReadonlySet<Role> = new Set(['think', 'action', 'plan', 'actionInput', 'observation']);

/**
 * Decides which candidates are labels (docs/format.md, "Blocks and labels") and leaves the others out. Plan items
 * that look like step labels are left out too: they belong to the plan. Where the scan saw that all labels are alike,
 * there is nothing to decide: each of them wears the habit that it is part of.
 */
export function acceptLabels(
  text: string,
  marks: readonly LiveMark[],
  { uniform, plans }: Pick<ScanTraits, 'uniform' | 'plans'>,
): readonly LiveMark[] {
  const accepted = uniform ? marks : judgeLabels(text, marks);
  return plans ? withoutPlanItems(text, accepted) : accepted;
}

function judgeLabels(text: string, marks: readonly LiveMark[]): readonly LiveMark[] {
  const confirmed = confirmNumbered(marks);
  const style = majorityStyle(confirmed);
  if (style === undefined) return confirmed;
  const following = followingLabels(confirmed, style);
  const userStyle = styleOfUsers(text, confirmed, style, following);
  const words = wordsOf(text, confirmed, style, userStyle, following);
  const judge: Judge = { text, marks: confirmed, style, userStyle, words, shotWords: undefined };
  return confirmed.filter((mark, index) => mark.kind !== 'block' || isAccepted(judge, mark, index, following[index]));
}

/** Numbered words without a colon count only if at least two roles occur so. */
function confirmNumbered(marks: readonly LiveMark[]): readonly LiveMark[] {
  const roles = new Set<Role>();
  for (const mark of marks) if (isBareNumbered(mark)) roles.add(mark.role);
  return roles.size === 1 ? marks.filter((mark) => !isBareNumbered(mark)) : marks;
}

function isBareNumbered(mark: LiveMark): mark is LabelledBlock {
  if (mark.kind !== 'block') return false;
  const { colon, decoration, boldSpan } = mark.spelling;
  return colon === '' && decoration !== 'tag' && boldSpan === undefined;
}

/** For every mark the next candidate behind it that could be a label by its decoration. */
function followingLabels(marks: readonly LiveMark[], style: LabelStyle): readonly (LabelledBlock | undefined)[] {
  const following = new Array<LabelledBlock | undefined>(marks.length);
  let next: LabelledBlock | undefined;
  for (let index = marks.length - 1; index >= 0; index--) {
    const mark = marks[index];
    following[index] = next;
    if (mark?.kind === 'block' && (isStrong(mark) || wears(mark, style))) next = mark;
  }
  return following;
}

function isUser(mark: LabelledBlock): boolean {
  return mark.role === 'user' || mark.role === 'userRequest';
}

/** Some authors mark only the request (`**User**:` above `Think:`); then its own decoration counts. */
function styleOfUsers(
  text: string,
  marks: readonly LiveMark[],
  style: LabelStyle,
  following: readonly (LabelledBlock | undefined)[],
): LabelStyle {
  const isIn = (mark: LiveMark) => mark.kind === 'block' && isUser(mark) && wears(mark, style);
  if (marks.some(isIn)) return style;
  const own = marks.find((mark, index): mark is LabelledBlock => {
    if (mark.kind !== 'block' || !isUser(mark)) return false;
    const next = following[index]?.role;
    return next !== undefined && FOLLOWS_REQUEST.has(next) && standsApart(text, marks, index);
  });
  if (own === undefined) return style;
  const { decoration, boldSpan, colon } = own.spelling;
  return { decoration, bold: boldSpan !== undefined, colon };
}

function wordsOf(
  text: string,
  marks: readonly LiveMark[],
  style: LabelStyle,
  userStyle: LabelStyle,
  following: readonly (LabelledBlock | undefined)[],
): UsedWords {
  const words: UsedWords = {};
  const doubtful: UsedWords = {};
  marks.forEach((mark, index) => {
    if (mark.kind !== 'block') return;
    const { role } = mark;
    if (words[role] !== undefined) return;
    const own = isUser(mark) ? userStyle : style;
    const fits = wears(mark, own) && (isStrong(mark) || hasHabitualColon(mark, own));
    // A "Task:" of the introduction is not the document's word for the request.
    const next = following[index]?.role;
    const proven = !isUser(mark) || (next !== undefined && FOLLOWS_REQUEST.has(next));
    if (fits && proven) words[role] = usedWord(text, mark);
    else if (fits || isStrong(mark)) doubtful[role] ??= usedWord(text, mark);
  });
  return { ...doubtful, ...words };
}

function usedWord(text: string, mark: LabelledBlock): UsedWord {
  return { key: mark.spelling.key, written: text.slice(mark.word.start, mark.word.end) };
}

function isAccepted(judge: Judge, mark: LabelledBlock, index: number, next: LabelledBlock | undefined): boolean {
  const { role } = mark;
  const style = isUser(mark) ? judge.userStyle : judge.style;
  if (!isStrong(mark) && !wears(mark, style)) return false;
  const colonFits = isStrong(mark) || hasHabitualColon(mark, style);
  if (isWord(judge, mark, judge.words[role])) {
    if (isUser(mark)) judge.shotWords = undefined;
    return true;
  }
  const { shotWords } = judge;
  if (shotWords !== undefined && !isUser(mark) && colonFits) {
    shotWords[role] ??= usedWord(judge.text, mark);
    if (isWord(judge, mark, shotWords[role])) return true;
  }
  if (!isOtherWord(judge, mark, index, next)) return false;
  if (isUser(mark)) judge.shotWords = {};
  return true;
}

/** Another word than the document's needs a division before it and a round behind it. */
function isOtherWord(judge: Judge, mark: LabelledBlock, index: number, next: LabelledBlock | undefined): boolean {
  if (next === undefined) return false;
  const { role } = mark;
  const follows = isUser(mark) ? FOLLOWS_REQUEST : role === 'action' ? FOLLOWS_ACTION : OPENS_ROUND;
  return follows.has(next.role) && standsApart(judge.text, judge.marks, index);
}

/** True if a label uses the word. Bold and tags are sign enough to forgive another case of its letters. */
function isWord(judge: Judge, mark: LabelledBlock, word: UsedWord | undefined): boolean {
  if (word === undefined || mark.spelling.key !== word.key) return false;
  const { start, end } = mark.word;
  if (end - start !== word.written.length || judge.text.startsWith(word.written, start)) return true;
  const isSign = mark.spelling.decoration === 'tag' || mark.spelling.boldSpan !== undefined;
  return mark.role === 'step' || (isSign && wears(mark, judge.style));
}

/** True at the start of the text and behind a blank line, separator, heading, comment or fence line. */
function standsApart(text: string, marks: readonly LiveMark[], index: number): boolean {
  let at = marks[index]?.at ?? 0;
  for (let before = index - 1; ; before--) {
    if (isBehindBlankLine(text, at)) return true;
    const mark = marks[before];
    const end = trimEnd(text, 0, at);
    if (mark?.kind === 'heading') return mark.titleEnd === end;
    if (mark?.kind === 'rule' || mark?.kind === 'fenceLine') return mark.end === end;
    if (mark?.kind !== 'comment' || mark.node.end !== end) return false;
    at = mark.at;
  }
}

function isBehindBlankLine(text: string, lineStart: number): boolean {
  let breaks = 0;
  for (let at = lineStart; at > 0; at--) {
    const code = text.charCodeAt(at - 1);
    if (isBreak(code)) {
      // A line feed and the carriage return before it are one break.
      if (code !== 0x0d || text.charCodeAt(at) !== 0x0a) breaks++;
      if (breaks === 2) return true;
    } else if (!isInlineSpace(code) && code !== 0x3e) return false;
  }
  return true;
}

/** Step lines directly behind a plan label are its items until the number restarts or another label comes. */
function withoutPlanItems(text: string, marks: readonly LiveMark[]): readonly LiveMark[] {
  let lastItem = 0;
  let inPlan = false;
  return marks.filter((mark, index) => {
    if (mark.kind !== 'block') return true;
    const { role, number = 0 } = mark.spelling;
    if (role === 'plan') {
      lastItem = 0;
      inPlan = isRestBlank(text, mark.labelEnd);
      return true;
    }
    inPlan &&= role === 'step' && number > lastItem && (lastItem > 0 || isDirectlyBehind(text, marks, index));
    lastItem = number;
    return !inPlan;
  });
}

function isDirectlyBehind(text: string, marks: readonly LiveMark[], index: number): boolean {
  const before = marks[index - 1];
  const mark = marks[index];
  return before?.kind === 'block' && mark !== undefined && trimEnd(text, before.labelEnd, mark.at) === before.labelEnd;
}
