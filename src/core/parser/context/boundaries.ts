import { isRestBlank } from '../characters.ts';
import type { LabelledBlock } from '../labelledBlock.ts';
import type { ActiveToken, HeadingToken } from '../lineTokens.ts';
import { isRequest } from '../roles.ts';
import { isShotTitle } from '../shotTitle.ts';

/** The labels between two hard boundaries, and the offset of the second one. */
export interface Stretch {
  readonly blocks: readonly LabelledBlock[];
  readonly end: number;
}

/** Divides the labels of a document at headings of shots, at separators before a turn, and at the ends of fences. */
export function splitAtBoundaries(text: string, tokens: readonly ActiveToken[]): readonly Stretch[] {
  const stretches: Stretch[] = [];
  let blocks: LabelledBlock[] = [];
  tokens.forEach((token, index) => {
    if (token.kind === 'block') blocks.push(token);
    else if (isBoundary(text, tokens, index)) {
      stretches.push({ blocks, end: token.at });
      blocks = [];
    }
  });
  stretches.push({ blocks, end: text.length });
  return stretches.filter((stretch) => stretch.blocks.length > 0);
}

function isBoundary(text: string, tokens: readonly ActiveToken[], index: number): boolean {
  const token = tokens[index];
  switch (token?.kind) {
    case 'fenceLine':
      return true;
    case 'heading':
      return isShotTitle(text, token) || opensTurn(text, tokens, index, token.titleEnd);
    case 'rule':
      return opensTurn(text, tokens, index, token.end);
    default:
      return false;
  }
}

/** True if the next thing after an offset, blank lines and comments aside, is a first turn, a boundary or the end. */
function opensTurn(text: string, tokens: readonly ActiveToken[], index: number, from: number): boolean {
  let at = from;
  for (let next = index + 1; ; next++) {
    const token = tokens[next];
    if (token !== undefined && token.kind === 'fenced') return false;
    if (text.slice(at, token?.at ?? text.length).trim() !== '') return false;
    if (token?.kind === 'comment') {
      at = Math.max(at, token.node.end);
      continue;
    }
    if (token?.kind !== 'block') return token?.kind !== 'escape';
    return isRequest(token.role) || token.role === 'system';
  }
}

const TITLE_LINE =
  /^(?:\*\*)?((?:Example|Shot|示例|例子|例)\s*(?:#\s*)?[\d一二三四五六七八九十]+)(?:\*\*)?\s*(?:(?:[:：.。](?:\*\*)?|\*\*)[ \t]*)?$/i;

/** A line such as `Example 2` directly above a first turn, as the heading that it is. */
export function withTitleLines(text: string, tokens: readonly ActiveToken[]): readonly ActiveToken[] {
  if (!/(?:example|shot|示例|例)/i.test(text)) return tokens;
  const result: ActiveToken[] = [];
  for (const token of tokens) {
    const title = token.kind === 'block' && isRequest(token.role) ? titleAbove(text, token.at) : undefined;
    if (title !== undefined) result.push(title);
    result.push(token);
  }
  return result;
}

function titleAbove(text: string, at: number): HeadingToken | undefined {
  const before = text.slice(Math.max(0, at - 100), at).trimEnd();
  const end = Math.max(0, at - 100) + before.length;
  const start = text.lastIndexOf('\n', end - 1) + 1;
  const match = TITLE_LINE.exec(text.slice(start, end));
  if (match?.[1] === undefined || !isRestBlank(text, end)) return undefined;
  const titleStart = start + match[0].indexOf(match[1]);
  return { kind: 'heading', at: start, quoted: false, level: 2, titleStart, titleEnd: end };
}
