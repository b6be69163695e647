import type { Message } from '../l10n/messages.ts';
import type { ToolEntry } from '../model/model.ts';
import type { LineIndex } from '../text/lineIndex.ts';
import type { TextRange } from '../text/range.ts';
import type { Flow } from './flow/flow.ts';

/** A standard operating procedure: an SOP document as data. */
export interface Procedure {
  readonly uri: string;
  readonly text: string;
  readonly lines: LineIndex;
  /** The first heading before the steps, if any. */
  readonly title: TextRange | undefined;
  readonly id: string | undefined;
  readonly tools: readonly ToolEntry[];
  /** In document order; sub-steps (`2.1`) follow their step. Groups, cases and rules that are numbered are among them. */
  readonly steps: readonly Step[];
  /** The items that count together, in order. */
  readonly lists: readonly (readonly Step[])[];
  /** What each line of the document is. */
  readonly lineKinds: readonly LineKind[];
  /** The control-flow graph. Built on first use. */
  readonly flow: Flow;
  readonly problems: readonly (TextRange & { readonly message: Message })[];
}

/** What one line of a procedure is. `unread` lines are between steps and are not recognized. */
export type LineKind =
  | 'blank'
  | 'title'
  | 'meta'
  | 'note'
  | 'group'
  | 'case'
  | 'step'
  | 'rule'
  | 'spoken'
  | 'code'
  | 'unread';

/** `group` holds other steps; `case` is one side of a decision; `rule` is numbered, but has no place in the order. */
export type StepKind = 'step' | 'bullet' | 'case' | 'group' | 'rule';

/** One step of a procedure, with its children. */
export interface Step extends TextRange {
  /** Its position in the outline (`2.1`); unique in the file. */
  readonly id: string;
  /** As the author counts: `2`, `2.1`; Chinese and circled numerals are given in digits. */
  readonly number: string;
  /** The last component of the number as written: `3`, `B.1`, `10a`. */
  readonly label: string;
  /** How many numbered items that are no steps, such as notes, are between this and the step before it in its list. */
  readonly uncounted: number;
  readonly kind: StepKind;
  /** The numeral and its punctuation, as written; the bullet of a step without a number. */
  readonly marker: TextRange;
  /** The step's text, without marker, and everything below it that is no step of its own. */
  readonly content: TextRange;
  /** The step's own words. */
  readonly words: TextRange;
  /** Tools the step names in backticks or links. */
  readonly tools: readonly { readonly name: string; readonly range: TextRange }[];
  /** The step's first condition, if it has one. */
  readonly condition: TextRange | undefined;
}
