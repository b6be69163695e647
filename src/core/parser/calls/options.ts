import type { TextRange } from '../../text/range.ts';
import type { CallNode } from '../callNodes.ts';

/** What a parameter takes: text (and perhaps other values), a list, or other values only. */
export type ParameterKind = 'text' | 'list' | 'value';

/** How the text of a block is to be read. */
export interface CallOptions {
  /** `always`: an API request block, where everything is meant as a call. `detect`: an action block, which may be plain language. */
  readonly meant: 'always' | 'detect';
  /** True if a loaded tool has the name. */
  isTool(name: string): boolean;
  /** What a loaded tool's parameter takes, where a notation has text only; undefined if it is not known. */
  parameterKind?(tool: string, parameter: string): ParameterKind | undefined;
  /**
   * Turns an offset of `text` into one of the document, for a content string from which quote marks or comments
   * were left out. Called with offsets of characters, never with the offset after the last one. Absent: identity.
   */
  readonly map?: ((offset: number) => number) | undefined;
  /** Set if `map` leads into a JSON string, in which what replaces text has to be escaped. */
  readonly encoding?: 'json' | undefined;
}

/** What was found in the text of a block. All ranges are offsets into the document. */
export interface FoundCalls {
  /** The calls that are meant as calls, in order. */
  readonly calls: readonly CallNode[];
  /** Calls to loaded tools within prose. */
  readonly mentions: readonly CallNode[];
  /** Runs of lines that are no calls, without surrounding blank space. */
  readonly prose: readonly TextRange[];
}

/** Calls that are written together: a list, a group, or one call. The range is that of all their text. */
export interface CallUnit extends TextRange {
  readonly calls: readonly CallNode[];
}

/** What a two-label call has to know of its tool. */
export interface TextInput {
  /** True if the tool's only, or only required, parameter is a string, so that input which is not a JSON object is that string. */
  readonly takesText: boolean;
}
