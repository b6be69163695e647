import type { LabelledBlock } from '../labelledBlock.ts';
import { isStrong } from '../labelStyle.ts';
import { ROLES, type Role } from '../roles.ts';
import { getToolRole } from './toolLabels.ts';
import { isSpeaker, isToolLabel, isToolWord } from './words.ts';

/** The labels of a part of a document that is a chat. */
export interface Chat {
  /** The turns and tool labels in order, with their roles; every turn of the user is a `userTurn`. */
  readonly turns: readonly ChatTurn[];
  /** The end of the part. */
  readonly end: number;
}

export interface ChatTurn {
  readonly token: LabelledBlock;
  readonly role: Role;
}

/**
 * Reads the labels between two hard boundaries as a chat. It is one if there are turns of a user and of an assistant and
 * no labels of other styles. `isDeclared`: the front matter says so. Undefined if the part is no chat.
 */
export function readChat(
  text: string,
  blocks: readonly LabelledBlock[],
  end: number,
  isDeclared: boolean,
): Chat | undefined {
  const user = blocks.find(({ role, spelling }) => role === 'user' && spelling.context === undefined);
  const assistant =
    blocks.find(({ role, spelling }) => isSpeaker(spelling) || (isDeclared && role === 'answer')) ??
    (user === undefined ? undefined : findReplies(blocks, user));
  if (user === undefined || assistant === undefined) return undefined;
  if (!isDeclared && hasOtherStyle(blocks, user, assistant)) return undefined;
  const turns: ChatTurn[] = [];
  let inChat = false;
  blocks.forEach((token, index) => {
    const next = blocks[index + 1];
    const role = isLike(token, user)
      ? getUserRole(text, token)
      : isLike(token, assistant)
        ? 'assistant'
        : getOtherRole(text, token, inChat, turns.at(-1)?.role === 'userTurn', next);
    inChat ||= role === 'userTurn';
    if (role !== undefined) turns.push({ token, role });
  });
  return { turns, end };
}

/** Words of the user that name who speaks, in contrast to what is asked. */
const USERS: ReadonlySet<string> = new Set(['user', 'human', 'customer', '用户', '客户', '顾客']);

/** The `A:` of turns `USER:`, `A:`; it answers two of them. */
function findReplies(blocks: readonly LabelledBlock[], user: LabelledBlock): LabelledBlock | undefined {
  if (!USERS.has(user.spelling.key)) return undefined;
  const replies = blocks.filter(({ role, spelling }, index) => {
    const before = blocks[index - 1];
    return role === 'answer' && spelling.context === 'pair' && before !== undefined && isLike(before, user);
  });
  return replies.length > 1 ? replies[0] : undefined;
}

/** What a turn of the user begins with that hands over what a tool gave back. */
const RESULT = /^\s*(?:EXECUTION RESULT of \[|<tool_response>|<function_results?>|OBSERVATION:)/;

function getUserRole(text: string, { labelEnd }: LabelledBlock): Role {
  return RESULT.test(text.slice(labelEnd, labelEnd + 60)) ? 'observation' : 'userTurn';
}

/** True if a label is written with the same word in the same decoration. */
function isLike({ spelling: a }: LabelledBlock, { spelling: b }: LabelledBlock): boolean {
  return (
    a.role === b.role &&
    a.key === b.key &&
    a.decoration === b.decoration &&
    (a.boldSpan === undefined) === (b.boldSpan === undefined)
  );
}

/**
 * True if there is a thought, an action or the like, or a plan directly under a request. Steps of a reply are text, and so
 * are thoughts in tags; without actions, what an observation holds answers the assistant.
 */
function hasOtherStyle(blocks: readonly LabelledBlock[], user: LabelledBlock, assistant: LabelledBlock): boolean {
  const acts = blocks.some(
    (token) => isStrong(token) && !isToolLabel(token.spelling) && ROLES[token.role].part === 'act',
  );
  let isAnswered = false;
  for (const token of blocks) {
    if (isLike(token, user)) isAnswered = false;
    else if (isLike(token, assistant)) isAnswered = true;
    else if (isAnswered && !acts && isOfTurn(token)) continue;
    else if (token.role === 'userRequest' || (isStrong(token) && !isToolLabel(token.spelling))) return true;
    else if ((token.role === 'plan' || token.role === 'step') && !isAnswered) return true;
  }
  return false;
}

/** True for a thought in tags, and for what came back. */
function isOfTurn({ role, spelling: { decoration } }: LabelledBlock): boolean {
  return role === 'observation' || (role === 'think' && decoration === 'tag');
}

function getOtherRole(
  text: string,
  token: LabelledBlock,
  inChat: boolean,
  isAsked: boolean,
  next: LabelledBlock | undefined,
): Role | undefined {
  const { role, spelling } = token;
  if (role === 'system') return inChat ? undefined : role;
  if (role === 'answer' && spelling.context === 'pair' && inChat && isAsked) return 'assistant';
  if (isToolWord(spelling)) return getToolRole(text, token, next);
  return isToolLabel(spelling) || (inChat && role === 'observation') ? role : undefined;
}
