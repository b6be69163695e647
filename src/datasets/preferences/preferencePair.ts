import type { JsonObject } from '../../core/index.ts';

/** A message of the conversation before the turn, as chat APIs have it: the arguments of calls are JSON text. */
export type PairMessage =
  | { readonly role: 'system' | 'user'; readonly content: string }
  | {
      readonly role: 'assistant';
      readonly content: string;
      readonly toolCalls?: readonly { readonly id: string; readonly name: string; readonly arguments: string }[];
    }
  | { readonly role: 'tool'; readonly content: string; readonly toolCallId: string };

/** A turn of the assistant. A thought stands beside calls; what is said to the customer is text. */
export interface PairTurn {
  readonly thought: string;
  readonly text: string;
  readonly calls: readonly { readonly name: string; readonly arguments: JsonObject }[];
}

/** A conversation with the turn that should follow, and one that should not. */
export interface PreferencePair {
  /** Stable: the ids of calls are made from it. */
  readonly id: string;
  readonly messages: readonly PairMessage[];
  readonly tools: readonly { readonly name: string; readonly description: string; readonly parameters: JsonObject }[];
  readonly chosen: PairTurn;
  readonly rejected: PairTurn;
}
