import type { BlockNode } from '../parser/tree.ts';
import type { TextRange } from '../text/range.ts';
import type { OpenString } from './callScan.ts';
import type { ParameterPath } from './parameters.ts';

/** How the parameters of a call are written in tags. */
export interface ParameterTags {
  /** What opens a parameter. */
  open(name: string): string;
  /** What closes it. */
  close(name: string): string;
  /** What closes the call. */
  readonly end: string;
}

/** Where in a call the cursor is. Made from the text alone, so that a call need not be whole. */
export interface CallCursor {
  /** The tool's name as written. */
  readonly name: string;
  readonly block: BlockNode;
  /** What holds the argument or entry under the cursor: `[]` for the call itself. */
  readonly path: ParameterPath;
  /** The argument or key whose value is being written. */
  readonly key: string | undefined;
  /** The position among the arguments or items of what holds it. */
  readonly position: number;
  /** The argument of the call itself that the cursor is in. */
  readonly active: { readonly name: string | undefined; readonly position: number };
  /** Names that the call already has, before and after the cursor. */
  readonly given: ReadonlySet<string>;
  readonly isValue: boolean;
  readonly container: 'arguments' | 'object' | 'list';
  readonly string: OpenString | undefined;
  /** What is being typed, to be replaced; without quotes. */
  readonly word: TextRange;
  /** True if names have to be quoted, as in JSON. */
  readonly json: boolean;
  /** Set where parameters are written in tags. */
  readonly tags?: ParameterTags;
}
