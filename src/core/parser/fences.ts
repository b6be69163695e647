import { defineMessages } from '../l10n/messages.ts';
import { trimEnd } from './characters.ts';
import type { LabelledBlock } from './labelledBlock.ts';
import { isStrong, type LabelStyle, majorityStyle, wears } from './labelStyle.ts';
import { breakAfter, breakBefore, closesFence } from './lineMarks.ts';
import type { FenceMark, LiveMark, Mark } from './marks.ts';
import { hidesNothing, type Traced } from './scanTraits.ts';
import type { ContentFence, TreeProblem } from './tree.ts';

const say = defineMessages({
  unclosed: {
    en: 'This code fence is never closed; it is read as ending before the next label.',
    'zh-CN': '代码围栏没有结束标记，按在下一个标签之前结束处理。',
  },
  unclosedShots: {
    en: 'This code fence is never closed; everything after it is read as shots.',
    'zh-CN': '代码围栏没有结束标记，其后的内容全部按示例读取。',
  },
});

export interface FenceResult {
  readonly marks: readonly LiveMark[];
  readonly problems: readonly TreeProblem[];
}

const SHOTS_INFO: ReadonlySet<string> = new Set(['shots', 'sop-shots', 'markdown', 'md', 'text', '']);
const OWN_INFO: ReadonlySet<string> = new Set(['shots', 'sop-shots']);

interface Resolver {
  readonly text: string;
  readonly marks: readonly Mark[];
  readonly onlyShotsFences: boolean;
  readonly live: LiveMark[];
  readonly problems: TreeProblem[];
  /** The fence around what is read as shots. */
  outer: FenceMark | undefined;
  /** The last label before the place reached, within the same fence. */
  lastLabel: LabelledBlock | undefined;
  /** True if a label that makes a shot came before the place reached, within the same fence. */
  inShot: boolean;
  /** The end of a tagged block: marks before it are its content. */
  tagEnd: number;
  /** By fence character: fences of at least this many are known to have no end in the rest of the document. */
  readonly endless: Map<number, number>;
  /** By fence character: how many fence lines are still to come. */
  readonly remaining: Map<number, number>;
  /** For every mark the index of the first mark from there on that looks like one of the document's labels. */
  readonly nextLabel: Int32Array;
}

/** Decides for every fence whether its content is read as shots, and takes out the marks it hides. */
export function resolveFences(text: string, traced: Traced<Mark>, onlyShotsFences: boolean): FenceResult {
  if (!onlyShotsFences && hidesNothing(traced)) return { marks: traced.marks, problems: [] };
  const { marks } = traced;
  const resolver: Resolver = {
    text,
    marks,
    onlyShotsFences,
    live: [],
    problems: [],
    outer: undefined,
    lastLabel: undefined,
    inShot: false,
    tagEnd: 0,
    endless: new Map(),
    remaining: countFences(marks),
    nextLabel: nextLabels(marks, majorityStyle(marks)),
  };
  for (let index = 0; index < marks.length; ) index = resolveMark(resolver, index);
  if (resolver.outer !== undefined) report(resolver, resolver.outer, 'unclosedShots');
  return { marks: resolver.live, problems: resolver.problems };
}

function countFences(marks: readonly Mark[]): Map<number, number> {
  const counts = new Map<number, number>();
  for (const mark of marks) if (mark.kind === 'fence') counts.set(mark.code, (counts.get(mark.code) ?? 0) + 1);
  return counts;
}

function report(resolver: Resolver, mark: FenceMark, key: 'unclosed' | 'unclosedShots'): void {
  resolver.problems.push({ start: mark.start, end: mark.end, rule: 'unclosed-fence', message: say(key) });
}

/** Handles the mark at an index and answers the index of the next mark to look at. */
function resolveMark(resolver: Resolver, index: number): number {
  const mark = resolver.marks[index];
  if (mark === undefined) return index + 1;
  if (mark.kind === 'fence') return resolveFence(resolver, mark, index);
  const outside = resolver.onlyShotsFences && resolver.outer === undefined;
  if (mark.kind === 'comment') resolver.live.push(mark);
  else if (outside || (mark.at < resolver.tagEnd && mark.kind !== 'escape')) return index + 1;
  else resolver.live.push(mark);
  if (mark.kind === 'block') {
    resolver.lastLabel = mark;
    resolver.inShot ||= isStrong(mark);
    if (mark.closingTag !== undefined) resolver.tagEnd = mark.closingTag.end;
  }
  return index + 1;
}

