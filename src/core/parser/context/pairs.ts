import type { LabelledBlock } from '../labelledBlock.ts';
import type { Role } from '../roles.ts';
import { isAction, ROLES } from '../roles.ts';
import { isSpeaker, isToolLabel } from './words.ts';

/**
 * The roles of `Q:`, `A:`, `Input:`, `Output:` and of words such as `Goal:`; what is not in the map is text. Pairs of
 * question and answer count if there are two. A request word counts if a block that handles a request follows before
 * the next of them. `Input:` directly after an action is the action's.
 */
export function resolvePairs(blocks: readonly LabelledBlock[]): ReadonlyMap<LabelledBlock, Role> {
  const roles = new Map<LabelledBlock, Role>();
  const pairs = findPairs(blocks);
  for (let index = blocks.length - 1; index >= 0; index--) {
    const token = blocks[index];
    if (token === undefined) continue;
    const { context } = token.spelling;
    const before = blocks[index - 1];
    const next = blocks[index + 1];
    if (context === 'followUp') roles.set(token, token.role);
    else if (context === 'input' && before !== undefined && isAction(before.role)) roles.set(token, 'actionInput');
    else if (isRequestWord(token) && next !== undefined && handles(next, pairs)) roles.set(token, 'user');
    else if (pairs.has(token)) roles.set(token, 'answer');
  }
  return roles;
}

/** The answers of the document's pairs, if it has two pairs. */
function findPairs(blocks: readonly LabelledBlock[]): ReadonlySet<LabelledBlock> {
  const answers = blocks.filter((token, index) => {
    const before = blocks[index - 1];
    return isAnswerWord(token) && before !== undefined && isRequestWord(before);
  });
  if (answers.length > 1) return new Set(answers);
  // Where no question has a label, the paragraph above each answer is one.
  const isAnswersOnly =
    blocks.length > 1 && blocks.every(({ role, spelling }) => role === 'answer' && spelling.key === 'a');
  return new Set(isAnswersOnly ? blocks : []);
}

function isRequestWord({ role, spelling: { context } }: LabelledBlock): boolean {
  return role === 'user' && (context === 'pair' || context === 'input' || context === 'request');
}

function isAnswerWord({ role, spelling }: LabelledBlock): boolean {
  return role === 'answer' && (spelling.context === 'pair' || !isSpeaker(spelling));
}

/** True for an answer that no label marks. */
function isFieldAnswer({ role, spelling }: LabelledBlock): boolean {
  return role === 'answer' && spelling.decoration === 'token';
}

/** True for a block that handles the request directly above it. */
function handles(token: LabelledBlock, pairs: ReadonlySet<LabelledBlock>): boolean {
  if (pairs.has(token) || isSpeaker(token.spelling) || isFieldAnswer(token)) return true;
  const { part } = ROLES[token.role];
  return token.spelling.context === undefined && !isToolLabel(token.spelling) && (part === 'think' || part === 'act');
}
