import { defineMessages } from '../../l10n/messages.ts';
import type { LabelledBlock } from '../labelledBlock.ts';
import { isStrong } from '../labelStyle.ts';
import type { ActiveToken } from '../lineTokens.ts';
import type { Role } from '../roles.ts';
import type { TreeProblem } from '../tree.ts';
import { splitAtBoundaries, withTitleLines } from './boundaries.ts';
import { type Chat, readChat } from './chat.ts';
import { resolveOutside } from './outsideChats.ts';
import { createRespelling } from './respelling.ts';
import { findShotStarts } from './shotStarts.ts';
import { isToolLabel } from './words.ts';

const say = defineMessages({
  boundary: {
    en: 'All turns are the same number of lines apart, so that they are one shot. Put `---` before each turn that begins another shot.',
    'zh-CN': '各轮之间的空行数相同，因此视为一个示例。请在另一个示例开始的轮次前加上 `---`。',
  },
});

/** The labels with the roles that the labels around them give them. */
export interface ContextResult {
  readonly tokens: readonly ActiveToken[];
  readonly problems: readonly TreeProblem[];
}

/**
 * Decides about words whose meaning depends on the labels around them (docs/format.md, "Chats"): the turns of a chat, the
 * labels of tools, pairs of question and answer. `isDeclared`: the front matter names the style `chat`.
 */
export function resolveContext(text: string, tokens: readonly ActiveToken[], isDeclared: boolean): ContextResult {
  const asked = withoutUnasked(tokens);
  const titled = isChatOnly(asked) ? withTitleLines(text, asked) : asked;
  const outside: LabelledBlock[] = [];
  const chats: Chat[] = [];
  for (const { blocks, end } of splitAtBoundaries(text, titled)) {
    const chat = readChat(text, blocks, end, isDeclared);
    if (chat !== undefined) chats.push(chat);
    else outside.push(...blocks);
  }
  const roles = new Map(resolveOutside(text, outside));
  const { starts, doubtful } = findShotStarts(text, chats);
  for (const { turns } of chats) {
    for (const turn of turns) roles.set(turn.token, starts.has(turn) ? 'user' : turn.role);
  }
  return { tokens: apply(titled, roles), problems: doubtful === undefined ? [] : [toProblem(doubtful.token)] };
}

/** Leaves out the labels of questions that an agent asks itself if none has an answer: they are words of a reply. */
function withoutUnasked(tokens: readonly ActiveToken[]): readonly ActiveToken[] {
  const isFollowUp = (token: ActiveToken) => token.kind === 'block' && token.spelling.context === 'followUp';
  if (!tokens.some(isFollowUp)) return tokens;
  const isAsked = tokens.some((token) => isFollowUp(token) && token.kind === 'block' && token.role === 'observation');
  return isAsked ? tokens : tokens.filter((token) => !isFollowUp(token));
}

/** True if no label is that of another style than a chat's. */
function isChatOnly(tokens: readonly ActiveToken[]): boolean {
  return !tokens.some((token) => token.kind === 'block' && isStrong(token) && !isToolLabel(token.spelling));
}

/** Leaves out the labels that are text, and gives the others their roles. */
function apply(tokens: readonly ActiveToken[], roles: ReadonlyMap<LabelledBlock, Role>): readonly ActiveToken[] {
  const respell = createRespelling();
  const applied: ActiveToken[] = [];
  for (const token of tokens) {
    const role = token.kind === 'block' ? roles.get(token) : undefined;
    if (token.kind !== 'block') applied.push(token);
    else if (role !== undefined) applied.push(respell(token, role));
  }
  return applied;
}

function toProblem({ labelStart, labelEnd }: LabelledBlock): TreeProblem {
  return { start: labelStart, end: labelEnd, rule: 'shot-boundary', message: say('boundary') };
}
