import { isBreak, isInlineSpace, isRestBlank, trimEnd } from './characters.ts';
import type { ScanSummary } from './fast/scanSummary.ts';
import type { LabelledBlock } from './labelledBlock.ts';
import { isStrong, type LabelStyle, majorityStyle, matchesColon, matchesStyle } from './labelStyle.ts';
import type { ActiveToken } from './lineTokens.ts';
import { isRequest, ROLES, type Role, type RoundPart } from './roles.ts';

/** A label word as a document uses it. */
interface UsedWord {
  readonly key: string;
  readonly written: string;
}

type UsedWords = Partial<Record<Role, UsedWord>>;

interface Resolution {
  readonly text: string;
  readonly tokens: readonly ActiveToken[];
  readonly style: LabelStyle;
  /** The style of user labels, if none has the document's style. */
  readonly userStyle: LabelStyle;
  /** The word that the document uses for a role. */
  readonly words: UsedWords;
  /** In a shot that begins with another word than the document's: the words of this one shot. */
  shotWords: UsedWords | undefined;
  /** The label read last. */
  before: LabelledBlock | undefined;
}

/**
 * Decides which candidates are labels (docs/format.md, "Labels"). Plan items
 * that look like step labels are not labels: they belong to the plan. If the scan found one style
 * and one word per role, every candidate is a label.
 */
export function resolveLabels(
  text: string,
  tokens: readonly ActiveToken[],
  { uniform, plans }: Pick<ScanSummary, 'uniform' | 'plans'>,
): readonly ActiveToken[] {
  const labels = uniform ? tokens : resolveMixedLabels(text, tokens);
  return plans ? withoutPlanItems(text, labels) : labels;
}

function resolveMixedLabels(text: string, tokens: readonly ActiveToken[]): readonly ActiveToken[] {
  const confirmed = confirmNumbered(tokens);
  const style = majorityStyle(confirmed);
  if (style === undefined) return confirmed;
  const following = followingLabels(confirmed, style);
  const userStyle = styleOfUsers(text, confirmed, style, following);
  const words = wordsOf(text, confirmed, style, userStyle, following);
  const resolution: Resolution = {
    text,
    tokens: confirmed,
    style,
    userStyle,
    words,
    shotWords: undefined,
    before: undefined,
  };
  return confirmed.filter((token, index) => {
    if (token.kind !== 'block') return true;
    const isRead =
      token.spelling.decoration === 'token' || isReply(token) || isLabel(resolution, token, index, following[index]);
    if (isRead) resolution.before = token;
    return isRead;
  });
}

function isFieldAnswer(token: ActiveToken | undefined): boolean {
  return token?.kind === 'block' && token.role === 'answer' && token.spelling.decoration === 'token';
}

/** True for `Output:` and `A:`, which are a turn only where the turns around them say so. */
function isReply({ role, spelling }: LabelledBlock): boolean {
  return role === 'assistant' && spelling.context === 'pair';
}

/** Numbered words without a colon count only if at least two roles occur so. */
function confirmNumbered(tokens: readonly ActiveToken[]): readonly ActiveToken[] {
  const roles = new Set<Role>();
  for (const token of tokens) if (isBareNumbered(token)) roles.add(token.role);
  return roles.size === 1 ? tokens.filter((token) => !isBareNumbered(token)) : tokens;
}

function isBareNumbered(token: ActiveToken): token is LabelledBlock {
  if (token.kind !== 'block') return false;
  const { colon, decoration, boldSpan } = token.spelling;
  return colon === '' && decoration !== 'tag' && decoration !== 'token' && boldSpan === undefined;
}

/** For every mark the next candidate after it that could be a label by its decoration. */
function followingLabels(tokens: readonly ActiveToken[], style: LabelStyle): readonly (LabelledBlock | undefined)[] {
  const following = new Array<LabelledBlock | undefined>(tokens.length);
  let next: LabelledBlock | undefined;
  for (let index = tokens.length - 1; index >= 0; index--) {
    const token = tokens[index];
    following[index] = next;
    if (token?.kind === 'block' && (isStrong(token) || matchesStyle(token, style))) next = token;
  }
  return following;
}

