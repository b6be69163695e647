import type { CallNode } from '../parser/callNodes.ts';
import type {
  BlockNode,
  CallingBlockNode,
  CommentNode,
  DocumentHabit,
  HeadingNode,
  ShotsTree,
  TreeProblem,
} from '../parser/tree.ts';
import type { LineIndex } from '../text/lineIndex.ts';
import type { TextRange } from '../text/range.ts';

export type ShotStyle = 'react' | 'plan-and-solve' | 'function-calling';

/** The typed, read-only view of a shots document that rules, features and exports work on. */
export interface ShotsDocument {
  readonly text: string;
  readonly lines: LineIndex;
  readonly tree: ShotsTree;
  readonly habit: DocumentHabit;
  readonly frontMatter: FrontMatter | undefined;
  /** The shots, without the open slot and without elided ones. */
  readonly shots: readonly Shot[];
  /** How many calls they hold, mentions left out. */
  readonly callCount: number;
  /** Every call and mention in them, in document order. */
  readonly sites: readonly CallSite[];
  /** User blocks that stand for other shots (`[…]`). */
  readonly elidedShots: readonly BlockNode[];
  /** The place of the real request at the end (`**User**:<User request>`), and any that stand elsewhere. */
  readonly openSlots: readonly BlockNode[];
  readonly problems: readonly TreeProblem[];
}

export interface FrontMatter extends TextRange {
  readonly sop: readonly PathEntry[];
  readonly tools: readonly ToolEntry[];
  readonly style: { readonly value: ShotStyle; readonly range: TextRange } | undefined;
}

/** A path as the user wrote it, relative to the file it stands in. */
export interface PathEntry {
  readonly path: string;
  readonly range: TextRange;
}

/** A path to tools with the choice of its OpenAPI operations. */
export interface ToolEntry extends PathEntry {
  readonly include: readonly string[];
  readonly exclude: readonly string[];
}

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
  /** The words said to the user at the end (docs/format.md, "The reply"), if any. */
  readonly reply: Reply | undefined;
  /** From `<!-- id: … -->`. */
  readonly id: { readonly value: string; readonly range: TextRange } | undefined;
  /** From `<!-- status: draft | approved by NAME -->`. */
  readonly status: ShotStatus | undefined;
  readonly comments: readonly CommentNode[];
}

export interface ShotStatus extends TextRange {
  readonly state: 'draft' | 'approved';
  readonly by: string | undefined;
}

/** A block of a shot, with the calls in it. */
export type Block = CallingBlockNode;

/** One think-action-observation turn, or one step of a plan. Parallel actions are one round. */
export interface Round extends TextRange {
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

export interface Plan extends TextRange {
  readonly block: Block;
  readonly items: readonly PlanItem[];
}

export interface PlanItem extends TextRange {
  readonly number: number | undefined;
  /** The item's text without its number. */
  readonly content: TextRange;
}

export interface Reply extends TextRange {
  readonly from: 'answer' | 'after-action' | 'quoted' | 'finish';
}

/** A call with the place it has in its document. */
export interface CallSite {
  readonly call: CallNode;
  readonly block: Block;
  readonly round: Round | undefined;
  readonly shot: Shot;
  /** True for a call inside prose. */
  readonly mention: boolean;
}
