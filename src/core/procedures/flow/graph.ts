import { hasHan } from '../../text/han.ts';
import type { TextRange } from '../../text/range.ts';
import type { Condition, Reference } from '../clauses/moves.ts';
import type { Part } from '../roles/role.ts';
import { amountRangeOf, areAdjacent, areDisjoint, coverEverything } from './amounts.ts';
import { type Confidence, END, type FlowEdge, type FlowEdgeKind, type FlowNode, type Holding, HUMAN } from './flow.ts';
import { areAlternatives, areComplementary, areOpposed } from './polarity.ts';

/** An edge that has left its node and not yet arrived: what is known on it, and how it is to be drawn. */
export interface Open {
  readonly from: string;
  readonly kind: FlowEdgeKind;
  readonly condition: string | undefined;
  readonly holds: readonly Holding[];
  readonly range: TextRange;
  readonly confidence: Confidence;
}

/** Sides of one decision that are still being read. */
export interface OpenGroup {
  readonly conditions: readonly Condition[];
  /** `case`: exactly one of the sides is taken. */
  readonly form: 'if' | 'case';
  /** Edges on which no side so far holds. */
  readonly remaining: readonly Open[];
  /** Edges that leave the sides taken. */
  readonly exits: readonly Open[];
  readonly hasElse: boolean;
}

/** The state of reading a sequence. */
export interface State {
  readonly opens: readonly Open[];
  readonly group: OpenGroup | undefined;
}

/** A jump that is drawn when every step is known. */
export interface PendingJump {
  readonly opens: readonly Open[];
  readonly target: Reference;
  /** The step itself, where the words name what it does instead of its number. */
  readonly step?: Part;
  readonly part: Part;
  readonly isBack: boolean;
  readonly isLoop: boolean;
  readonly limit: number | undefined;
  readonly until: Condition | undefined;
  readonly range: TextRange;
}

/** More open edges than these are gathered by a decision of their own, so that graphs stay linear in the text. */
export const MAX_OPEN = 24;

/** Collects the nodes and edges of a graph. */
export interface GraphBuilder {
  readonly nodes: FlowNode[];
  readonly edges: FlowEdge[];
  readonly jumps: PendingJump[];
  addNode(node: FlowNode): string;
  nodeOf(id: string): FlowNode | undefined;
  connect(
    opens: readonly Open[],
    to: string,
    changes?: Partial<Pick<FlowEdge, 'kind' | 'limit' | 'reference' | 'confidence'>>,
  ): void;
}

export function createGraph(): GraphBuilder {
  const nodes: FlowNode[] = [];
  const edges: FlowEdge[] = [];
  const taken = new Map<string, number>();
  const byId = new Map<string, FlowNode>();
  return {
    nodes,
    edges,
    jumps: [],
    nodeOf: (id) => byId.get(id),
    addNode(node) {
      let { id } = node;
      const copies = (taken.get(id) ?? 0) + 1;
      taken.set(id, copies);
      for (let copy = copies; copy > 1 && (id === node.id || taken.has(id)); copy++) id = `${node.id}~${copy}`;
      if (id !== node.id) taken.set(id, 1);
      const added = id === node.id ? node : { ...node, id };
      byId.set(id, added);
      nodes.push(added);
      return id;
    },
    connect(opens, to, changes) {
      for (const open of opens) {
        const { from, condition, holds, range, confidence } = open;
        const edge: FlowEdge = { from, to, kind: drawn(open, to), condition, holds, range, confidence };
        edges.push(changes === undefined ? edge : { ...edge, ...changes });
      }
    },
  };
}

/** Conditions keep their kind; an edge without one is drawn as what it leads to. */
function drawn({ kind }: Open, to: string): FlowEdgeKind {
  if (kind !== 'next') return kind;
  if (to === END) return 'end';
  return to === HUMAN ? 'handoff' : 'next';
}

export function leaving(from: string, range: TextRange, confidence: Confidence = 'explicit'): Open {
  return { from, kind: 'next', condition: undefined, holds: [], range, confidence };
}

/** The edges on which a condition holds. An exit that is open at any time stays one. */
export function whereHolds(opens: readonly Open[], condition: Condition, form: 'if' | 'case'): readonly Open[] {
  const { range, isNegated } = condition;
  const text = isNegated ? negatedText(condition.text) : condition.text;
  const taken = form === 'case' ? 'case' : 'true';
  const holding = { text: condition.text, holds: !isNegated };
  return opens.map(({ from, kind, holds }) => ({
    from,
    kind: kind === 'any' ? 'any' : taken,
    condition: text,
    holds: holds.concat(holding),
    range,
    confidence: 'explicit',
  }));
}

function negatedText(text: string): string {
  return hasHan(text) ? `除非${text}` : `unless ${text}`;
}

/** The edges on which a condition does not hold. Nobody takes an exit whose condition does not. */
export function whereFails(opens: readonly Open[], { text, range, isNegated }: Condition): readonly Open[] {
  const holding = { text, holds: isNegated };
  const left = opens.some(({ kind }) => kind === 'any') ? opens.filter(({ kind }) => kind !== 'any') : opens;
  return left.map(({ from, holds }) => ({
    from,
    kind: 'false',
    condition: text,
    holds: holds.concat(holding),
    range,
    confidence: 'inferred',
  }));
}

/** All edges that go on from a state. Sides that leave nothing open have no edge besides their own. */
export function flatten({ opens, group }: State): readonly Open[] {
  if (group === undefined) return opens;
  return isComplete(group) ? group.exits.concat(opens) : group.remaining.concat(group.exits, opens);
}

/** How many edges go on from a state. */
export function countOpen({ opens, group }: State): number {
  if (group === undefined) return opens.length;
  return (isComplete(group) ? 0 : group.remaining.length) + group.exits.length + opens.length;
}

export function isComplete({ conditions, form, hasElse }: OpenGroup): boolean {
  if (hasElse) return true;
  if (conditions.length < 2) return false;
  if (form === 'case') return true;
  if (coverEverything(conditions.map(({ text }) => text))) return true;
  return conditions.some((condition, index) =>
    conditions
      .slice(index + 1)
      .some((other) =>
        condition.isNegated === other.isNegated
          ? !condition.isNegated && areComplementary(condition.text, other.text)
          : condition.text === other.text,
      ),
  );
}

/** True if a condition cannot hold together with any of a group. */
export function excludes(group: OpenGroup, condition: Condition, form: 'if' | 'case'): boolean {
  if (group.form === 'case' && form === 'case') return true;
  return (
    group.conditions.every((other) => areExclusive(other, condition)) ||
    group.conditions.some((other) => areComplementary(other.text, condition.text))
  );
}

/** `仅有发热`, `only a cough`: whatever else there was is not the case. */
function isOnly({ text }: Condition): boolean {
  return /^(?:仅|只(?:有|是)|only\b)/iu.test(text);
}

export function areExclusive(a: Condition, b: Condition): boolean {
  if (a.isMatter === true && b.isMatter === true) return a.text !== b.text;
  if (a.isNegated !== b.isNegated) return a.text === b.text;
  if (areOpposed(a.text, b.text) || areAlternatives(a.text, b.text) || isOnly(a) !== isOnly(b)) return true;
  const first = amountRangeOf(a.text);
  const second = amountRangeOf(b.text);
  return first !== undefined && second !== undefined && (areDisjoint(first, second) || areAdjacent(first, second));
}
