import { blockText, type CheckedCall, type Round, type Shot, type ShotsDocument } from '../../core/index.ts';
import type { ChatMessage } from '../../generation/index.ts';
import { printBlock } from './blockSource.ts';

/** The conversation up to a round, as the author has it. */
export interface History {
  readonly document: ShotsDocument;
  readonly shot: Shot;
  readonly callsOf: (round: Round) => readonly CheckedCall[];
}

/** Request and rounds before `count` as text: thoughts and actions are the assistant's turns, observations the user's. */
export function toTextMessages({ document, shot }: History, count: number): readonly ChatMessage[] {
  const end = shot.rounds[count]?.start ?? shot.answer?.start ?? shot.end;
  const messages = shot.blocks
    .filter((block) => block.start < end)
    .map((block): ChatMessage => {
      const isOthers = block === shot.request || isObserved(shot, block);
      return { role: isOthers ? 'user' : 'assistant', content: printBlock(document, block) };
    });
  return joinNeighbours(messages);
}

function isObserved({ rounds }: Shot, { start }: { readonly start: number }): boolean {
  return rounds.some(
    (round) => round.start <= start && start < round.end && round.observations.some((block) => block.start === start),
  );
}

/** Request and rounds before `count` in the protocol's own form: calls with their results, words as text. */
export function toToolMessages(history: History, count: number): readonly ChatMessage[] {
  const { document, shot } = history;
  const text = (block: Shot['request']) => (block === undefined ? '' : blockText(document.tree, block).text.trim());
  const plan = shot.plan === undefined ? [] : [{ role: 'assistant' as const, content: text(shot.plan.block) }];
  const request: ChatMessage = { role: 'user', content: text(shot.request) };
  return joinNeighbours([
    request,
    ...plan,
    ...shot.rounds.slice(0, count).flatMap((round) => roundMessages(history, round, text)),
  ]);
}

function roundMessages(
  { callsOf }: History,
  round: Round,
  text: (block: Shot['request']) => string,
): readonly ChatMessage[] {
  const calls = callsOf(round);
  const results = round.observations.map(text);
  if (calls.length === 0) {
    const said = round.actions.map(text).join('\n');
    return [
      { role: 'assistant', content: said },
      ...results.map((content): ChatMessage => ({ role: 'user', content })),
    ];
  }
  const toolCalls = calls.map(({ site, values }, index) => {
    return { id: toCallId(round.index, index), name: site.call.name.text, arguments: JSON.stringify(values) };
  });
  // One observation of several calls is the result of the first; each call needs a result.
  const shared = results.length < calls.length ? [results.join('\n')] : results;
  return [
    { role: 'assistant', content: text(round.think), toolCalls },
    ...toolCalls.map(({ id }, index): ChatMessage => {
      const isLast = index === toolCalls.length - 1;
      const content = isLast ? shared.slice(index).join('\n') : (shared[index] ?? '');
      return { role: 'tool', content, toolCallId: id };
    }),
  ];
}

/** Nine letters and digits: some chat templates accept no other length. */
export function toCallId(round: number, call: number): string {
  return `c${String(round).padStart(4, '0')}${String(call).padStart(4, '0')}`;
}

/** Servers want the sides to take turns: neighbouring texts of one side become one message. */
function joinNeighbours(messages: readonly ChatMessage[]): readonly ChatMessage[] {
  const joined: ChatMessage[] = [];
  for (const message of messages) {
    const last = joined.at(-1);
    const isJoined =
      last !== undefined && last.role === message.role && isPlain(last) && isPlain(message) && last.role !== 'tool';
    if (isJoined) joined[joined.length - 1] = { ...last, content: `${last.content}\n${message.content}` };
    else joined.push(message);
  }
  return joined;
}

function isPlain(message: ChatMessage): boolean {
  return !('toolCalls' in message);
}