function resolveFence(resolver: Resolver, mark: FenceMark, index: number): number {
  const { outer } = resolver;
  if (outer !== undefined && closesFence(mark, outer)) {
    passFence(resolver, mark);
    pushFenceLine(resolver, mark, false);
    resolver.outer = undefined;
    resolver.lastLabel = undefined;
    resolver.inShot = false;
    return index + 1;
  }
  const closeIndex = findClose(resolver, mark, index);
  if (outer === undefined && readsAsShots(resolver, mark, index, closeIndex)) {
    passFence(resolver, mark);
    pushFenceLine(resolver, mark, true);
    resolver.outer = mark;
    resolver.lastLabel = undefined;
    resolver.inShot = false;
    return index + 1;
  }
  // Other fences of ordinary Markdown are nobody's concern; one without an end hides all that follows, as there.
  if (closeIndex === -1 && isForeign(resolver, mark)) return resolver.marks.length;
  const next = closeIndex === -1 ? endUnclosed(resolver, mark, index) : endClosed(resolver, mark, closeIndex);
  for (let passed = index; passed < next; passed++) passFence(resolver, resolver.marks[passed]);
  return next;
}

/** True for a fence of ordinary Markdown that holds no shots: it is read by Markdown's own rules alone. */
function isForeign({ onlyShotsFences, outer }: Resolver, mark: FenceMark): boolean {
  return onlyShotsFences && outer === undefined && !OWN_INFO.has(infoWord(mark));
}

function passFence(resolver: Resolver, mark: Mark | undefined): void {
  if (mark?.kind !== 'fence') return;
  resolver.remaining.set(mark.code, (resolver.remaining.get(mark.code) ?? 1) - 1);
}

function pushFenceLine(resolver: Resolver, mark: FenceMark, opens: boolean): void {
  resolver.live.push({ kind: 'fenceLine', at: mark.at, quoted: mark.quoted, opens, end: mark.end });
}

