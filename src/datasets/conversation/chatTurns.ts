import { type Block, getSpokenWords, ROLES, replyText, type Shot, type TextRange } from '../../core/index.ts';
import { type Exclusion, exclude } from '../exclusion.ts';
import { findUnusableArgument } from './callArguments.ts';
import { createCallId } from './callIds.ts';
import type { AssistantTurn, ConversationCall, Turn } from './conversation.ts';
import { toResults } from './observedResults.ts';
import { getProseBeside, type ShotContext } from './shotContext.ts';

/** `plain`: an action in plain language is not said to the customer, so the shot has no form as a chat. */
export type ChatTurns = { readonly turns: readonly Turn[] } | { readonly plain: true } | Exclusion;

/** The assistant's turn while it is built. */
interface OpenTurn {
  start: number;
  end: number;
  readonly thoughts: string[];
  readonly texts: string[];
  readonly calls: ConversationCall[];
}

interface Chat {
  readonly context: ShotContext;
  readonly shot: Shot;
  readonly id: string;
  readonly turns: Turn[];
  open: OpenTurn | undefined;
  /** Calls whose results are still to come. */
  pending: ConversationCall[];
  callCount: number;
}

/** Turns a shot into the turns of a chat. What one side says in a row is one turn. */
export function toChatTurns(context: ShotContext, shot: Shot, id: string): ChatTurns {
  const chat: Chat = { context, shot, id, turns: [], open: undefined, pending: [], callCount: 0 };
  const { blocks } = shot;
  for (let index = 0; index < blocks.length; index++) {
    const block = blocks[index] as Block;
    if (isObserved(block)) {
      const end = endOfObservations(blocks, index);
      const failure = addObservations(chat, blocks.slice(index, end));
      if (failure !== undefined) return failure;
      index = end - 1;
      continue;
    }
    const failure = addBlock(chat, block);
    if (failure !== undefined) return failure;
  }
  closeTurn(chat);
  return { turns: chat.turns };
}

type Failure = { readonly plain: true } | Exclusion;

function addBlock(chat: Chat, block: Block): Failure | undefined {
  const { part, isRequest, group } = ROLES[block.role];
  const { textOf } = chat.context;
  if (isRequest === true || block.role === 'userTurn') return addUserTurn(chat, textOf(block), block);
  if (block.role === 'assistant') return addTurn(chat, block);
  if (part === 'act') return addAction(chat, block);
  // The input of a call was read with its action.
  if (part === 'input') return hasCallBefore(chat.shot, block) ? undefined : { plain: true };
  if (block.role === 'apiSchema') return undefined;
  if (group === 'answer') return addWords(chat, textOf(block), block);
  return addThought(chat, textOf(block), block);
}

/** A chat in which the user speaks before a call has its result is no sample. */
function addUserTurn(chat: Chat, text: string, range: TextRange): Failure | undefined {
  return chat.pending.length > 0 ? exclude('results') : addUser(chat, text, range);
}

/** A turn of the assistant in a chat: its words, then its calls. */
function addTurn(chat: Chat, block: Block): Failure | undefined {
  if (block.calls.length === 0) return addWords(chat, chat.context.textOf(block), block);
  const text = getProseBeside(chat.context, block);
  const failure = text === '' ? undefined : addWords(chat, text, block);
  return failure ?? addCalls(chat, block);
}

function addUser(chat: Chat, text: string, { start, end }: TextRange): undefined {
  closeTurn(chat);
  const last = chat.turns.at(-1);
  const origin = { start, end };
  if (last?.kind === 'user') chat.turns[chat.turns.length - 1] = { ...last, text: `${last.text}\n${text}` };
  else chat.turns.push({ kind: 'user', text, origin });
}

function addThought(chat: Chat, text: string, block: Block): Failure | undefined {
  if (chat.pending.length > 0) return exclude('results');
  if (text !== '') openTurn(chat, block).thoughts.push(text);
  return undefined;
}

function addWords(chat: Chat, text: string, block: Block): Failure | undefined {
  if (chat.pending.length > 0) return exclude('results');
  if (text !== '') openTurn(chat, block).texts.push(text);
  return undefined;
}

