import type { LabelledBlock } from '../labelledBlock.ts';
import type { FencedToken } from '../lineTokens.ts';
import { isRequest } from '../roles.ts';
import { createTokenBlock } from '../tokenBlock.ts';
import type { UnlabelledForm } from './form.ts';

const OUTPUT = /^output$/i;

/** A program in a fence, and the fence below it with what it printed: an action and its observation. */
export const codeResults: UnlabelledForm = {
  first: '`',
  mark: '```output',
  find: (text, tokens) => {
    const blocks: LabelledBlock[] = [];
    let label: LabelledBlock | undefined;
    let program: FencedToken | undefined;
    for (const token of tokens) {
      if (token.kind === 'block') {
        label = token;
        program = undefined;
      } else if (token.kind === 'fenced' && label !== undefined && isRequest(label.role)) {
        if (program !== undefined && isResult(text, program, token))
          blocks.push(toBlock('action', program), toBlock('observation', token));
        program = OUTPUT.test(token.fence.info) ? undefined : token;
      }
    }
    return blocks;
  },
};

/** True for the output of a program, directly below it. */
function isResult(text: string, { fence: { end } }: FencedToken, { at, fence }: FencedToken): boolean {
  return OUTPUT.test(fence.info) && text.slice(end, at).trim() === '';
}

function toBlock(role: 'action' | 'observation', { at, fence }: FencedToken): LabelledBlock {
  return createTokenBlock({ role, label: { start: at, end: at }, closing: { start: fence.end, end: fence.end } });
}
