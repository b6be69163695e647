import { defineMessages } from '../l10n/messages.ts';
import { trimEnd } from './characters.ts';
import { hasNoFences, type Summarized } from './fast/scanSummary.ts';
import type { LabelledBlock } from './labelledBlock.ts';
import { isStrong, type LabelStyle, majorityStyle, matchesStyle } from './labelStyle.ts';
import { breakAfter, breakBefore, closesFence } from './lineTokenReader.ts';
import type { ActiveToken, FenceToken, LineToken } from './lineTokens.ts';
import { isRequest } from './roles.ts';
import type { ContentFence, TreeProblem } from './tree.ts';

const say = defineMessages({
  unclosed: {
    en: 'This code fence is not closed. It is read as ending before the next label.',
    'zh-CN': '代码围栏没有结束标记，视为在下一个标签之前结束。',
  },
  unclosedShots: {
    en: 'This code fence is not closed. Everything after it is read as shots.',
    'zh-CN': '代码围栏没有结束标记，其后的内容全部按示例读取。',
  },
});

export interface FenceResult {
  readonly tokens: readonly ActiveToken[];
  readonly problems: readonly TreeProblem[];
}

const SHOTS_INFO: ReadonlySet<string> = new Set(['shots', 'sop-shots', 'markdown', 'md', 'text', '']);
const OWN_INFO: ReadonlySet<string> = new Set(['shots', 'sop-shots']);

interface Resolver {
  readonly text: string;
  readonly tokens: readonly LineToken[];
  readonly onlyShotsFences: boolean;
  readonly live: ActiveToken[];
  readonly problems: TreeProblem[];
  /** The fence around what is read as shots. */
  outer: FenceToken | undefined;
  /** The last label before the place reached, within the same fence. */
  lastLabel: LabelledBlock | undefined;
  /** True if a label that makes a shot came before the place reached, within the same fence. */
  inShot: boolean;
  /** The end of a tagged block: tokens before it are its content. */
  tagEnd: number;
  /** By fence character: fences of at least this many are known to have no end in the rest of the document. */
  readonly endless: Map<number, number>;
  /** By fence character: how many fence lines are still to come. */
  readonly remaining: Map<number, number>;
  /** For every token the index of the first token from there on that looks like one of the document's labels. */
  readonly nextLabel: Int32Array;
}

/** Decides for every fence whether its content is read as shots, and removes the tokens inside the others. */
export function resolveFences(text: string, summarized: Summarized<LineToken>, onlyShotsFences: boolean): FenceResult {
  if (!onlyShotsFences && hasNoFences(summarized)) return { tokens: summarized.tokens, problems: [] };
  const { tokens } = summarized;
  const resolver: Resolver = {
    text,
    tokens,
    onlyShotsFences,
    live: [],
    problems: [],
    outer: undefined,
    lastLabel: undefined,
    inShot: false,
    tagEnd: 0,
    endless: new Map(),
    remaining: countFences(tokens),
    nextLabel: nextLabels(tokens, majorityStyle(tokens)),
  };
  for (let index = 0; index < tokens.length; ) index = resolveMark(resolver, index);
  if (resolver.outer !== undefined) report(resolver, resolver.outer, 'unclosedShots');
  return { tokens: resolver.live, problems: resolver.problems };
}

function countFences(tokens: readonly LineToken[]): Map<number, number> {
  const counts = new Map<number, number>();
  for (const token of tokens) if (token.kind === 'fence') counts.set(token.code, (counts.get(token.code) ?? 0) + 1);
  return counts;
}

function report(resolver: Resolver, token: FenceToken, key: 'unclosed' | 'unclosedShots'): void {
  resolver.problems.push({ start: token.start, end: token.end, rule: 'unclosed-fence', message: say(key) });
}

/** Handles the mark at an index and answers the index of the next mark to look at. */
function resolveMark(resolver: Resolver, index: number): number {
  const token = resolver.tokens[index];
  if (token === undefined) return index + 1;
  if (token.kind === 'fence') return resolveFence(resolver, token, index);
  const outside = resolver.onlyShotsFences && resolver.outer === undefined;
  if (token.kind === 'comment') resolver.live.push(token);
  else if (outside || (token.at < resolver.tagEnd && token.kind !== 'escape')) return index + 1;
  else resolver.live.push(token);
  if (token.kind === 'block') {
    resolver.lastLabel = token;
    resolver.inShot ||= isStrong(token);
    if (token.closingTag !== undefined) resolver.tagEnd = token.closingTag.end;
  }
  return index + 1;
}

