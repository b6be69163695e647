import type { TextRange } from '../../text/range.ts';

/** Who speaks in a turn of recorded data. */
export type Speaker = 'system' | 'user' | 'assistant' | 'tool';

/** One turn as it is written between tokens or in JSON. */
export interface Turn {
  readonly speaker: Speaker;
  /** What opens the turn: the tokens with the role, or the JSON up to the text. */
  readonly label: TextRange;
  /** The word in the label that names the role. */
  readonly word: TextRange;
  readonly content: TextRange;
  /** The token or quote after the content; empty if nothing closes it. */
  readonly closing: TextRange;
  /** Set if the content is the inside of a JSON string, with its escapes. */
  readonly encoding?: 'json';
  /** True if something other than turns is between this turn and the one before, or another record begins. */
  readonly opensConversation: boolean;
}

const SPEAKERS: Readonly<Record<string, Speaker>> = {
  system: 'system',
  developer: 'system',
  available_tools: 'system',
  user: 'user',
  human: 'user',
  inst: 'user',
  assistant: 'assistant',
  model: 'assistant',
  ai: 'assistant',
  agent: 'assistant',
  gpt: 'assistant',
  bot: 'assistant',
  '/inst': 'assistant',
  function_call: 'assistant',
  tool_call: 'assistant',
  tool: 'tool',
  function: 'tool',
  observation: 'tool',
  ipython: 'tool',
  environment: 'tool',
  tool_response: 'tool',
  tool_results: 'tool',
  'tool▁output': 'tool',
};

/** The speaker that a role's name means in model tokens and training data; undefined for any other word. */
export function toSpeaker(role: string): Speaker | undefined {
  const name = role.toLowerCase();
  return Object.hasOwn(SPEAKERS, name) ? SPEAKERS[name] : name.startsWith('functions.') ? 'tool' : undefined;
}
