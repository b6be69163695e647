import type { JsonObject, Localized } from '../../core/index.ts';
import type { Conversation } from '../conversation/conversation.ts';
import type { Exclusion } from '../exclusion.ts';
import type { Note } from './notes.ts';

/**
 * How thoughts are written: `content` beside the calls, `reasoning` in a field of its own, `think` in the template's
 * thought tags, `text` with a label, or not at all.
 */
export const THOUGHT_MODES = ['content', 'reasoning', 'think', 'text', 'drop'] as const;
/** One of the ways in which thoughts are written. */
export type ThoughtMode = (typeof THOUGHT_MODES)[number];

/** How results of parallel calls are joined where a format has one turn for them. */
export const OBSERVATION_MODES = ['tags', 'lines', 'json'] as const;
export type ObservationMode = (typeof OBSERVATION_MODES)[number];

/** What a target is written with. */
export interface TargetOptions {
  readonly thought: ThoughtMode;
  readonly observations: ObservationMode;
  /** `string`: arguments and tools as JSON strings, for `datasets` before version 5. */
  readonly arguments: 'object' | 'string';
  /** The name that a tool has in the file. */
  readonly wireName: (name: string) => string;
  /** LLaMA-Factory's name of the conversation template. */
  readonly template: string | undefined;
  /** True to write the columns that a row does not need but others have. */
  readonly uniform: boolean;
}

/** What the notes of a target depend on. */
export interface TargetContent {
  /** True if a turn has several calls. */
  readonly hasParallelCalls: boolean;
  readonly hasThoughts: boolean;
  readonly splitTurns: boolean;
}

/** A file beside the data. */
export interface CompanionFile {
  readonly name: string;
  readonly text: string;
}

/** A data file that was written. */
export interface DataFile {
  readonly name: string;
  readonly rows: number;
}

/** A format of datasets: one module per target. */
export interface DatasetTarget {
  readonly id: string;
  readonly aliases: readonly string[];
  readonly summary: Localized;
  /** False for formats that only hold text: shots with calls are written as ReAct text. */
  readonly holdsCalls: boolean;
  /** The modes it can write, the default first. */
  readonly thoughts: readonly ThoughtMode[];
  /** A pattern that names of tools must match. */
  readonly namePattern?: RegExp;
  /** The oldest versions that read the file. */
  readonly readers: (options: TargetOptions) => readonly string[];
  /** What the user should know of consumers of the file. */
  readonly notes?: (options: TargetOptions, content: TargetContent) => readonly Note[];
  readonly toRow: (conversation: Conversation, options: TargetOptions) => JsonObject | Exclusion;
  /** Takes the empty list of tools out of a line, for formats in which either all rows have tools or none. */
  readonly withoutTools?: (line: string) => string;
  /** True if one file may hold shots of both forms, since it holds them as written. */
  readonly mixesForms?: true;
  readonly companions?: (files: readonly DataFile[]) => readonly CompanionFile[];
}
