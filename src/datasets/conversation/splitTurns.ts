import type { AssistantTurn, Conversation, ToolTurn, Turn } from './conversation.ts';

/**
 * One sample per turn of the assistant. Each has everything before the turn; the turns before are not trained, and their
 * thoughts are left out, as chat templates do it.
 */
export function splitTurns(conversation: Conversation): readonly Conversation[] {
  const { turns } = conversation;
  const ends = turns.flatMap((turn, index) => (turn.kind === 'assistant' ? [index] : []));
  if (ends.length < 2) return [conversation];
  return ends.map((end) => {
    const before = turns.slice(0, end).map((turn) => (turn.kind === 'assistant' ? withoutTraining(turn) : turn));
    const last = turns[end] as AssistantTurn;
    return { ...conversation, turns: [...before, { ...last, weight: 1 }] };
  });
}

function withoutTraining(turn: AssistantTurn): AssistantTurn {
  return { ...turn, thought: '', weight: 0 };
}

/** Writes parallel calls one after the other, each with its result, for templates that cannot hold several at once. */
export function splitParallelCalls(conversation: Conversation): Conversation {
  const turns: Turn[] = [];
  const source = conversation.turns;
  for (let index = 0; index < source.length; index++) {
    const turn = source[index] as Turn;
    if (turn.kind !== 'assistant' || turn.calls.length < 2) {
      turns.push(turn);
      continue;
    }
    const results = resultsAfter(source, index);
    for (const [part, call] of turn.calls.entries()) {
      turns.push({
        ...turn,
        thought: part === 0 ? turn.thought : '',
        text: part === 0 ? turn.text : '',
        calls: [call],
      });
      const result = results.find(({ callId }) => callId === call.id);
      // Without results the calls have to stay together: a call must be answered before the next.
      if (result !== undefined) turns.push(result);
      else if (part === 0 && results.length === 0) {
        turns[turns.length - 1] = turn;
        break;
      }
    }
    index += results.length;
  }
  return { ...conversation, turns };
}

function resultsAfter(turns: readonly Turn[], index: number): readonly ToolTurn[] {
  const results: ToolTurn[] = [];
  for (let next = turns[index + 1]; next?.kind === 'tool'; next = turns[index + 1 + results.length]) results.push(next);
  return results;
}
