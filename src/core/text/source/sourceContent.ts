import type { Message } from '../../l10n/messages.ts';
import type { JsonValue, PointerRange } from '../json.ts';
import type { TextRange } from '../range.ts';

/** Something wrong in a JSON or YAML text. */
export interface SourceProblem extends TextRange {
  readonly rule: 'schema-invalid' | 'limit-reached';
  readonly message: Message;
  /** True if the text is not valid JSON or YAML from here on, so that the rest may not have been read. */
  readonly unreadable?: true;
}

/** The content of a source: data, what was wrong with its text, and where its nodes are. */
export interface SourceContent {
  readonly value: JsonValue | undefined;
  readonly problems: readonly SourceProblem[];
  rangesAt(pointer: string): PointerRange;
}