function addAction(chat: Chat, block: Block): Failure | undefined {
  if (block.calls.length === 0) return addPlainAction(chat, block);
  return getProseBeside(chat.context, block) === '' ? addCalls(chat, block) : { plain: true };
}

function addCalls(chat: Chat, block: Block): Failure | undefined {
  const turn = openTurn(chat, block);
  const answered: { readonly call: ConversationCall; readonly result: TextRange }[] = [];
  for (const call of block.calls) {
    const checked = chat.context.checkedCall(call);
    if (checked === undefined) return exclude('arguments');
    const failure = findUnusableArgument(checked, chat.context.slice);
    if (failure !== undefined) return failure;
    const { start, end, name, result } = call;
    const id = createCallId(chat.id, chat.callCount++);
    const added = { id, name: name.text, arguments: checked.values, origin: { start, end } };
    turn.calls.push(added);
    if (result === undefined) chat.pending.push(added);
    else answered.push({ call: added, result });
  }
  return addInlineResults(chat, answered);
}

/** The results written after the calls themselves (`f(a = 1) -> 2`). */
function addInlineResults(
  chat: Chat,
  answered: readonly { readonly call: ConversationCall; readonly result: TextRange }[],
): Failure | undefined {
  if (answered.length === 0) return undefined;
  if (chat.pending.length > 0) return exclude('results');
  closeTurn(chat);
  for (const { call, result } of answered) addResult(chat, call, chat.context.slice(result).trim(), result);
  return undefined;
}

function addPlainAction(chat: Chat, block: Block): Failure | undefined {
  const { document } = chat.context;
  const { reply, blocks } = chat.shot;
  const isFinish = reply?.from === 'finish' && block.start <= reply.start && reply.end <= block.end;
  const words = isFinish ? replyText(document.tree, blocks, reply) : getSpokenWords(document.tree, block);
  return words === undefined || words === '' ? { plain: true } : addWords(chat, words, block);
}

/** Observations in a row: the results of the calls before them, else what the customer says. */
function addObservations(chat: Chat, blocks: readonly Block[]): Failure | undefined {
  const texts = blocks.map((block) => chat.context.textOf(block));
  const range = { start: blocks[0]?.start ?? 0, end: blocks.at(-1)?.end ?? 0 };
  const calls = chat.pending;
  const last = chat.turns.at(-1);
  if (calls.length === 0 && chat.open === undefined && last?.kind === 'tool') {
    chat.turns[chat.turns.length - 1] = { ...last, text: [last.text, ...texts].join('\n') };
    return undefined;
  }
  if (calls.length === 0) return addUser(chat, texts.join('\n'), range);
  const results = toResults(texts, calls.length);
  if (results === undefined) return exclude('results');
  closeTurn(chat);
  for (const [index, call] of calls.entries()) addResult(chat, call, results[index] ?? '', blocks[index] ?? range);
  return undefined;
}

function addResult(chat: Chat, call: ConversationCall, text: string, { start, end }: TextRange): void {
  chat.turns.push({ kind: 'tool', callId: call.id, name: call.name, text, origin: { start, end } });
}

function openTurn(chat: Chat, { start, end }: TextRange): OpenTurn {
  chat.open ??= { start, end, thoughts: [], texts: [], calls: [] };
  chat.open.end = end;
  return chat.open;
}

function closeTurn(chat: Chat): void {
  const { open } = chat;
  chat.pending = [];
  chat.open = undefined;
  if (open === undefined) return;
  const turn: AssistantTurn = {
    kind: 'assistant',
    thought: open.thoughts.join('\n'),
    text: open.texts.join('\n'),
    calls: open.calls,
    origin: { start: open.start, end: open.end },
  };
  chat.turns.push(turn);
}

function endOfObservations(blocks: readonly Block[], from: number): number {
  let end = from;
  for (let block = blocks[end]; block !== undefined && isObserved(block); block = blocks[end]) end++;
  return end;
}

/** True for what came back from a call. In a chat the user's further turns are none. */
function isObserved({ role }: Block): boolean {
  return ROLES[role].part === 'observe' && role !== 'userTurn';
}

function hasCallBefore({ blocks }: Shot, input: Block): boolean {
  return (blocks[blocks.indexOf(input) - 1]?.calls.length ?? 0) > 0;
}
