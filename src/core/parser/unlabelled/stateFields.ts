import { lineStartBefore } from '../characters.ts';
import type { LabelledBlock } from '../labelledBlock.ts';
import type { ActiveToken } from '../lineTokens.ts';
import { createTokenBlock } from '../tokenBlock.ts';

/** A field such as `ActionPath 2:` or `> ActionPath:`. */
const STATE = /^(?:> ?)?(\p{L}[\p{L}_]{2,30})(?: \d{1,3})?[:：]/u;

const MIN_TIMES = 2;
/** How many thoughts are looked at to see whether a document has such fields at all. */
const MAX_FIRST = 4;

/** A thought with the field above it. */
interface State {
  readonly thought: LabelledBlock;
  readonly word: string;
  readonly start: number;
}

/**
 * What an agent keeps in mind besides its thoughts (KnowAgent: `ActionPath 2: Start->Search[…]`): a field of the author's
 * own on the line above a thought. The thought begins with it.
 */
export function withStateFields(text: string, tokens: readonly ActiveToken[]): readonly ActiveToken[] {
  const states = findStates(text, tokens);
  const times = new Map<string, number>();
  for (const { word } of states) times.set(word, (times.get(word) ?? 0) + 1);
  const thoughts = new Map<ActiveToken, LabelledBlock>();
  for (const { thought, word, start } of states) {
    const isRepeated = (times.get(word) ?? 0) >= MIN_TIMES;
    if (isRepeated) thoughts.set(thought, createTokenBlock({ role: 'think', label: { start, end: start } }));
  }
  return thoughts.size === 0 ? tokens : tokens.map((token) => thoughts.get(token) ?? token);
}

function findStates(text: string, tokens: readonly ActiveToken[]): readonly State[] {
  const states: State[] = [];
  let from = 0;
  let looked = 0;
  for (const token of tokens) {
    if (token.kind !== 'block') continue;
    if (token.role === 'think' && token.spelling.decoration !== 'token') {
      const state = stateAbove(text, token, from);
      if (state !== undefined) states.push(state);
      if (++looked === MAX_FIRST && states.length === 0) return states;
    }
    from = token.labelEnd;
  }
  return states;
}

/** The field on the line above a thought, where the text of the block above is. */
function stateAbove(text: string, thought: LabelledBlock, from: number): State | undefined {
  const start = lineStartBefore(text, thought.at - 1);
  const match = start < from || start === thought.at ? null : STATE.exec(text.slice(start, thought.at));
  return match?.[1] === undefined ? undefined : { thought, word: match[1], start };
}
