import type { AssistantTurn, Conversation, Turn } from '../conversation/conversation.ts';
import type { ThoughtMode } from '../targets/target.ts';

/** What is counted while samples are written. */
export interface Statistics {
  documents: number;
  shots: number;
  /** Turns that were cut because nothing of the assistant follows them. */
  cutTurns: number;
  /** Thoughts beside words to the customer, which a chat does not hold. */
  droppedThoughts: number;
  /** Turns with several calls, and turns with a thought. */
  parallelTurns: number;
  thoughts: number;
  readonly samples: { chat: number; react: number };
  readonly turns: Record<Turn['kind'], number>;
  readonly calls: Map<string, number>;
}

export function createStatistics(): Statistics {
  return {
    documents: 0,
    shots: 0,
    cutTurns: 0,
    droppedThoughts: 0,
    parallelTurns: 0,
    thoughts: 0,
    samples: { chat: 0, react: 0 },
    turns: { system: 0, user: 0, assistant: 0, tool: 0 },
    calls: new Map(),
  };
}

export function countSample(statistics: Statistics, { form, turns }: Conversation, thought: ThoughtMode): void {
  statistics.samples[form] += 1;
  for (const turn of turns) {
    statistics.turns[turn.kind] += 1;
    if (turn.kind !== 'assistant') continue;
    if (turn.calls.length > 1) statistics.parallelTurns += 1;
    if (turn.thought !== '') statistics.thoughts += 1;
    if (turn.thought !== '' && isDropped(turn, thought)) statistics.droppedThoughts += 1;
    for (const { name } of turn.calls) statistics.calls.set(name, (statistics.calls.get(name) ?? 0) + 1);
  }
}

function isDropped({ text, calls }: AssistantTurn, thought: ThoughtMode): boolean {
  return thought !== 'reasoning' && (thought === 'drop' || text !== '' || calls.length === 0);
}
