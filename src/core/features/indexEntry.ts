import type { CheckedCall } from '../lint/checkedCall.ts';
import type { ProcedureSubject, ShotsSubject } from '../lint/rule.ts';
import { stepTies } from '../procedures/stepTies.ts';
import type { Dependencies } from '../workspace/dependencies.ts';
import { procedureContextOf, shotsContext } from './context.ts';
import { entitiesIn } from './entities.ts';
import type { EntityPlace } from './entity.ts';
import { entityKey } from './entityKeys.ts';
import { sharedPlaces } from './shotsPlaces.ts';

/** What the index keeps of one document, in numbers: two thousand of them must stay small. */
export interface IndexEntry {
  readonly version: string;
  readonly dependencies: Dependencies;
  /** Four numbers a place: the entity's, start, end and role. */
  readonly places: Uint32Array;
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
}

/** Gives each key a small number. */
export type Intern = (key: string) => number;

export const ROLES = ['use', 'mention', 'declaration'] as const satisfies readonly EntityPlace['role'][];

/** How many numbers a place takes. */
export const PLACE_SIZE = 4;

export function shotsEntry(
  subject: ShotsSubject,
  version: string,
  dependencies: Dependencies,
  roots: readonly string[],
  intern: Intern,
): IndexEntry {
  const places: number[] = [];
  const examples = new Map<number, number>();
  let seen = new Set<number>();
  let shot: object | undefined;
  for (const place of sharedPlaces(shotsContext(subject, roots))) {
    const id = addPlace(places, place, intern);
    if (id === undefined || place.entity.kind !== 'tool' || place.site === undefined || place.role !== 'use') continue;
    if (place.site.shot !== shot) seen = new Set();
    shot = place.site.shot;
    if (!seen.has(id)) examples.set(id, (examples.get(id) ?? 0) + 1);
    seen.add(id);
  }
  return {
    version,
    dependencies,
    places: Uint32Array.from(places),
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
  const places: number[] = [];
  for (const place of entitiesIn(procedureContextOf(subject, roots))) addPlace(places, place, intern);
  return { version, dependencies, places: Uint32Array.from(places), shots: 0, examples: new Uint32Array() };
}

function addPlace(places: number[], { entity, range, role }: EntityPlace, intern: Intern): number | undefined {
  const key = entityKey(entity);
  if (key === undefined) return undefined;
  const id = intern(key);
  places.push(id, range.start, range.end, ROLES.indexOf(role));
  return id;
}

/** Checks the calls of a document and ties its rounds to the steps of its procedures. */
export function detailsOf(subject: ShotsSubject, intern: Intern): IndexDetails {
  const wrong = new Map<number, Set<number>>();
  for (const checked of subject.calls) {
    const { tool, site } = checked;
    if (tool === undefined || site.mention || !isWrong(checked)) continue;
    addTo(wrong, intern(entityKey({ kind: 'tool', name: tool.name, tool }) ?? ''), site.shot.index);
  }
  const taught = new Map<number, Set<number>>();
  const { ties } = subject.procedures.length === 0 ? { ties: [] } : stepTies(subject.document, subject.procedures);
  for (const { shot, procedure, step } of ties) {
    addTo(taught, intern(entityKey({ kind: 'step', number: step.number, procedure, step }) ?? ''), shot.index);
  }
  return { wrong: pairs(sizes(wrong)), taught: pairs(sizes(taught)) };
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
