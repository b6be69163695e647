import { CODE, isBreak, isInlineSpace } from './characters.ts';
import { isElidedText, isSlotText } from './elision.ts';
import { hasNoSeparators, type Summarized } from './fast/scanSummary.ts';
import type { LabelledBlock } from './labelledBlock.ts';
import { majorityStyle } from './labelStyle.ts';
import { lineEnd } from './lineTokenReader.ts';
import type { ActiveToken, HeadingToken, RulerToken } from './lineTokens.ts';
import { isRequest } from './roles.ts';
import { isShotTitle } from './shotTitle.ts';

/** A mark with what became of it. */
export type ResolvedToken =
  | Exclude<ActiveToken, HeadingToken | RulerToken>
  | (HeadingToken & { readonly startsShot: boolean })
  | (RulerToken & { readonly separates: 'shots' | 'rounds' });

type Separation = 'shots' | 'rounds' | undefined;

/** The tokens after the current one, while the document is walked from its end. */
interface Lookahead {
  /** The label that comes before any heading. */
  label: LabelledBlock | undefined;
  /** The nearest label, headings or not. */
  anyLabel: LabelledBlock | undefined;
  token: ActiveToken | undefined;
  /** What a separator right here would separate, if `mark` is one. */
  separation: Separation;
}

/** Decides which headings start a shot and which `---` lines separate; the others are left out as content. */
export function resolveSeparators(text: string, summarized: Summarized<ActiveToken>): readonly ResolvedToken[] {
  if (hasNoSeparators(summarized)) return summarized.tokens;
  const { tokens } = summarized;
  const quoted = majorityStyle(tokens)?.decoration === 'quote';
  const resolved: ResolvedToken[] = [];
  const ahead: Lookahead = { label: undefined, anyLabel: undefined, token: undefined, separation: undefined };
  for (let index = tokens.length - 1; index >= 0; index--) {
    const token = tokens[index];
    if (token === undefined) continue;
    const isDivider = token.kind === 'heading' || token.kind === 'rule';
    // A quoted heading or line divides nothing but a document that is quoted as a whole.
    if (isDivider && token.quoted && !quoted) continue;
    const decided = decide(text, tokens, index, ahead, quoted);
    if (decided !== undefined) resolved.push(decided);
    updateLookahead(ahead, token, decided);
  }
  return resolved.reverse();
}

function decide(
  text: string,
  tokens: readonly ActiveToken[],
  index: number,
  ahead: Lookahead,
  quoted: boolean,
): ResolvedToken | undefined {
  const token = tokens[index];
  if (token === undefined) return undefined;
  if (token.kind === 'heading') {
    const startsShot = isRequestLabel(ahead.label) || isShotTitle(text, token);
    return { ...token, startsShot };
  }
  if (token.kind !== 'rule') return token;
  const separates = separationAt(text, nextVisible(text, tokens, index, token.end, quoted), ahead);
  return separates === undefined ? undefined : { ...token, separates };
}

function updateLookahead(ahead: Lookahead, token: ActiveToken, resolved: ResolvedToken | undefined): void {
  if (token.kind === 'comment' || token.kind === 'escape') return;
  if (token.kind === 'block') {
    ahead.label = token;
    ahead.anyLabel = token;
  }
  if (token.kind === 'heading') ahead.label = undefined;
  ahead.separation = resolved?.kind === 'rule' ? resolved.separates : undefined;
  ahead.token = token;
}

function isRequestLabel(token: LabelledBlock | undefined): boolean {
  return token !== undefined && isRequest(token.role);
}

/** What a line of dashes separates, by the offset of what comes next. */
function separationAt(text: string, next: number, ahead: Lookahead): Separation {
  const { token } = ahead;
  if (next >= text.length) return 'shots';
  if (token !== undefined && token.at <= next && next <= startOf(token)) return separationBefore(token, ahead);
  const lineText = text.slice(next, Math.min(lineEnd(text, next), next + MAX_ELISION_LENGTH));
  if (!isElidedText(lineText) && !isSlotText(lineText)) return undefined;
  return ahead.anyLabel === undefined || isRequestLabel(ahead.anyLabel) ? 'shots' : 'rounds';
}

/** Longer lines are never elisions. */
const MAX_ELISION_LENGTH = 200;

function separationBefore(token: ActiveToken, ahead: Lookahead): Separation {
  switch (token.kind) {
    case 'block':
      return isRequest(token.role) ? 'shots' : 'rounds';
    case 'heading':
    case 'fenceLine':
      return 'shots';
    case 'rule':
      return ahead.separation;
    default:
      return undefined;
  }
}

/** An offset that what is seen of a mark begins at or before, its quote tokens left aside. */
function startOf(token: ActiveToken): number {
  switch (token.kind) {
    case 'block':
      return token.word.start;
    case 'fenceLine':
      return token.end;
    case 'heading':
      return token.titleStart;
    case 'rule':
      return token.start;
    case 'fenced':
      return token.fence.start;
    case 'comment':
      return token.node.start;
    case 'escape':
      return token.backslash;
  }
}

/** The next offset that holds something to see: no space, no comment and, in quoted documents, no quote mark. */
function nextVisible(
  text: string,
  tokens: readonly ActiveToken[],
  index: number,
  from: number,
  quoted: boolean,
): number {
  let at = from;
  for (let next = index + 1; ; ) {
    const code = text.charCodeAt(at);
    const token = tokens[next];
    if (isInlineSpace(code) || isBreak(code) || (quoted && code === CODE.greater)) at++;
    else if (token?.kind === 'comment' && token.node.start === at) {
      at = token.node.end;
      next++;
    } else return at;
  }
}
