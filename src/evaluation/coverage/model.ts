import type { FlowEdge, FlowEdgeKind, JsonValue, Range } from '../../core/index.ts';

/** A place in a file. */
export interface FilePlace {
  readonly uri: string;
  readonly range: Range;
}

/** A round, or a call, of a shot that covers something. The file is its shots document. */
export interface Example extends FilePlace {
  /** Zero-based among the shots of the document. */
  readonly shot: number;
  /** The heading or the request of the shot; empty if it has neither. */
  readonly name: string;
}

/** One side of a decision, a loop, a hand-off or an exit. */
export interface BranchCoverage {
  /** Unique in the procedure. */
  readonly key: string;
  readonly kind: FlowEdgeKind;
  readonly condition: string | undefined;
  /** How often a loop is taken at most. */
  readonly limit: number | undefined;
  readonly range: Range;
  readonly edges: readonly Pick<FlowEdge, 'from' | 'to' | 'kind' | 'condition' | 'holds'>[];
  readonly examples: readonly Example[];
}

/** A step with the rounds that carry it out. */
export interface StepCoverage {
  /** The position in the outline (`2.1`); unique in the file. */
  readonly id: string;
  readonly number: string;
  readonly text: string;
  readonly range: Range;
  /** False for groups and rules, which no round carries out. */
  readonly isCounted: boolean;
  readonly examples: readonly Example[];
  readonly branches: readonly BranchCoverage[];
}

/** One procedure of a file. */
export interface SectionCoverage {
  readonly name: string;
  readonly range: Range;
  readonly shots: number;
}

/** What the shots of a workspace cover of a procedure file. */
export interface ProcedureCoverage {
  readonly uri: string;
  readonly title: string;
  /** The shots documents that name it. */
  readonly documents: readonly string[];
  readonly sections: readonly SectionCoverage[];
  readonly steps: readonly StepCoverage[];
  /** Exits that are open at any step. */
  readonly exits: readonly BranchCoverage[];
}

/** A value that a parameter allows. */
export interface ValueCoverage {
  readonly value: JsonValue;
  /** As JSON; text without its quotes. */
  readonly text: string;
  readonly range: Range;
  /** Calls with this value. */
  readonly calls: number;
}

/**
 * A parameter of a tool, or a property nested in one, at the place that declares it: with `$ref` in another file than the
 * tool.
 */
export interface ParameterCoverage extends FilePlace {
  /** `address.city`, `items[].kind`. */
  readonly name: string;
  readonly path: readonly string[];
  readonly isRequired: boolean;
  /** How often calls give it. */
  readonly calls: number;
  /** The values of its enumeration. */
  readonly values: readonly ValueCoverage[];
}

/** What the shots of a workspace show of a tool. */
export interface ToolCoverage extends FilePlace {
  readonly name: string;
  /** The shots documents that can call it. */
  readonly documents: readonly string[];
  /** Calls of it, in all shots. */
  readonly calls: number;
  /** The first call of each shot that calls it. */
  readonly examples: readonly Example[];
  readonly parameters: readonly ParameterCoverage[];
}

/** What the shots of a workspace cover. */
export interface Coverage {
  readonly procedures: readonly ProcedureCoverage[];
  readonly tools: readonly ToolCoverage[];
}
