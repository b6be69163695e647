import type { JsonObject, TextRange, ValuePath } from '../../core/index.ts';

/** The place that a part of a conversation was read from: a range of a document, or a path within a row. */
export type Origin = TextRange | { readonly path: ValuePath };

/** A call of an assistant. */
export interface ConversationCall {
  /** Nine characters `[a-z0-9]`, or what the source has. */
  readonly id: string;
  readonly name: string;
  readonly arguments: JsonObject;
  readonly origin: Origin;
}

interface TurnBase {
  readonly origin: Origin;
  /** 0 or 1 where a source says whether the turn is trained. */
  readonly weight?: number | undefined;
}

/** Instructions before the first turn. */
export interface SystemTurn extends TurnBase {
  readonly kind: 'system';
  readonly text: string;
}

/** What the customer says. */
export interface UserTurn extends TurnBase {
  readonly kind: 'user';
  readonly text: string;
  /** What an Alpaca row has beside its instruction. */
  readonly input?: string;
}

/** What the assistant thinks, says and calls. Each part may be empty. */
export interface AssistantTurn extends TurnBase {
  readonly kind: 'assistant';
  readonly thought: string;
  readonly text: string;
  readonly calls: readonly ConversationCall[];
}

/** The result of one call. */
export interface ToolTurn extends TurnBase {
  readonly kind: 'tool';
  readonly callId: string;
  readonly name: string;
  readonly text: string;
}

/** A turn of one side of a conversation, or the result of a call. */
export type Turn = SystemTurn | UserTurn | AssistantTurn | ToolTurn;

/** A tool as a dataset row carries it. */
export interface ToolDefinition {
  readonly name: string;
  /** The function with its name, description and parameters. */
  readonly function: JsonObject;
  /** What is beside `function` in the list of tools, such as `{"type": "function"}`; undefined for a bare function. */
  readonly wrapper: JsonObject | undefined;
}

/** `react`: think and action are text of the assistant, the observation is the next turn of the user. */
export type ConversationForm = 'chat' | 'react';

/** One sample of a dataset, independent of its format. */
export interface Conversation {
  readonly form: ConversationForm;
  readonly turns: readonly Turn[];
  readonly tools: readonly ToolDefinition[];
  /** True if the source has a list of tools, which may be empty. */
  readonly hasToolList?: boolean;
  /** The shot with its labels as written, for targets that train on text. */
  readonly written?: string;
}

/** A tool as JSON, with the wrapper that its source has. */
export function toToolJson({ function: definition, wrapper }: ToolDefinition): JsonObject {
  return wrapper === undefined ? definition : { ...wrapper, function: definition };
}

/** True for the turns that answer the assistant. */
export function isInput(turn: Turn): turn is UserTurn | ToolTurn {
  return turn.kind === 'user' || turn.kind === 'tool';
}
