import type { Move } from '../clauses/moves.ts';
import type { Part } from '../roles/role.ts';
import type { FlowContext, StepOwner } from './context.ts';
import type { Open, State } from './graph.ts';

const STRAIGHT = /^(?:可)?直接(?:进入|进行|办理|转入|前往|到|去)?(\p{Script=Han}{2,8})$/u;

/** The later step that does what a side does without the steps between: `直接退押金`, and `5. 退还押金` further down. */
export function stepAhead(text: string, part: Part): Part | undefined {
  const action = STRAIGHT.exec(text.trim())?.[1];
  if (action === undefined) return undefined;
  const siblings = part.parent?.children ?? [];
  const after = siblings.slice(siblings.indexOf(part) + 2, siblings.indexOf(part) + 12);
  return after.find(
    ({ role, words }) => role === 'step' && namesAction(words.text.slice(0, action.length + 6), action),
  );
}

/** All characters in their order, as `退押金` in `退还押金`. */
function namesAction(words: string, action: string): boolean {
  let at = -1;
  for (const character of action) {
    const next = words.indexOf(character, at + 1);
    if (next === -1 || (at !== -1 && next - at > 2)) return false;
    at = next;
  }
  return true;
}

/** Leaves for a later step. */
export function jumpAhead(
  { range }: Move,
  step: Part,
  opens: readonly Open[],
  { part }: StepOwner,
  { graph }: FlowContext,
): State {
  graph.jumps.push({
    opens,
    target: { range },
    step,
    part,
    isBack: false,
    isLoop: false,
    limit: undefined,
    until: undefined,
    range,
  });
  return { opens: [], group: undefined };
}
