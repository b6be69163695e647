import type { CallNode } from '../parser/callNodes.ts';
import type { ShotStyle } from '../parser/roles.ts';
import type {
  BlockNode,
  CallingBlockNode,
  CommentNode,
  DetectedStyle,
  HeadingNode,
  ShotsTree,
  TreeProblem,
} from '../parser/tree.ts';
import type { LineIndex } from '../text/lineIndex.ts';
import type { TextRange } from '../text/range.ts';

/** The typed, read-only view of a shots document that rules, features and exports work on. */
export interface ShotsDocument {
  readonly text: string;
  readonly lines: LineIndex;
  readonly tree: ShotsTree;
  readonly detectedStyle: DetectedStyle;
  readonly frontMatter: FrontMatter | undefined;
  /** The shots, without the open slot and without elided ones. */
  readonly shots: readonly Shot[];
  /** How many calls they hold, mentions left out. */
  readonly callCount: number;
  /** Every call and mention in them, in document order. */
  readonly callOccurrences: readonly CallOccurrence[];
  /** User blocks that represent other shots (`[…]`). */
  readonly elidedShots: readonly BlockNode[];
  /** The place of the real request at the end (`**User**:<User request>`), and any that are elsewhere. */
  readonly openSlots: readonly BlockNode[];
  /** The instructions before the first turn of a chat. Each is valid for the shots up to the next one. */
  readonly systems: readonly BlockNode[];
  readonly problems: readonly TreeProblem[];
}

/** The front matter of a document: the files and the style it names. */
export interface FrontMatter extends TextRange {
  readonly sop: readonly PathEntry[];
  readonly tools: readonly ToolEntry[];
  readonly style: { readonly value: ShotStyle; readonly range: TextRange } | undefined;
  /** The entries of `targets` as written, known or not; undefined without that key. */
  readonly targets: readonly NamedRange[] | undefined;
  /** The keys that mean nothing here. */
  readonly otherKeys: readonly NamedRange[];
}

/** A key or value as written, and where. */
export interface NamedRange {
  readonly name: string;
  readonly range: TextRange;
}

/** A path as the user wrote it, relative to the file it is in. */
export interface PathEntry {
  readonly path: string;
  readonly range: TextRange;
}

/** A path to tools with the choice of its OpenAPI operations. */
export interface ToolEntry extends PathEntry {
  readonly include: readonly string[];
  readonly exclude: readonly string[];
}

/** One example conversation of a document, from the user's request to the answer. */
export interface Shot extends TextRange {
  /** Zero-based among the document's shots. */
  readonly index: number;
  readonly style: ShotStyle;
  readonly heading: HeadingNode | undefined;
  /** The user's words: a `user` or `userRequest` block. Absent in a shot that lacks it. */
  readonly request: BlockNode | undefined;
  /** Every block in order, the request included. */
  readonly blocks: readonly Block[];
  readonly rounds: readonly Round[];
  readonly plan: Plan | undefined;
  readonly answer: BlockNode | undefined;
  /** The final message to the user, if there is one (see `findReply`). */
  readonly reply: Reply | undefined;
  /** From `<!-- id: … -->`. */
  readonly id: { readonly value: string; readonly range: TextRange } | undefined;
  /** From `<!-- status: draft | approved by NAME -->`. */
  readonly status: ShotStatus | undefined;
  readonly comments: readonly CommentNode[];
}

/** The review status of a shot; `by` is the name of the reviewer. */
export interface ShotStatus extends TextRange {
  readonly state: 'draft' | 'approved';
  readonly by: string | undefined;
}

/** A block of a shot, with the calls in it. */
export type Block = CallingBlockNode;

/** One think-action-observation turn, or one step of a plan. Parallel actions are one round. */
export interface Round extends TextRange {
  /** Zero-based position in the shot. */
  readonly index: number;
  readonly think: Block | undefined;
  readonly actions: readonly Block[];
  readonly inputs: readonly Block[];
  readonly observations: readonly Block[];
  /** The `Step N` block of a Plan-and-Solve round. */
  readonly stepBlock: Block | undefined;
  readonly blocks: readonly Block[];
  /** True if a block of the round is a thought, a call, or what came back. */
  readonly thinks: boolean;
  readonly acts: boolean;
  readonly observes: boolean;
  /** True if something lies between two of its blocks. */
  readonly isInterrupted: boolean;
  /** From `<!-- step N -->`. */
  readonly step: { readonly number: string; readonly range: TextRange } | undefined;
  withStep(step: Round['step']): Round;
}

/** A plan block and its items. */
export interface Plan extends TextRange {
  readonly block: Block;
  readonly items: readonly PlanItem[];
}

/** One line of a plan; `number` is the one that is written, not its position. */
export interface PlanItem extends TextRange {
  /** The number as written; undefined for a bullet. */
  readonly number: number | undefined;
  /** The item's text without its number. */
  readonly content: TextRange;
}

/** The range of the final message to the user, and what it was taken from. */
export interface Reply extends TextRange {
  readonly from: 'answer' | 'after-action' | 'quoted' | 'finish';
}

/** A call with the place it has in its document. */
export interface CallOccurrence {
  readonly call: CallNode;
  readonly block: Block;
  readonly round: Round | undefined;
  readonly shot: Shot;
  /** True for a call inside prose. */
  readonly mention: boolean;
}
