import type { CheckedCall } from '../callChecks/checkedCall.ts';
import { flowCoverage, stepRounds } from '../procedures/coverage.ts';
import type { Procedure } from '../procedures/procedure.ts';
import { sidesOf } from '../procedures/sides.ts';
import type { Dependencies } from '../workspace/dependencies.ts';
import type { ProcedureSubject, ShotsSubject } from '../workspace/subjects.ts';
import { procedureContextOf, shotsContext } from './context.ts';
import { entitiesIn } from './entities.ts';
import type { EntityOccurrence } from './entity.ts';
import { entityKey } from './entityKeys.ts';
import { getSharedOccurrences } from './shotsOccurrences.ts';

/** What the index keeps of one document, in numbers: two thousand of them must stay small. */
export interface IndexEntry {
  readonly version: string;
  readonly dependencies: Dependencies;
  /** Four numbers per occurrence: the entity's, start, end and role. */
  readonly occurrences: Uint32Array;
  /** Shots, without open slots and elided ones. */
  readonly shots: number;
  /** Pairs of a tool's number and how many shots call it. */
  readonly examples: Uint32Array;
}

/** What takes checking besides reading, worked out when it is first asked for. */
export interface IndexDetails {
  /** Pairs of a tool's number and how many of the shots that call it do so wrongly. */
  readonly wrong: Uint32Array;
  /** Pairs of a step's number and how many shots carry it out. */
  readonly taught: Uint32Array;
  /** Pairs of the number of a side of a decision (`sideKey`) and how many shots take it. */
  readonly sides: Uint32Array;
}

/** Gives each key a small number. */
export type Intern = (key: string) => number;

export const ROLES = ['use', 'mention', 'declaration'] as const satisfies readonly EntityOccurrence['role'][];

/** How many numbers a location takes. */
export const OCCURRENCE_SIZE = 4;

export function shotsEntry(
  subject: ShotsSubject,
  version: string,
  dependencies: Dependencies,
  roots: readonly string[],
  intern: Intern,
): IndexEntry {
  const occurrences: number[] = [];
  const examples = new Map<number, number>();
  let seen = new Set<number>();
  let shot: object | undefined;
  for (const occurrence of getSharedOccurrences(shotsContext(subject, roots))) {
    const id = addOccurrence(occurrences, occurrence, intern);
    if (
      id === undefined ||
      occurrence.entity.kind !== 'tool' ||
      occurrence.site === undefined ||
      occurrence.role !== 'use'
    )
      continue;
    if (occurrence.site.shot !== shot) seen = new Set();
    shot = occurrence.site.shot;
    if (!seen.has(id)) examples.set(id, (examples.get(id) ?? 0) + 1);
    seen.add(id);
  }
  return {
    version,
    dependencies,
    occurrences: Uint32Array.from(occurrences),
    shots: subject.document.shots.length,
    examples: pairs(examples),
  };
}

export function procedureEntry(
  subject: ProcedureSubject,
  version: string,
  dependencies: Dependencies,
  roots: readonly string[],
  intern: Intern,
): IndexEntry {
  const occurrences: number[] = [];
  for (const occurrence of entitiesIn(procedureContextOf(subject, roots)))
    addOccurrence(occurrences, occurrence, intern);
  return { version, dependencies, occurrences: Uint32Array.from(occurrences), shots: 0, examples: new Uint32Array() };
}

function addOccurrence(
  occurrences: number[],
  { entity, range, role }: EntityOccurrence,
  intern: Intern,
): number | undefined {
  const key = entityKey(entity);
  if (key === undefined) return undefined;
  const id = intern(key);
  occurrences.push(id, range.start, range.end, ROLES.indexOf(role));
  return id;
}

/** Checks the calls of a document and links its rounds to the steps of its procedures. */
export function detailsOf(subject: ShotsSubject, intern: Intern): IndexDetails {
  const wrong = new Map<number, Set<number>>();
  for (const checked of subject.calls) {
    const { tool, site } = checked;
    if (tool === undefined || site.mention || !isWrong(checked)) continue;
    addTo(wrong, intern(entityKey({ kind: 'tool', name: tool.name, tool }) ?? ''), site.shot.index);
  }
  const taught = new Map<number, Set<number>>();
  for (const [step, rounds] of stepRounds(subject.document, subject.procedures)) {
    for (const { shot, procedure } of rounds) {
      addTo(taught, intern(entityKey({ kind: 'step', number: step.number, procedure, step }) ?? ''), shot.index);
    }
  }
  return { wrong: pairs(sizes(wrong)), taught: pairs(sizes(taught)), sides: pairs(sizes(takenSides(subject, intern))) };
}

/** The shots that take each side of a decision. */
function takenSides({ document, procedures }: ShotsSubject, intern: Intern): Map<number, Set<number>> {
  const taken = new Map<number, Set<number>>();
  for (const procedure of new Set(procedures)) {
    const { shots } = flowCoverage(document, procedure, procedures);
    for (const { key, edges } of sidesOf(procedure)) {
      for (const { shot, edges: own } of shots) {
        if (edges.some((edge) => own.has(edge))) addTo(taken, intern(sideKey(procedure, key)), shot.index);
      }
    }
  }
  return taken;
}

/** The key of a side of a decision in the index. */
export function sideKey({ uri }: Procedure, key: string): string {
  return `side ${uri} ${key}`;
}

/** True if a rule about calls would call it an error. */
function isWrong({ site, surplus, duplicates, problems }: CheckedCall): boolean {
  return (
    surplus.length > 0 ||
    duplicates.length > 0 ||
    site.call.problems.some(({ kind }) => kind === 'syntax') ||
    problems.some(({ kind, open }) => kind !== 'format' && !(kind === 'unknown' && open === true))
  );
}

function addTo(sets: Map<number, Set<number>>, key: number, value: number): void {
  const set = sets.get(key);
  if (set === undefined) sets.set(key, new Set([value]));
  else set.add(value);
}

function sizes(sets: ReadonlyMap<number, ReadonlySet<number>>): ReadonlyMap<number, number> {
  return new Map([...sets].map(([key, set]) => [key, set.size]));
}

function pairs(counts: ReadonlyMap<number, number>): Uint32Array {
  return Uint32Array.from([...counts].flat());
}
