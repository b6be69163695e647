import type { Reply } from './openaiReplies.ts';
import type { RecordedRequest } from './openaiRequest.ts';

/** A call that a played model makes. */
export interface PlayedCall {
  readonly name: string;
  readonly arguments: Readonly<Record<string, unknown>>;
}

/** What the author does after a conversation: calls, or words. */
export interface PlayedTurn {
  /** The customer's words, and how many turns of the assistant came after them. */
  readonly request: string;
  readonly turn: number;
  readonly calls: readonly PlayedCall[];
  readonly text?: string;
}

/** Models with known behaviour, by name. */
export const PLAYED_MODELS = ['perfect', 'wrong-tool', 'wrong-argument', 'never-calls', 'malformed', 'flaky'] as const;

export type PlayedModel = (typeof PLAYED_MODELS)[number];

/** Answers requests as one of the models would that knows all turns of the author. */
export function createPlayer(turns: readonly PlayedTurn[]): (request: RecordedRequest) => Reply {
  const asked = new Map<string, number>();
  return ({ body, raw }) => {
    const messages = body.messages ?? [];
    const request = messages.find(({ role }) => role === 'user')?.content ?? '';
    const turn = messages.filter(({ role }) => role === 'assistant').length;
    const known = turns.find((each) => each.request === request && each.turn === turn);
    if (known === undefined) throw new Error(`The player knows no turn ${turn} of "${request}".`);
    const attempt = asked.get(raw) ?? 0;
    asked.set(raw, attempt + 1);
    return play(body.model as PlayedModel, known, attempt);
  };
}

function play(model: PlayedModel, { calls, text = 'Done.' }: PlayedTurn, attempt: number): Reply {
  if (model === 'never-calls') return { text: 'I will look into it.' };
  if (calls.length === 0) return { text };
  const spoilt = model === 'flaky' ? attempt % 2 === 1 : model !== 'perfect';
  return { finishReason: 'tool_calls', toolCalls: calls.map((call, index) => toToolCall(call, index, spoilt, model)) };
}

function toToolCall({ name, arguments: values }: PlayedCall, index: number, spoilt: boolean, model: PlayedModel) {
  const id = `call_${index}`;
  if (spoilt && model === 'wrong-tool') return { id, name: 'Nonsense', arguments: JSON.stringify(values) };
  if (spoilt && model === 'malformed') return { id, name, arguments: JSON.stringify(values).slice(0, -1) };
  const [first = 'x', ...rest] = Object.entries(values).map(([key]) => key);
  const wrong = { ...values, [first]: 'something else', ...Object.fromEntries(rest.map((key) => [key, values[key]])) };
  return { id, name, arguments: JSON.stringify(spoilt ? wrong : values) };
}