function infoWord(mark: FenceMark): string {
  return mark.info.split(/[\s{]/, 1)[0]?.toLowerCase() ?? '';
}

/** True if a fence stands outside any block and its info says that shots may be in it. */
function readsAsShots(resolver: Resolver, mark: FenceMark, index: number, closeIndex: number): boolean {
  if (mark.behindLabel) return false;
  const info = infoWord(mark);
  if (resolver.onlyShotsFences) return OWN_INFO.has(info);
  if (!SHOTS_INFO.has(info)) return false;
  const { lastLabel } = resolver;
  if (lastLabel === undefined) return true;
  const close = closeIndex === -1 ? resolver.marks.length : closeIndex;
  if (standsBehindDivision(resolver, mark, index)) return isRequest(labelFrom(resolver, index + 1, close));
  // A word such as "Task:" in the introduction opens no block, unless a round follows the fence.
  if (resolver.inShot || !isRequest(lastLabel) || labelFrom(resolver, index + 1, close) === undefined) return false;
  const following = labelFrom(resolver, close + 1, resolver.marks.length);
  return following === undefined || isRequest(following);
}

/** True if only blank lines and comments stand between the fence and a heading or separator before it. */
function standsBehindDivision(resolver: Resolver, fence: FenceMark, index: number): boolean {
  let end = fence.at;
  for (let before = index - 1; before >= 0; before--) {
    const mark = resolver.marks[before];
    if (mark?.kind === 'comment' && trimEnd(resolver.text, 0, end) === mark.node.end) end = mark.node.start;
    else if (mark?.kind === 'heading') return trimEnd(resolver.text, mark.titleEnd, end) === mark.titleEnd;
    else if (mark?.kind === 'rule') return trimEnd(resolver.text, mark.end, end) === mark.end;
    else return false;
  }
  return false;
}

/** The first mark between two indexes that looks like one of the document's labels. */
function labelFrom(resolver: Resolver, from: number, to: number): LabelledBlock | undefined {
  const index = resolver.nextLabel[from] ?? resolver.marks.length;
  const mark = index < to ? resolver.marks[index] : undefined;
  return mark?.kind === 'block' ? mark : undefined;
}

function nextLabels(marks: readonly Mark[], style: LabelStyle | undefined): Int32Array {
  const next = new Int32Array(marks.length);
  let nearest = marks.length;
  for (let index = marks.length - 1; index >= 0; index--) {
    const mark = marks[index];
    const isLike = mark?.kind === 'block' && (isStrong(mark) || (style !== undefined && wears(mark, style)));
    if (isLike) nearest = index;
    next[index] = nearest;
  }
  return next;
}

function isRequest(mark: LabelledBlock | undefined): boolean {
  return mark !== undefined && (mark.role === 'user' || mark.role === 'userRequest');
}

/**
 * The index of the line that closes a fence, or -1. A fence that a forgetful author left open would pair with the
 * next one and swallow labels; labels on the way together with an opening line or an odd count give it away.
 */
function findClose(resolver: Resolver, opener: FenceMark, index: number): number {
  const { marks, endless, remaining } = resolver;
  if ((endless.get(opener.code) ?? Number.POSITIVE_INFINITY) <= opener.count) return -1;
  const isCode = !SHOTS_INFO.has(infoWord(opener));
  const odd = (remaining.get(opener.code) ?? 0) % 2 === 1 && resolver.outer === undefined;
  const passed = new Set<string>();
  let passedBold = false;
  for (let next = index + 1; next < marks.length; next++) {
    const mark = marks[next];
    if (mark?.kind === 'block' && isStrong(mark)) {
      passed.add(mark.role);
      passedBold ||= mark.spelling.boldSpan !== undefined;
    }
    if (mark?.kind !== 'fence' || mark.code !== opener.code) continue;
    const suspicious = isCode ? passedBold || passed.size > 1 : odd && passed.size > 0;
    const opens = isCode && passed.size > 0 && (mark.info !== '' || mark.behindLabel);
    if (!isForeign(resolver, opener) && (opens || (suspicious && mark.count >= opener.count))) return -1;
    if (closesFence(mark, opener)) return next;
  }
  endless.set(opener.code, opener.count);
  return -1;
}

function endClosed(resolver: Resolver, opener: FenceMark, closeIndex: number): number {
  const close = resolver.marks[closeIndex];
  if (close?.kind !== 'fence') return closeIndex + 1;
  pushFenced(resolver, opener, close.end, breakBefore(resolver.text, close.at), true);
  return closeIndex + 1;
}

function endUnclosed(resolver: Resolver, opener: FenceMark, index: number): number {
  report(resolver, opener, 'unclosed');
  let next = beforeDivision(resolver, index, resolver.nextLabel[index + 1] ?? resolver.marks.length);
  if (resolver.outer !== undefined) next = Math.min(next, closeOfOuter(resolver, resolver.outer, index + 1, next));
  const end = resolver.marks[next]?.at ?? resolver.text.length;
  const textEnd = Math.max(trimEnd(resolver.text, opener.start, end), opener.end);
  pushFenced(resolver, opener, textEnd, textEnd, false);
  return next;
}

/**
 * Where separators, comments and a heading of a next shot stand directly before a label, the index of the first of
 * them: they belong to what comes, not to the fence that was left open.
 */
function beforeDivision({ text, marks }: Resolver, index: number, label: number): number {
  let next = label;
  for (let before = label - 1; before > index; before--) {
    const mark = marks[before];
    const end = endOfDivision(mark, marks[label]);
    if (mark === undefined || end === undefined) break;
    if (trimEnd(text, end, marks[next]?.at ?? text.length) !== end) break;
    next = before;
  }
  return next;
}

function endOfDivision(mark: Mark | undefined, label: Mark | undefined): number | undefined {
  if (mark?.kind === 'rule') return mark.end;
  if (mark?.kind === 'comment') return mark.node.end;
  return mark?.kind === 'heading' && label?.kind === 'block' && isRequest(label) ? mark.titleEnd : undefined;
}

/** The index of the line that closes the surrounding fence, if it comes before `to`. */
function closeOfOuter(resolver: Resolver, outer: FenceMark, from: number, to: number): number {
  for (let index = from; index < to; index++) {
    const mark = resolver.marks[index];
    if (mark?.kind === 'fence' && closesFence(mark, outer)) return index;
  }
  return to;
}

function pushFenced(resolver: Resolver, opener: FenceMark, end: number, contentEnd: number, closed: boolean): void {
  const start = Math.min(breakAfter(resolver.text, opener.end), end);
  const content = { start, end: Math.max(start, contentEnd) };
  const fence: ContentFence = { start: opener.start, end, info: opener.info, content, closed };
  if (resolver.onlyShotsFences && resolver.outer === undefined) return;
  resolver.live.push({ kind: 'fenced', at: opener.at, quoted: opener.quoted, fence });
}
