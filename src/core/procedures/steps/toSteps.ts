import type { LineIndex } from '../../text/lineIndex.ts';
import { toolsInRange } from '../flow/details.ts';
import type { Step, StepKind } from '../procedure.ts';
import { movesOf } from '../roles/partMoves.ts';
import type { Part } from '../roles/role.ts';
import { toolsNamed } from '../stepWords.ts';
import type { FoundParts, StepIndex } from './stepIndex.ts';

/** The steps of a file, and how to find them by their labels. */
export interface ReadSteps {
  readonly steps: readonly Step[];
  readonly index: StepIndex;
  /** The lists that count, for the check of their numbers. */
  readonly lists: readonly (readonly Step[])[];
}

interface Numbered {
  readonly part: Part;
  readonly id: string;
  readonly number: string;
  /** Items that count together; the numbers of a file may start again. */
  readonly run: number;
  readonly uncounted: number;
}

/** Numbers the steps of a file. */
export function toSteps(source: string, lines: LineIndex, root: Part): ReadSteps {
  const numbered: Numbered[] = [];
  const taken = new Map<string, number>();
  const runs = { next: 0 };
  numberChildren(root, { id: '', number: '' }, { numbered, taken, runs, prose: { next: 1 } });
  const counted = new Set(numbered.map(({ part }) => part));
  const steps = numbered.map((entry) => toStep(source, lines, entry, counted, entry === numbered.at(-1)));
  return { steps, index: createIndex(source, root, numbered), lists: listsOf(numbered, steps) };
}

interface Numbering {
  readonly numbered: Numbered[];
  readonly taken: Map<string, number>;
  readonly runs: { next: number };
  readonly prose: { next: number };
}

interface Prefix {
  readonly id: string;
  readonly number: string;
}

const COUNTED: ReadonlySet<Part['role']> = new Set(['step', 'case', 'group', 'rule', 'exceptions', 'alternative']);

function numberChildren(parent: Part, prefix: Prefix, numbering: Numbering): void {
  if (parent.children.length === 0) return;
  let position = 0;
  let run = numbering.runs.next++;
  let last: number | undefined;
  let uncounted = 0;
  const isLazy = isLazyList(parent);
  for (const part of parent.children) {
    const { marker } = part.node;
    if (part.role === 'prose') part.stepId = unique(numbering.taken, `s${numbering.prose.next++}`);
    if (marker !== undefined && last !== undefined && marker.value === 1 && last > 1 && COUNTED.has(part.role)) {
      run = numbering.runs.next++;
      position = 0;
      uncounted = 0;
    }
    if (part.node.form === 'heading' && marker === undefined) {
      numberChildren(part, prefix, numbering);
      continue;
    }
    if (!counts(part, parent)) {
      if (marker !== undefined) {
        position++;
        uncounted++;
        last = marker.value;
      }
      numberChildren(part, prefix, numbering);
      continue;
    }
    position++;
    last = marker?.value ?? last;
    const label = marker === undefined || isLazy ? String(position) : marker.label;
    const isWhole = /^\w+(?:\.\w+)+$/.test(label);
    const join = (own: string, before: string) => (before === '' || isWhole ? own : `${before}.${own}`);
    const id = unique(numbering.taken, isWhole ? label : join(String(position), prefix.id));
    const number = join(label, prefix.number);
    part.stepId = id;
    numbering.numbered.push({ part, id, number, run, uncounted });
    uncounted = 0;
    numberChildren(part, { id, number }, numbering);
  }
}

/** `1. 1. 1.` counts one, two, three. */
function isLazyList({ children }: Part): boolean {
  let count = 0;
  for (const { node } of children) {
    if (node.marker === undefined) continue;
    if (node.marker.value !== 1) return false;
    count++;
  }
  return count > 1;
}

/** Numbered items count, and bullets that are steps of their own. */
function counts(part: Part, parent: Part): boolean {
  if (!COUNTED.has(part.role)) return false;
  if (part.node.marker !== undefined) return true;
  if (part.node.item.cells !== undefined) return true;
  return (
    part.node.form === 'bullet' &&
    part.role === 'step' &&
    parent.role !== 'step' &&
    parent.role !== 'case' &&
    parent.node.form !== 'label'
  );
}

function unique(taken: Map<string, number>, id: string): string {
  const count = (taken.get(id) ?? 0) + 1;
  taken.set(id, count);
  if (count === 1) return id;
  const name = `${id}~${count}`;
  return taken.has(name) ? unique(taken, name) : name;
}

function toStep(
  source: string,
  lines: LineIndex,
  { part, id, number, uncounted }: Numbered,
  numberedBelow: ReadonlySet<Part>,
  isLast: boolean,
): Step {
  const { item, marker, parts } = part.node;
  const end = Math.max(item.contentStart, endOf(part, lines, numberedBelow, isLast));
  const content = { start: Math.min(item.contentStart, end), end };
  const own =
    marker === undefined
      ? { start: item.start, end: item.isBullet ? Math.min(item.start + 1, end) : item.start }
      : { start: marker.start, end: marker.end };
  const words = { start: content.start, end: Math.max(content.start, parts.at(-1)?.end ?? content.start) };
  const side =
    part.role === 'step' || part.role === 'case' ? movesOf(part).find((move) => move.kind === 'side') : undefined;
  return {
    start: own.start,
    end: content.end,
    id,
    number,
    label: marker?.label ?? number,
    uncounted,
    kind: kindOf(part),
    marker: own,
    content,
    words,
    tools: toolsNamed(source, content),
    condition: side?.kind === 'side' ? side.condition.range : undefined,
  };
}

