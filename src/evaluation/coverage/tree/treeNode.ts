import type { Range } from '../../../core/index.ts';
import type { Goal } from '../../../generation/index.ts';

/** What a line of the tree stands for. */
export type TreeNodeKind = 'procedure' | 'step' | 'group' | 'branch' | 'tools' | 'tool' | 'gap' | 'example';

/** Whether shots cover all of it, some, or nothing; `none` where there is nothing to cover. */
export type TreeNodeState = 'covered' | 'partial' | 'uncovered' | 'none';

/** What to generate shots for. */
export interface GenerationRequest {
  /** The document the shots go to; else one is made for the procedure or the tool file. */
  readonly document: string | undefined;
  readonly procedure: string | undefined;
  readonly tool: { readonly name: string; readonly uri: string } | undefined;
  readonly goals: readonly Goal[];
}

/** One line of the tree of procedures and tools. */
export interface TreeNode {
  /** Unique in the tree, and the same as long as it stands for the same. */
  readonly id: string;
  readonly kind: TreeNodeKind;
  readonly state: TreeNodeState;
  readonly label: string;
  readonly description: string;
  /** What a screen reader says. */
  readonly spoken: string;
  readonly place: { readonly uri: string; readonly range: Range } | undefined;
  /** Absent where nothing is missing. */
  readonly request?: GenerationRequest;
  readonly children: readonly TreeNode[];
}
