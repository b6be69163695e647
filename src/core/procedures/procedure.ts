import type { Message } from '../l10n/messages.ts';
import type { ToolEntry } from '../model/model.ts';
import type { LineIndex } from '../text/lineIndex.ts';
import type { TextRange } from '../text/range.ts';

/** A standard operating procedure: an SOP document as data. */
export interface Procedure {
  readonly uri: string;
  readonly text: string;
  readonly lines: LineIndex;
  /** The first heading before the steps, if any. */
  readonly title: TextRange | undefined;
  readonly id: string | undefined;
  readonly tools: readonly ToolEntry[];
  /** In document order; sub-steps (`2.1`) follow their step. */
  readonly steps: readonly Step[];
  readonly problems: readonly (TextRange & { readonly message: Message })[];
}

export interface Step extends TextRange {
  /** As the author counts: `2`, `2.1`; Chinese and circled numerals are given in digits. */
  readonly number: string;
  /** The numeral and its punctuation, as written. */
  readonly marker: TextRange;
  /** The step's text, without marker. */
  readonly content: TextRange;
  /** Tools the step names in backticks or links. */
  readonly tools: readonly { readonly name: string; readonly range: TextRange }[];
  /** The step's condition ("如果需要上门", "If a visit is needed"), if it has one. */
  readonly condition: TextRange | undefined;
}
