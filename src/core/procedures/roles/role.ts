import type { Condition, Move } from '../clauses/moves.ts';
import type { Reading } from '../clauses/readMoves.ts';
import type { OutlineNode } from '../read/outlineNode.ts';
import type { Words } from '../read/words.ts';
import type { TitleKind } from './titles.ts';

/** What an item of the outline is. */
export type Role =
  | 'title'
  | 'meta'
  | 'note'
  | 'group'
  | 'exceptions'
  | 'alternative'
  | 'step'
  | 'case'
  | 'rule'
  | 'question'
  | 'attribute'
  | 'prose'
  | 'unread';

/** An outline item with its role. Groups, steps and cases hold others. */
export interface Part {
  readonly node: OutlineNode;
  readonly words: Words;
  /** What its title says of the section it opens. */
  readonly sectionKind: TitleKind | undefined;
  /** What the column for conditions says of a row. */
  readonly condition: Condition | undefined;
  role: Role;
  /** One of several labelled cases of which exactly one applies. */
  isCase: boolean;
  readonly children: readonly Part[];
  readonly parent: Part | undefined;
  moves: readonly Move[] | undefined;
  /** What its words say; of the document before if it holds the same words. */
  reading: Reading | undefined;
  listsConditions: boolean | undefined;
  /** Its position in the outline (`2.1`), if it is a step. */
  stepId: string | undefined;
}

/** What the items above an item say about its role. */
export interface RoleContext {
  readonly isMeta: boolean;
  /** The parent announces steps, or is one. */
  readonly isAnnounced: boolean;
  /** A title above says that what is below it holds at any time. */
  readonly isRules: boolean;
}
