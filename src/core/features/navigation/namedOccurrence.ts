import type { LineIndex } from '../../text/lineIndex.ts';
import type { TextRange } from '../../text/range.ts';
import type { EntityOccurrence } from '../entity.ts';

/** Where something is named, with the text it is in. */
export interface NamedOccurrence {
  readonly uri: string;
  readonly text: string;
  readonly lines: LineIndex;
  readonly range: TextRange;
  readonly role: EntityOccurrence['role'];
}
