import { AFTER_TRYING } from './answers.ts';
import { contentWords } from './contentWords.ts';
import type { Flow, FlowEdge, FlowNode } from './flow.ts';

/** Tells of an edge what it makes after what a path has done so far. */
export type OfPath = (path: readonly FlowEdge[], edge: FlowEdge) => boolean;

/** What makes sense on a path, and what there is something to say of. */
export interface Plausibility {
  /** False where an edge is not to be taken after the path. */
  readonly isPlausible: OfPath;
  /** False where the condition of an edge is about what the path does not do. */
  readonly isMatter: OfPath;
}

/**
 * A condition about what only one side does (`the guest disputes the bill`, where one side checks a bill) is met on that
 * side, and what turns out after trying again only where there is a way back.
 */
export function plausibilityOf(flow: Flow): Plausibility {
  const needs = new Map<FlowEdge, readonly ReadonlySet<string>[]>();
  const ways = new Map<FlowEdge, readonly ReadonlySet<string>[]>();
  const done = flow.nodes.map(
    (node): Done => ({ id: node.id, words: new Set(isDone(node) ? contentWords(node.text) : []) }),
  );
  const sides = new Set(flow.edges.filter(({ condition }) => condition !== undefined).map(({ to }) => to));
  const isMatter: OfPath = (path, edge) =>
    edge.condition === undefined ||
    meets(
      path,
      edge,
      computed(needs, edge, () => matters(edge, done, sides)),
    );
  const isPlausible: OfPath = (path, edge) =>
    edge.condition === undefined ||
    ((edge.kind === 'false' || isMatter(path, edge)) &&
      meets(
        path,
        edge,
        computed(ways, edge, () => returns(flow, edge)),
      ));
  return { isPlausible, isMatter };
}

/** One step of each set lies on the way. */
function meets(path: readonly FlowEdge[], { from }: FlowEdge, sets: readonly ReadonlySet<string>[]): boolean {
  return sets.every((nodes) => nodes.has(from) || path.some((edge) => nodes.has(edge.from)));
}

function computed<Key, Value>(values: Map<Key, Value>, key: Key, compute: () => Value): Value {
  const before = values.get(key);
  if (before !== undefined) return before;
  const value = compute();
  values.set(key, value);
  return value;
}

/** A step with what it speaks of. */
interface Done {
  readonly id: string;
  readonly words: ReadonlySet<string>;
}

/** For each word of a condition, the steps that do something with it. */
function matters(
  { from, kind, condition = '' }: FlowEdge,
  done: readonly Done[],
  sides: ReadonlySet<string>,
): readonly ReadonlySet<string>[] {
  // An amount may be that of any side.
  if (kind === 'loop' || /\d/.test(condition)) return [];
  const earlier = done.slice(0, done.findIndex(({ id }) => id === from) + 1);
  return [...new Set(contentWords(condition))].flatMap((word) => {
    const about = earlier.filter(({ words }) => words.has(word));
    return about.length > 0 && about.every(({ id }) => sides.has(id)) ? [new Set(about.map(({ id }) => id))] : [];
  });
}

function isDone({ kind, isDecision }: FlowNode): boolean {
  return (kind === 'step' || kind === 'call') && isDecision !== true;
}

/** The steps to which one goes back before an edge is taken after trying again. */
function returns({ edges }: Flow, { from, condition = '' }: FlowEdge): readonly ReadonlySet<string>[] {
  if (!AFTER_TRYING.test(condition)) return [];
  const back = edges.filter((edge) => edge.from === from && edge.kind === 'loop').map(({ to }) => to);
  return back.length === 0 ? [] : [new Set(back)];
}
