import type { TextRange } from '../../text/range.ts';
import { isBreak, trimEnd } from '../characters.ts';
import { lineEnd } from '../lineTokenReader.ts';
import type { ActiveToken, FencedToken } from '../lineTokens.ts';
import { createTokenBlock } from '../tokenBlock.ts';
import { type Section, sectionsOf, type UnlabelledForm } from './form.ts';

/** The line that opens the code of an action, in prompts of smolagents also as the variable of a template. */
const OPENING = /(?:^|\n)[ \t]{0,20}(?:<code>|\{\{ ?code_block_opening_tag ?\}\})/;
const CLOSING = /<\/code>|\{\{ ?code_block_closing_tag ?\}\}/;
const CODE_LABEL = 'Code:';
const PROGRAM = /^(?:py|python|python3)$/i;

/** An agent that writes code: the code after a thought, in a tag or a fence, is the action. */
export const codeActions: UnlabelledForm = {
  first: '<{`~',
  find: (text, tokens) => {
    if (!tokens.some((token) => token.kind === 'block' && token.role === 'think')) return [];
    const hasTags = text.includes('<code>') || text.includes('code_block_opening_tag');
    const fences = tokens.filter(isProgram);
    if (!hasTags && fences.length === 0) return [];
    let next = 0;
    return sectionsOf(text, tokens).flatMap((section) => {
      while (next < fences.length && (fences[next]?.at ?? 0) < section.start) next++;
      const code = section.label.role === 'think' ? findCode(text, section, fences[next]) : undefined;
      return code === undefined ? [] : [createTokenBlock({ role: 'action', ...code })];
    });
  },
};

function isProgram(token: ActiveToken): token is FencedToken {
  return token.kind === 'fenced' && PROGRAM.test(token.fence.info);
}

/** The `Code:` before the code, or the empty range in front of it, and the end of the code. */
function findCode(text: string, { start, end, next }: Section, fence: FencedToken | undefined): Code | undefined {
  if (fence !== undefined && fence.at < end) {
    if (next !== undefined && next.role !== 'observation') return undefined;
    return toCode(text, start, fence.fence.start, endOfFence(text, fence));
  }
  const match = OPENING.exec(text.slice(start, end));
  if (match === null) return undefined;
  const at = start + match.index + (match[0].startsWith('\n') ? 1 : 0);
  const close = CLOSING.exec(text.slice(at, end));
  return toCode(text, start, at, close === null ? end : at + close.index + close[0].length);
}

interface Code {
  readonly label: TextRange;
  readonly closing: TextRange;
}

function toCode(text: string, from: number, at: number, end: number): Code {
  const before = trimEnd(text, from, at);
  const start = before - CODE_LABEL.length;
  const isLabelled = start >= from && text.startsWith(CODE_LABEL, start) && isBreak(text.charCodeAt(start - 1));
  const label = isLabelled ? { start, end: before } : { start: at, end: at };
  return { label, closing: { start: end, end } };
}

/** The end of a fence, which agents also close with a mark of their own behind it. */
function endOfFence(text: string, { fence: { content, end, closed } }: FencedToken): number {
  const close = closed ? -1 : text.slice(content.start, end).search(/\n```/);
  return close === -1 ? end : lineEnd(text, content.start + close + 1);
}
