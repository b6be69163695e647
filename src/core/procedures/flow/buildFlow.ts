import { overlaps, type TextRange } from '../../text/range.ts';
import type { Part } from '../roles/role.ts';
import { mentionsIn } from '../steps/mentions.ts';
import type { StepIndex } from '../steps/stepIndex.ts';
import { branchFindings, type DecisionRecords } from './branches.ts';
import { addRule, bareNode, type FlowContext } from './context.ts';
import { runExceptions } from './exceptions.ts';
import {
  END,
  type Flow,
  type FlowEdge,
  type FlowRule,
  type FlowSection,
  HUMAN,
  type StepReferencePlace,
} from './flow.ts';
import { createGraph, flatten, leaving, type Open, type State } from './graph.ts';
import { drawJumps } from './jumps.ts';
import { findSections, type SectionParts } from './sections.ts';
import { runSequence } from './sequence.ts';

/** Builds the control-flow graph of a file from its parts. Takes about linear time. */
export function buildFlow(source: string, root: Part, steps: StepIndex): Flow {
  const { sections, shared } = findSections(root);
  const graph = createGraph();
  const rules: FlowRule[] = [];
  const decisions: DecisionRecords = new Map();
  const entries = new Map<Part, string>();
  const closing = new Map<string, 'handoff' | 'end'>();
  const prose = { next: 1 };
  const starts = sections.map((section, index) => sectionOf(section, index, sections.length));
  for (const end of [END, HUMAN])
    graph.addNode(bareNode(end, end === END ? 'end' : 'handoff', 0, { start: 0, end: 0 }));
  for (const [index, section] of sections.entries()) {
    const names = starts[index];
    if (names === undefined) continue;
    graph.addNode(bareNode(names.start, 'start', index, names.range));
    graph.addNode(bareNode(names.any, 'any', index, names.range));
    const context: FlowContext = {
      source,
      graph,
      steps,
      rules,
      decisions,
      entries,
      closing,
      section: index,
      start: names.start,
      any: names.any,
      parallel: undefined,
      sectionStarts: starts,
      prose,
    };
    if (index === 0) for (const part of shared) collectOutside(part, context);
    const first: State = { opens: [leaving(names.start, names.range)], group: undefined };
    finishSection(context, flatten(runSequence(section.children, first, context)));
  }
  const jumps = drawJumps(graph, { steps, entries });
  const references = withMentions(jumps, mentionsIn(source, root, steps));
  const used = new Set(graph.edges.flatMap(({ from, to }) => [from, to]));
  const nodes = graph.nodes.filter(
    ({ id, kind }) => kind === 'step' || kind === 'call' || kind === 'start' || used.has(id),
  );
  return {
    sections: starts,
    nodes,
    edges: dedupe(graph.edges),
    rules,
    references,
    ...branchFindings([...decisions.values()]),
  };
}

function sectionOf({ part, name }: SectionParts, index: number, count: number): FlowSection {
  const label = part.node.marker?.label ?? String(index + 1);
  const suffix = count === 1 ? '' : `(${label})`;
  const { start, end } = part.node.parts[0] ?? { start: 0, end: 0 };
  return { name, range: { start, end }, start: `START${suffix}`, any: `ANY${suffix}` };
}

/** What is open at the end of a procedure ends there. */
function finishSection({ graph, closing, start }: FlowContext, opens: readonly Open[]): void {
  for (const open of opens) {
    if (open.from === start && open.holds.length === 0) continue;
    const to = closing.get(open.from) === 'handoff' && open.kind === 'next' ? HUMAN : END;
    graph.connect([open], to, { confidence: 'inferred' });
  }
}

/** Rules and exceptions outside the procedures of a file apply to all of them. */
function collectOutside(part: Part, context: FlowContext): void {
  if (part.role === 'rule') addRule(part, context);
  else if (part.role === 'exceptions') runExceptions(part, context);
  else if (part.role === 'prose') runExceptions(part, context);
  else for (const child of part.children) collectOutside(child, context);
}

/** A jump and the words that name its step are one reference. */
function withMentions(jumps: Flow['references'], mentions: Flow['references']): Flow['references'] {
  const sorted = mentions.toSorted((a, b) => a.range.start - b.range.start);
  const within = new Set<StepReferencePlace>();
  const merged = jumps.map((jump) => {
    const [first] = mentionsWithin(sorted, jump.range, within);
    return { ...jump, range: first?.range ?? jump.range };
  });
  const others = sorted.filter((mention) => !within.has(mention));
  return [...merged, ...others].sort((a, b) => a.range.start - b.range.start);
}

/** The mentions that overlap a range; they are added to those that are within a jump. */
function mentionsWithin(
  sorted: readonly StepReferencePlace[],
  range: TextRange,
  within: Set<StepReferencePlace>,
): readonly StepReferencePlace[] {
  let low = 0;
  let high = sorted.length;
  while (low < high) {
    const middle = (low + high) >> 1;
    if ((sorted[middle]?.range.end ?? 0) < range.start) low = middle + 1;
    else high = middle;
  }
  const found: StepReferencePlace[] = [];
  for (let index = low; (sorted[index]?.range.start ?? Number.POSITIVE_INFINITY) <= range.end; index++) {
    const mention = sorted[index];
    if (mention !== undefined && overlaps(range, mention.range)) found.push(mention);
  }
  for (const mention of found) within.add(mention);
  return found;
}

/** Several readings may draw the same edge. */
function dedupe(edges: Flow['edges']): Flow['edges'] {
  const byStart = new Map<string, FlowEdge[]>();
  return edges.filter((edge) => {
    const before = byStart.get(edge.from);
    if (before === undefined) byStart.set(edge.from, [edge]);
    else if (before.some((other) => isSameEdge(other, edge))) return false;
    else before.push(edge);
    return true;
  });
}

function isSameEdge(a: FlowEdge, b: FlowEdge): boolean {
  return a.to === b.to && a.kind === b.kind && a.condition === b.condition && a.holds.length === b.holds.length;
}
