import type { ShotsDocument } from '../../model/model.ts';
import { createWordOverlap, type WordOverlap } from '../../similarity/wordOverlap.ts';
import type { FlowNode } from '../flow/flow.ts';
import { nodesOfSteps } from '../flow/reachability.ts';
import type { Procedure } from '../procedure.ts';
import { type ShotPart, type StepLink, textOf } from '../stepLinks.ts';

/** From which share of its words on a clause counts as the one that a round carries out. */
const RESEMBLES = 0.3;

/** From which share on a round that is linked to no step carries out a sentence of the procedure. */
const IS = 0.5;

/** What it costs at most to take another clause of a step than the one that fits. */
const MISFIT = 1.2;

/** The nodes that a round may carry out, each with what it costs to take it. */
export type Fits = ReadonlyMap<string, number>;

/**
 * Finds the nodes of a round's step. Of several clauses the one fits whose tool the round calls, else the one it
 * resembles; if neither tells them apart, all do. Words of a condition do not count: a round that asks for it does not
 * carry out what follows from it. A round without a step may carry out what the procedure says outside of its steps.
 */
export function createClauseFits({ flow, steps }: Procedure, document: ShotsDocument): (part: ShotPart) => Fits {
  const own = nodesOfSteps(flow);
  const ids = new Set(steps.map(({ id }) => id));
  const outside = flow.nodes.filter(({ kind, step }) => isDone(kind) && (step === undefined || !ids.has(step)));
  const overlaps = new Map<string, WordOverlap>();
  /** How much each clause fits, from 0 to 1. */
  const sharesOf = (part: ShotPart, key: string, clauses: readonly FlowNode[]): readonly number[] => {
    const calling = clauses.map(({ tools }) => (tools.some((tool) => part.tools.includes(tool)) ? 1 : 0));
    if (calling.includes(1)) return calling;
    const overlap = overlaps.get(key) ?? createWordOverlap(clauses.map(({ text }) => text));
    overlaps.set(key, overlap);
    return overlap(textOf(document.text, part.texts));
  };
  return (part) => {
    const nodes = isLink(part) ? (own.get(part.step.id) ?? []) : [];
    if (!isLink(part) || (nodes.length === 0 && part.by === 'text')) {
      const shares = outside.length === 0 ? [] : sharesOf(part, '', outside);
      const best = Math.max(IS, ...shares);
      return new Map(outside.flatMap(({ id }, index) => (shares[index] === best ? [[id, 0]] : [])));
    }
    const clauses = nodes.filter(({ isDecision }) => isDecision !== true);
    const shares = nodes.length < 2 ? [] : sharesOf(part, part.step.id, clauses);
    const best = Math.max(0, ...shares);
    const costOf = (node: FlowNode): number => (best - (shares[clauses.indexOf(node)] ?? 0)) * MISFIT;
    return new Map(nodes.map((node) => [node.id, best < RESEMBLES ? 0 : costOf(node)]));
  };
}

function isDone(kind: FlowNode['kind']): boolean {
  return kind === 'step' || kind === 'call';
}

function isLink(part: ShotPart): part is StepLink {
  return 'step' in part;
}