function isUser(token: LabelledBlock): boolean {
  return isRequest(token.role);
}

/** Some authors mark only the request (`**User**:` above `Think:`); then its own decoration counts. */
function styleOfUsers(
  text: string,
  tokens: readonly ActiveToken[],
  style: LabelStyle,
  following: readonly (LabelledBlock | undefined)[],
): LabelStyle {
  const isIn = (token: ActiveToken) => token.kind === 'block' && isUser(token) && matchesStyle(token, style);
  if (tokens.some(isIn)) return style;
  const own = tokens.find((token, index): token is LabelledBlock => {
    if (token.kind !== 'block' || !isUser(token)) return false;
    const next = following[index]?.role;
    return next !== undefined && ROLES.user.confirmedBy.includes(next) && isSeparated(text, tokens, index);
  });
  if (own === undefined) return style;
  const { decoration, boldSpan, colon } = own.spelling;
  return { decoration, bold: boldSpan !== undefined, colon };
}

function wordsOf(
  text: string,
  tokens: readonly ActiveToken[],
  style: LabelStyle,
  userStyle: LabelStyle,
  following: readonly (LabelledBlock | undefined)[],
): UsedWords {
  const words: UsedWords = {};
  const doubtful: UsedWords = {};
  const answered: UsedWords = {};
  tokens.forEach((token, index) => {
    if (token.kind !== 'block') return;
    const { role } = token;
    if (words[role] !== undefined) return;
    const own = isUser(token) ? userStyle : style;
    const fits = matchesStyle(token, own) && (isStrong(token) || matchesColon(token, own));
    // A "Task:" of the introduction is not the document's word for the request.
    const next = following[index]?.role;
    const proven = !isUser(token) || (next !== undefined && ROLES.user.confirmedBy.includes(next));
    if (fits && proven) words[role] = usedWord(text, token);
    else if (fits && next === 'answer') answered[role] ??= usedWord(text, token);
    else if (fits || isStrong(token)) doubtful[role] ??= usedWord(text, token);
  });
  return { ...doubtful, ...answered, ...words };
}

function usedWord(text: string, token: LabelledBlock): UsedWord {
  return { key: token.spelling.key, written: text.slice(token.word.start, token.word.end) };
}

function isLabel(
  resolution: Resolution,
  token: LabelledBlock,
  index: number,
  next: LabelledBlock | undefined,
): boolean {
  const { role } = token;
  const style = isUser(token) ? resolution.userStyle : resolution.style;
  if (!isStrong(token) && !matchesStyle(token, style)) return false;
  const colonFits = isStrong(token) || matchesColon(token, style);
  if (isWord(resolution, token, resolution.words[role])) {
    if (isUser(token)) resolution.shotWords = undefined;
    return true;
  }
  const { shotWords } = resolution;
  if (shotWords !== undefined && !isUser(token) && colonFits) {
    shotWords[role] ??= usedWord(resolution.text, token);
    if (isWord(resolution, token, shotWords[role])) return true;
  }
  if (!isOtherWord(resolution, token, index, next)) return false;
  if (isUser(token)) resolution.shotWords = {};
  return true;
}

/** Another word than the document's needs a separator before it and a block that confirms it after it. */
function isOtherWord(
  resolution: Resolution,
  token: LabelledBlock,
  index: number,
  next: LabelledBlock | undefined,
): boolean {
  // An answer that no label marks was found by its place below this one.
  if (isFieldAnswer(resolution.tokens[index + 1])) return true;
  if (isOnlyNext(resolution, token, index, next)) return true;
  if (next === undefined) return false;
  if (!ROLES[token.role].confirmedBy.includes(next.role)) return false;
  return isSeparated(resolution.text, resolution.tokens, index) || isUnderRequest(resolution, token, index, next);
}