function resolveFence(resolver: Resolver, token: FenceToken, index: number): number {
  const { outer } = resolver;
  if (outer !== undefined && closesFence(token, outer)) {
    passFence(resolver, token);
    pushFenceLine(resolver, token, false);
    resolver.outer = undefined;
    resolver.lastLabel = undefined;
    resolver.inShot = false;
    return index + 1;
  }
  const closeIndex = findClose(resolver, token, index);
  if (outer === undefined && readsAsShots(resolver, token, index, closeIndex)) {
    passFence(resolver, token);
    pushFenceLine(resolver, token, true);
    resolver.outer = token;
    resolver.lastLabel = undefined;
    resolver.inShot = false;
    return index + 1;
  }
  // Other fences of ordinary Markdown are ignored; one without an end hides everything after it, as in Markdown.
  if (closeIndex === -1 && isForeign(resolver, token)) return resolver.tokens.length;
  const next = closeIndex === -1 ? endUnclosed(resolver, token, index) : endClosed(resolver, token, closeIndex);
  for (let passed = index; passed < next; passed++) passFence(resolver, resolver.tokens[passed]);
  return next;
}

/** True for a fence of ordinary Markdown that holds no shots: it is read by Markdown's own rules alone. */
function isForeign({ onlyShotsFences, outer }: Resolver, token: FenceToken): boolean {
  return onlyShotsFences && outer === undefined && !OWN_INFO.has(infoWord(token));
}

function passFence(resolver: Resolver, token: LineToken | undefined): void {
  if (token?.kind !== 'fence') return;
  resolver.remaining.set(token.code, (resolver.remaining.get(token.code) ?? 1) - 1);
}

function pushFenceLine(resolver: Resolver, token: FenceToken, opens: boolean): void {
  resolver.live.push({ kind: 'fenceLine', at: token.at, quoted: token.quoted, opens, end: token.end });
}

