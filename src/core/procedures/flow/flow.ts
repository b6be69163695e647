import type { TextRange } from '../../text/range.ts';
import type { RuleKind } from '../clauses/moves.ts';

/** `start`, `end` and `handoff` are where paths begin and end; from `any` come exits that are open at every step. */
export type FlowNodeKind = 'start' | 'end' | 'handoff' | 'any' | 'step' | 'call';

/** Why the flow takes an edge. */
export type FlowEdgeKind =
  | 'next'
  | 'true'
  | 'false'
  | 'case'
  | 'jump'
  | 'loop'
  | 'end'
  | 'handoff'
  | 'parallel'
  | 'any';

/** Whether the author says so, or the order of the text suggests it. */
export type Confidence = 'explicit' | 'inferred';

/** The end of a path that closes the matter. */
export const END = 'END';
/** The end of a path that hands the matter to a person or another team. */
export const HUMAN = 'HUMAN';

/** Something that is done: a step, or one clause of a step (`2a`, `2b`). */
export interface FlowNode {
  readonly id: string;
  readonly kind: FlowNodeKind;
  /** The step of the outline it belongs to (`Step.id`); absent for the ends. */
  readonly step: string | undefined;
  /** Which procedure of the file it belongs to. */
  readonly section: number;
  readonly text: string;
  readonly range: TextRange;
  readonly actors: readonly string[];
  readonly tools: readonly string[];
  readonly limits: readonly string[];
  /** Words the author gives to be spoken. */
  readonly says: readonly string[];
  /** Questions the step asks. */
  readonly asks: readonly string[];
  readonly confidence: Confidence;
  /** The team that does it, where teams work side by side: `teams.0` and `teams.1` have no order between them. */
  readonly parallel?: string;
  /** The step does nothing but decide where to go on: its words are conditions. */
  readonly isDecision?: boolean;
  /** `call`: the document or section it names. */
  readonly target?: string;
}

/** A condition and whether it holds where an edge is taken. */
export interface Holding {
  readonly text: string;
  readonly holds: boolean;
}

/** A directed edge between two nodes; `from` and `to` are their ids. */
export interface FlowEdge {
  readonly from: string;
  readonly to: string;
  readonly kind: FlowEdgeKind;
  /** The condition in the author's words, without its conjunction; for `false` the one that does not hold. */
  readonly condition: string | undefined;
  /** Everything that is known where the edge is taken: the sides before it that did not hold, then its own. */
  readonly holds: readonly Holding[];
  readonly range: TextRange;
  readonly confidence: Confidence;
  /** `loop`: how often at most. */
  readonly limit?: number;
  /** The edge leaves by words such as `go to step 4`: their range. */
  readonly reference?: TextRange;
}

/** True where an edge is taken because its condition does not hold: `otherwise go to step 1` keeps the kind of a jump. */
export function isNegative({ kind, condition, holds }: Pick<FlowEdge, 'kind' | 'condition' | 'holds'>): boolean {
  const last = holds.at(-1);
  return kind === 'false' || (last !== undefined && !last.holds && last.text === condition);
}

/** What holds at every step, or at one: it has no place in the order. */
export interface FlowRule {
  readonly kind: RuleKind;
  readonly text: string;
  readonly range: TextRange;
  /** The step that contains it, if there is one. */
  readonly step: string | undefined;
}

/** One procedure of a file. */
export interface FlowSection {
  readonly name: string;
  readonly range: TextRange;
  readonly start: string;
  readonly any: string;
}

/** A step number or section name in the text, and the step it means. */
export interface StepReferencePlace {
  readonly range: TextRange;
  readonly label: string;
  /** `Step.id` of what it means; undefined if nothing or several steps carry the label. */
  readonly target: string | undefined;
  readonly problem: 'missing' | 'ambiguous' | undefined;
  readonly isJump: boolean;
}

/** Conditions of exclusive sides that leave a gap or can hold together. */
export interface BranchProblem {
  readonly kind: 'gap' | 'overlap';
  readonly range: TextRange;
  readonly other: TextRange;
  /** The amounts between the sides, as the author would write them. */
  readonly amount: string;
}

/** A decision whose sides leave open what happens otherwise. */
export interface OpenDecision {
  readonly range: TextRange;
  readonly conditions: readonly string[];
}

/** The control-flow graph of a procedure. */
export interface Flow {
  readonly sections: readonly FlowSection[];
  readonly nodes: readonly FlowNode[];
  readonly edges: readonly FlowEdge[];
  readonly rules: readonly FlowRule[];
  readonly references: readonly StepReferencePlace[];
  readonly branchProblems: readonly BranchProblem[];
  readonly openDecisions: readonly OpenDecision[];
}