/** True for a thought directly under a request: nothing else can begin there. */
function isUnderRequest(resolution: Resolution, token: LabelledBlock, index: number, next: LabelledBlock): boolean {
  const before = resolution.tokens[index - 1];
  const opens = ROLES[token.role].part === 'think' && next.role !== token.role && next.role !== 'answer';
  if (!opens || before?.kind !== 'block' || !isUser(before)) return false;
  return isWord(
    resolution,
    before,
    (resolution.shotWords ?? resolution.words)[before.role] ?? resolution.words[before.role],
  );
}

/** The part of a round that opens another, which directly follows it. */
const OPENED_BY: Partial<Record<RoundPart, readonly RoundPart[]>> = { act: ['think'], observe: ['act', 'input'] };

/**
 * True for an action under a thought that has no other, and for a result under a call that has no other: `Action:` and
 * `Observation:` after rounds with `Tool Call:` and `Tool Result:`.
 */
function isOnlyNext(
  { tokens, style, before }: Resolution,
  token: LabelledBlock,
  index: number,
  next: LabelledBlock | undefined,
): boolean {
  const openers = OPENED_BY[partOf(token) ?? 'step'];
  if (openers === undefined || !(isStrong(token) || matchesColon(token, style))) return false;
  if (before === undefined || before !== tokens[index - 1] || !openers.includes(partOf(before) ?? 'step')) return false;
  return next === undefined || partOf(next) !== partOf(token);
}

function partOf({ role }: LabelledBlock): RoundPart | undefined {
  return ROLES[role].part;
}

/** True if a label uses the word. Bold and tagged labels may differ in case. */
function isWord(resolution: Resolution, token: LabelledBlock, word: UsedWord | undefined): boolean {
  if (word === undefined || token.spelling.key !== word.key) return false;
  const { start, end } = token.word;
  if (end - start !== word.written.length || resolution.text.startsWith(word.written, start)) return true;
  const isSign = token.spelling.decoration === 'tag' || token.spelling.boldSpan !== undefined;
  return token.role === 'step' || (isSign && matchesStyle(token, resolution.style));
}

/** True at the start of the text and after a blank line, separator, heading, comment or fence line. */
function isSeparated(text: string, tokens: readonly ActiveToken[], index: number): boolean {
  let at = tokens[index]?.at ?? 0;
  for (let before = index - 1; ; before--) {
    if (isAfterBlankLine(text, at)) return true;
    const token = tokens[before];
    const end = trimEnd(text, 0, at);
    if (token?.kind === 'heading') return token.titleEnd === end;
    if (token?.kind === 'rule' || token?.kind === 'fenceLine') return token.end === end;
    if (token?.kind !== 'comment' || token.node.end !== end) return false;
    at = token.at;
  }
}

function isAfterBlankLine(text: string, lineStart: number): boolean {
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

/** Step lines directly after a plan label are its items until the number restarts or another label comes. */
function withoutPlanItems(text: string, tokens: readonly ActiveToken[]): readonly ActiveToken[] {
  let lastItem = 0;
  let inPlan = false;
  return tokens.filter((token, index) => {
    if (token.kind !== 'block') return true;
    const { role, number = 0 } = token.spelling;
    if (role === 'plan') {
      lastItem = 0;
      inPlan = isRestBlank(text, token.labelEnd);
      return true;
    }
    inPlan &&= role === 'step' && number > lastItem && (lastItem > 0 || isDirectlyAfter(text, tokens, index));
    lastItem = number;
    return !inPlan;
  });
}

function isDirectlyAfter(text: string, tokens: readonly ActiveToken[], index: number): boolean {
  const before = tokens[index - 1];
  const token = tokens[index];
  return (
    before?.kind === 'block' && token !== undefined && trimEnd(text, before.labelEnd, token.at) === before.labelEnd
  );
}