function infoWord(token: FenceToken): string {
  return token.info.split(/[\s{]/, 1)[0]?.toLowerCase() ?? '';
}

/** True if a fence is outside any block and its info says that shots may be in it. */
function readsAsShots(resolver: Resolver, token: FenceToken, index: number, closeIndex: number): boolean {
  if (token.afterLabel) return false;
  const info = infoWord(token);
  if (resolver.onlyShotsFences) return OWN_INFO.has(info);
  if (!SHOTS_INFO.has(info)) return false;
  const { lastLabel } = resolver;
  if (lastLabel === undefined) return true;
  const close = closeIndex === -1 ? resolver.tokens.length : closeIndex;
  if (isAfterSeparator(resolver, token, index)) return isRequestLabel(labelFrom(resolver, index + 1, close));
  // A word such as "Task:" in the introduction opens no block, unless a round follows the fence.
  if (resolver.inShot || !isRequestLabel(lastLabel) || labelFrom(resolver, index + 1, close) === undefined)
    return false;
  const following = labelFrom(resolver, close + 1, resolver.tokens.length);
  return following === undefined || isRequestLabel(following);
}

/** True if only blank lines and comments are between the fence and a heading or separator before it. */
function isAfterSeparator(resolver: Resolver, fence: FenceToken, index: number): boolean {
  let end = fence.at;
  for (let before = index - 1; before >= 0; before--) {
    const token = resolver.tokens[before];
    if (token?.kind === 'comment' && trimEnd(resolver.text, 0, end) === token.node.end) end = token.node.start;
    else if (token?.kind === 'heading') return trimEnd(resolver.text, token.titleEnd, end) === token.titleEnd;
    else if (token?.kind === 'rule') return trimEnd(resolver.text, token.end, end) === token.end;
    else return false;
  }
  return false;
}

/** The first mark between two indexes that looks like one of the document's labels. */
function labelFrom(resolver: Resolver, from: number, to: number): LabelledBlock | undefined {
  const index = resolver.nextLabel[from] ?? resolver.tokens.length;
  const token = index < to ? resolver.tokens[index] : undefined;
  return token?.kind === 'block' ? token : undefined;
}

function nextLabels(tokens: readonly LineToken[], style: LabelStyle | undefined): Int32Array {
  const next = new Int32Array(tokens.length);
  let nearest = tokens.length;
  for (let index = tokens.length - 1; index >= 0; index--) {
    const token = tokens[index];
    const isLike = token?.kind === 'block' && (isStrong(token) || (style !== undefined && matchesStyle(token, style)));
    if (isLike) nearest = index;
    next[index] = nearest;
  }
  return next;
}

function isRequestLabel(token: LabelledBlock | undefined): boolean {
  return token !== undefined && isRequest(token.role);
}

/**
 * The index of the line that closes a fence, or -1. An unclosed fence would pair with the
 * next one and hide labels; labels on the way together with an opening line or an odd count reveal it.
 */
function findClose(resolver: Resolver, opener: FenceToken, index: number): number {
  const { tokens, endless, remaining } = resolver;
  if ((endless.get(opener.code) ?? Number.POSITIVE_INFINITY) <= opener.count) return -1;
  const isCode = !SHOTS_INFO.has(infoWord(opener));
  const odd = (remaining.get(opener.code) ?? 0) % 2 === 1 && resolver.outer === undefined;
  const passed = new Set<string>();
  let passedBold = false;
  for (let next = index + 1; next < tokens.length; next++) {
    const token = tokens[next];
    if (token?.kind === 'block' && isStrong(token)) {
      passed.add(token.role);
      passedBold ||= token.spelling.boldSpan !== undefined;
    }
    if (token?.kind !== 'fence' || token.code !== opener.code) continue;
    const suspicious = odd && (isCode ? passedBold || passed.size > 1 : passed.size > 0);
    const opens = isCode && passed.size > 0 && (token.info !== '' || token.afterLabel);
    if (!isForeign(resolver, opener) && (opens || (suspicious && token.count >= opener.count))) return -1;
    if (closesFence(token, opener)) return next;
  }
  endless.set(opener.code, opener.count);
  return -1;
}

function endClosed(resolver: Resolver, opener: FenceToken, closeIndex: number): number {
  const close = resolver.tokens[closeIndex];
  if (close?.kind !== 'fence') return closeIndex + 1;
  pushFenced(resolver, opener, close.end, breakBefore(resolver.text, close.at), true);
  return closeIndex + 1;
}

function endUnclosed(resolver: Resolver, opener: FenceToken, index: number): number {
  report(resolver, opener, 'unclosed');
  let next = beforeDivision(resolver, index, resolver.nextLabel[index + 1] ?? resolver.tokens.length);
  if (resolver.outer !== undefined) next = Math.min(next, closeOfOuter(resolver, resolver.outer, index + 1, next));
  const end = resolver.tokens[next]?.at ?? resolver.text.length;
  const textEnd = Math.max(trimEnd(resolver.text, opener.start, end), opener.end);
  pushFenced(resolver, opener, textEnd, textEnd, false);
  return next;
}

/**
 * Where separators, comments and a heading of a next shot are directly before a label, the index of the first of
 * them: they belong to what comes, not to the fence that was left open.
 */
function beforeDivision({ text, tokens }: Resolver, index: number, label: number): number {
  let next = label;
  for (let before = label - 1; before > index; before--) {
    const token = tokens[before];
    const end = endOfDivision(token, tokens[label]);
    if (token === undefined || end === undefined) break;
    if (trimEnd(text, end, tokens[next]?.at ?? text.length) !== end) break;
    next = before;
  }
  return next;
}

function endOfDivision(token: LineToken | undefined, label: LineToken | undefined): number | undefined {
  if (token?.kind === 'rule') return token.end;
  if (token?.kind === 'comment') return token.node.end;
  return token?.kind === 'heading' && label?.kind === 'block' && isRequestLabel(label) ? token.titleEnd : undefined;
}

/** The index of the line that closes the surrounding fence, if it comes before `to`. */
function closeOfOuter(resolver: Resolver, outer: FenceToken, from: number, to: number): number {
  for (let index = from; index < to; index++) {
    const token = resolver.tokens[index];
    if (token?.kind === 'fence' && closesFence(token, outer)) return index;
  }
  return to;
}

function pushFenced(resolver: Resolver, opener: FenceToken, end: number, contentEnd: number, closed: boolean): void {
  const start = Math.min(breakAfter(resolver.text, opener.end), end);
  const content = { start, end: Math.max(start, contentEnd) };
  const fence: ContentFence = { start: opener.start, end, info: opener.info, content, closed };
  if (resolver.onlyShotsFences && resolver.outer === undefined) return;
  resolver.live.push({ kind: 'fenced', at: opener.at, quoted: opener.quoted, fence });
}
