import { movesOf } from '../roles/partMoves.ts';
import type { Part } from '../roles/role.ts';
import { titleKind } from '../roles/titles.ts';

/** One procedure of a file: its name and the items it is made of. */
export interface SectionParts {
  readonly part: Part;
  readonly name: string;
  readonly children: readonly Part[];
}

/** The procedures of a file, and the items outside them that apply to all. */
export interface Sections {
  readonly sections: readonly SectionParts[];
  readonly shared: readonly Part[];
}

/** Finds the procedures of a file: headings whose numbers start again, or that hold steps without numbers. */
export function findSections(root: Part): Sections {
  const candidates = candidatesIn(root);
  if (candidates.length < 2 || isOneSequence(candidates)) {
    return { sections: [{ part: root, name: nameOf(root), children: root.children }], shared: [] };
  }
  const known = new Set(candidates);
  const sections = candidates.map((part) => ({
    part,
    name: part.words.text.trim(),
    children: part.children.filter((child) => !known.has(child) && !holdsAny(child, known)),
  }));
  const first = stepsBefore(root, known);
  const before = first.length === 0 ? [] : [{ part: root, name: nameOf(root), children: first }];
  return { sections: [...before, ...sections], shared: outside(root, known).filter((part) => !first.includes(part)) };
}

/** Numbered steps above the first heading are a procedure of their own. */
function stepsBefore(root: Part, candidates: ReadonlySet<Part>): readonly Part[] {
  const index = root.children.findIndex((part) => candidates.has(part) || holdsAny(part, candidates));
  const above = root.children.slice(0, Math.max(0, index));
  return above.some(({ role, node }) => (role === 'step' || role === 'group') && node.form === 'numbered')
    ? above.filter(({ node }) => node.form === 'numbered')
    : [];
}

function holdsAny(part: Part, parts: ReadonlySet<Part>): boolean {
  return part.children.some((child) => parts.has(child) || holdsAny(child, parts));
}

function nameOf(root: Part): string {
  const title = root.children.find(
    ({ role, node }) => role === 'title' || (node.form === 'heading' && node.item.heading === 1),
  );
  return title?.words.text.trim() ?? '';
}

function candidatesIn(part: Part): readonly Part[] {
  return part.children.flatMap((child) => {
    if (child.node.form !== 'heading' || child.role !== 'group') return [];
    const own = holdsSteps(child) ? [child] : [];
    return [...own, ...candidatesIn(child)];
  });
}

function holdsSteps(part: Part): boolean {
  return part.children.some(
    (child) =>
      child.role === 'step' ||
      child.role === 'case' ||
      (child.role === 'prose' && !isExitOnly(child)) ||
      (child.role === 'group' && child.node.form !== 'heading' && holdsSteps(child)),
  );
}

/** Sentences that only say when to leave apply to every procedure of the file. */
export function isExitOnly(part: Part): boolean {
  const moves = movesOf(part);
  const sides = moves.filter((move) => move.kind === 'side');
  // `Transfer if you cannot help. To transfer, call f`: the rest says how.
  const [only] = sides;
  if (sides.length === 1 && only !== undefined && moves[0] === only && only.moves.at(-1)?.kind === 'handoff')
    return moves.every(({ kind }) => kind === 'side' || kind === 'do' || kind === 'rule' || kind === 'handoff');
  return moves.every(
    (move) =>
      move.kind === 'rule' ||
      move.kind === 'handoff' ||
      (move.kind === 'side' && move.moves.some(({ kind }) => kind === 'handoff' || kind === 'end')),
  );
}

/** `Path 2: Slow data`: one of several, chosen by what the customer reports. */
const PATH = /^(?:path|scenario|workflow|use case) [A-Z\d]{1,2}\b|^(?:路径|场景|情形)[一二三四五六七八九十A-Z\d]/iu;

/** Phases, parallel teams and numbers that go on make one procedure. */
function isOneSequence(candidates: readonly Part[]): boolean {
  if (candidates.filter((part) => PATH.test(part.words.text)).length > 1) return false;
  if (candidates.some((part) => titleKind(part.words.text) === 'phase')) return true;
  if (isParallel(candidates) || areNamedSteps(candidates)) return true;
  return candidates.slice(1).every((part, index) => continues(candidates[index], part));
}

/** `STEP 1 — INTAKE` and `STEP 2 — ANSWER` follow one another, though each counts its own items. */
function areNamedSteps(candidates: readonly Part[]): boolean {
  return candidates.every(({ node: { marker }, parent }, index) => {
    const before = candidates[index - 1]?.node.marker;
    return (
      marker !== undefined &&
      (marker.style === 'word' || marker.style === 'ordinal') &&
      parent === candidates[0]?.parent &&
      (before === undefined || marker.value === before.value + 1 || marker.label.startsWith(String(before.value)))
    );
  });
}

function continues(before: Part | undefined, part: Part): boolean {
  const first = firstMarker(part);
  if (first === undefined || before === undefined) return false;
  if (first.label.includes('.')) return true;
  const last = lastMarker(before);
  return last !== undefined && first.value === last.value + 1;
}

function firstMarker(part: Part) {
  return part.children.find(({ node }) => node.marker !== undefined)?.node.marker;
}

function lastMarker(part: Part) {
  return part.children.findLast(({ node }) => node.marker !== undefined)?.node.marker;
}

/** A sentence that says how sections are carried out is short. */
const MAX_ANNOUNCEMENT = 160;
const PARALLEL = /\bin parallel\b|\bat the same time\b|\bsimultaneously\b|同时进行|并行/iu;

/** True if the text before sections says that they run side by side. */
export function isParallel(candidates: readonly Part[]): boolean {
  const [first] = candidates;
  const siblings = first?.parent?.children ?? [];
  const index = first === undefined ? -1 : siblings.indexOf(first);
  const announces = ({ node, role, words }: Part) =>
    node.form === 'paragraph' && role !== 'rule' && words.text.length <= MAX_ANNOUNCEMENT && PARALLEL.test(words.text);
  return candidates.every(({ parent }) => parent === first?.parent) && siblings.slice(0, index).some(announces);
}

function outside(root: Part, candidates: ReadonlySet<Part>): readonly Part[] {
  return root.children.flatMap((child) => {
    // A section between two procedures may hold rules.
    if (candidates.has(child))
      return child.children.flatMap((inner) =>
        !candidates.has(inner) && holdsAny(inner, candidates) ? outside(inner, candidates) : [],
      );
    const inner = child.node.form === 'heading' && (child.role === 'group' || child.role === 'title');
    return inner ? outside(child, candidates) : [child];
  });
}