function kindOf({ role, node }: Part): StepKind {
  if (role === 'group' || role === 'exceptions' || role === 'alternative') return 'group';
  if (role === 'rule') return 'rule';
  if (role === 'case') return 'case';
  return node.form === 'bullet' ? 'bullet' : 'step';
}

/** A step reaches over everything below it that is no step of its own. */
function endOf(part: Part, lines: LineIndex, numberedBelow: ReadonlySet<Part>, isLast: boolean): number {
  const { parts, says, lines: others } = part.node;
  let end = Math.max(parts.at(-1)?.end ?? 0, says.at(-1)?.end ?? 0);
  for (const line of others) end = Math.max(end, lines.lineEnd(line));
  for (const child of part.children) {
    // A paragraph of its own after the last step is an epilogue.
    if (numberedBelow.has(child) || (isLast && child.node.form === 'paragraph' && child.node.item.indent === 0)) break;
    end = Math.max(end, endOf(child, lines, numberedBelow, isLast));
  }
  return end;
}

function listsOf(numbered: readonly Numbered[], steps: readonly Step[]): readonly (readonly Step[])[] {
  const lists = new Map<string, Step[]>();
  for (const [index, { part, run }] of numbered.entries()) {
    const step = steps[index];
    if (part.node.marker === undefined || step === undefined) continue;
    const key = `${run} ${part.node.marker.style}`;
    const list = lists.get(key);
    if (list === undefined) lists.set(key, [step]);
    else list.push(step);
  }
  return [...lists.values()];
}

function createIndex(source: string, root: Part, numbered: readonly Numbered[]): StepIndex {
  let labels: Labels | undefined;
  let named: ReadonlyMap<string, Part> | undefined;
  return {
    idOf: (part) => part.stepId,
    find(label, from, isStepWord = false) {
      labels ??= createLabels(numbered);
      if (isStepWord) {
        named ??= namedSteps(root);
        const part = named.get(label.toLowerCase());
        if (part !== undefined) return { parts: [part], problem: undefined };
      }
      return find(label, from, root, labels);
    },
    toolsIn: (range) => toolsInRange(source, range),
  };
}

/** Headings such as `STEP 2 — ANSWER` that hold items with numbers of their own, by their labels. */
function namedSteps(root: Part): ReadonlyMap<string, Part> {
  const found = new Map<string, Part>();
  const visit = (part: Part): void => {
    const { form, marker } = part.node;
    if (
      form === 'heading' &&
      part.role === 'group' &&
      marker?.style === 'word' &&
      !found.has(marker.label.toLowerCase())
    )
      found.set(marker.label.toLowerCase(), part);
    for (const child of part.children) visit(child);
  };
  visit(root);
  return found;
}

/** The numbered items of a file by what a reference can call them. */
interface Labels {
  entryOf(part: Part): Numbered | undefined;
  /** Those among the children of a part, and those of the whole file, that carry a label. */
  readonly below: ReadonlyMap<Part | undefined, ReadonlyMap<string, readonly Numbered[]>>;
  readonly all: ReadonlyMap<string, readonly Numbered[]>;
  readonly byPosition: ReadonlyMap<string, readonly Numbered[]>;
}

function createLabels(numbered: readonly Numbered[]): Labels {
  const entries = new Map(numbered.map((entry) => [entry.part, entry]));
  const below = new Map<Part | undefined, Map<string, Numbered[]>>();
  const all = new Map<string, Numbered[]>();
  const byPosition = new Map<string, Numbered[]>();
  for (const entry of numbered) {
    const label = entry.part.node.marker?.label.toLowerCase() ?? entry.number;
    const siblings = below.get(entry.part.parent) ?? new Map<string, Numbered[]>();
    below.set(entry.part.parent, siblings);
    insert(siblings, label, entry);
    insert(all, label, entry);
    for (const name of new Set([entry.number, entry.id])) insert(byPosition, name, entry);
  }
  return { entryOf: (part) => entries.get(part), below, all, byPosition };
}

function insert(map: Map<string, Numbered[]>, key: string, entry: Numbered): void {
  const list = map.get(key);
  if (list === undefined) map.set(key, [entry]);
  else list.push(entry);
}

function find(label: string, from: Part, root: Part, { entryOf, below, all, byPosition }: Labels): FoundParts {
  const searched = label.toLowerCase();
  for (let level: Part | undefined = from; level !== undefined && level !== root; level = level.parent) {
    const own = entryOf(level);
    const siblings = below.get(level.parent)?.get(searched) ?? [];
    const sameRun = siblings.filter((entry) => own !== undefined && entry.run === own.run);
    const found = sameRun.length > 0 ? sameRun : siblings;
    if (found.length > 0) return result(found);
  }
  const byLabel = all.get(searched) ?? [];
  const found = byLabel.length > 0 ? byLabel : (byPosition.get(label) ?? []);
  return found.length === 0 ? { parts: [], problem: 'missing' } : result(found);
}

function result(found: readonly Numbered[]): FoundParts {
  return { parts: found.map(({ part }) => part), problem: found.length > 1 ? 'ambiguous' : undefined };
}
