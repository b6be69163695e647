import type { TextRange } from '../../text/range.ts';
import type { Part } from '../roles/role.ts';

/** The meaning of a label, resolved from its position. */
export interface FoundParts {
  readonly parts: readonly Part[];
  readonly problem: 'missing' | 'ambiguous' | undefined;
}

/** The steps of a file by their ids and labels. */
export interface StepIndex {
  idOf(part: Part): string | undefined;
  /**
   * Looks a label up among the siblings of a part, then one level up, and so on. After the word `step` it is first looked
   * up among the headings that are numbered with that word.
   */
  find(label: string, from: Part, isStepWord?: boolean): FoundParts;
  /** Names of tools within a range. */
  toolsIn(range: TextRange): readonly string[];
}
