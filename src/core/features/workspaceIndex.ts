import { type Cancellation, NEVER_CANCELLED } from '../host.ts';
import type { Procedure } from '../procedures/procedure.ts';
import { sidesOf } from '../procedures/sides.ts';
import type { Tool, ToolFile } from '../schemas/tool.ts';
import { LineIndex } from '../text/lineIndex.ts';
import type { TextRange } from '../text/range.ts';
import { createSlices } from '../text/timeSlices.ts';
import { getFileKind } from '../workspace/fileKinds.ts';
import type { Workspace } from '../workspace/workspace.ts';
import type { Entity, EntityOccurrence } from './entity.ts';
import { entityKey } from './entityKeys.ts';
import { type IndexDetails, type IndexEntry, OCCURRENCE_SIZE, ROLES, sideKey } from './indexEntry.ts';
import { createIndexStore, type IndexStore } from './indexStore.ts';

/** A location where an entity is. */
export interface Occurrence {
  /** The name alone, without quotes. */
  readonly range: TextRange;
  readonly role: EntityOccurrence['role'];
}

/** The occurrences in one file, with the text they were found in. */
export interface FileOccurrences {
  readonly uri: string;
  /** The host's version of that text. */
  readonly version: string;
  readonly text: string;
  readonly lines: LineIndex;
  readonly occurrences: readonly Occurrence[];
}

/** What the shots of the workspace do with a tool. */
export interface ToolUse {
  /** Shots that call it. */
  readonly examples: number;
  /** Those of them with a call to it that is wrong. */
  readonly wrong: number;
}

/**
 * Where things are named in all shots documents and procedures of the workspace. Built when it is first asked, in
 * slices between which others get a turn; then only what changed is read again. A cancelled request leaves what was
 * read to the next one and answers with what is known.
 */
export interface WorkspaceIndex {
  /**
   * Every occurrence in a shots document or procedure that names an entity, by file; API schema blocks count as
   * declarations. Occurrences in tool files are found by `declarations.ts`. Each file's text is the one that counts now.
   */
  occurrences(entity: Entity, cancellation?: Cancellation): Promise<readonly FileOccurrences[]>;
  toolUse(tools: readonly Tool[], cancellation?: Cancellation): Promise<ReadonlyMap<Tool, ToolUse>>;
  /** How many shots carry out each step, by the step's number. */
  taught(procedure: Procedure, cancellation?: Cancellation): Promise<ReadonlyMap<string, number>>;
  /** How many shots take each side of a decision, by the side's key. */
  takenSides(procedure: Procedure, cancellation?: Cancellation): Promise<ReadonlyMap<string, number>>;
  /** The files that tools come from: those of the workspace and those that documents name. */
  toolFiles(cancellation?: Cancellation): Promise<readonly ToolFile[]>;
  /** The documents of the index, sorted. */
  documents(cancellation?: Cancellation): Promise<readonly string[]>;
  /** Tells that a file changed, appeared or vanished. */
  changed(uri: string): void;
}

export function createWorkspaceIndex(workspace: Workspace): WorkspaceIndex {
  const store = createIndexStore(workspace);
  return {
    async occurrences(entity, cancellation = NEVER_CANCELLED) {
      const key = entityKey(entity);
      if (key === undefined) return [];
      await store.update(cancellation);
      const id = store.idOf(key);
      return id === undefined ? [] : occurrencesOf(workspace, store, id, cancellation);
    },
    async toolUse(tools, cancellation = NEVER_CANCELLED) {
      await store.update(cancellation);
      return useOf(store, tools, cancellation);
    },
    async taught(procedure, cancellation = NEVER_CANCELLED) {
      await store.update(cancellation);
      return taughtOf(store, procedure, cancellation);
    },
    async takenSides(procedure, cancellation = NEVER_CANCELLED) {
      await store.update(cancellation);
      return takenSidesOf(store, procedure, cancellation);
    },
    async toolFiles(cancellation = NEVER_CANCELLED) {
      await store.update(cancellation);
      for (const uri of await workspace.uncached.list('tools')) {
        const file = await workspace.uncached.tools(uri);
        if (file !== undefined) store.toolFiles.set(uri, file);
      }
      return sorted(store.toolFiles).map(([, file]) => file);
    },
    async documents(cancellation = NEVER_CANCELLED) {
      await store.update(cancellation);
      return sorted(store.entries).map(([uri]) => uri);
    },
    changed: store.changed,
  };
}

async function occurrencesOf(
  workspace: Workspace,
  store: IndexStore,
  id: number,
  cancellation: Cancellation,
): Promise<readonly FileOccurrences[]> {
  const found: FileOccurrences[] = [];
  const slices = createSlices();
  for (const [uri, entry] of sorted(store.entries)) {
    if (cancellation.isCancellationRequested) break;
    if (!hasOccurrence(entry, id)) continue;
    const file = await occurrencesIn(workspace, store, uri, entry, id);
    if (file !== undefined) found.push(file);
    await slices.yieldIfDue();
  }
  return found;
}

/** The occurrences of an entity in a file as it is now, which may be newer than the index. */
async function occurrencesIn(
  { uncached }: Workspace,
  store: IndexStore,
  uri: string,
  known: IndexEntry,
  id: number,
): Promise<FileOccurrences | undefined> {
  const result = await uncached.read(uri);
  if (!result.ok) return undefined;
  const { text, version } = result;
  const entry = known.version === version ? known : await store.refresh(uri);
  const occurrences = entry === undefined ? [] : getOccurrences(entry, id);
  if (occurrences.length === 0 || entry?.version !== version) return undefined;
  return { uri, version, text, lines: new LineIndex(text), occurrences };
}

async function useOf(
  store: IndexStore,
  tools: readonly Tool[],
  cancellation: Cancellation,
): Promise<ReadonlyMap<Tool, ToolUse>> {
  const numbers = new Map(tools.map((tool) => [tool, store.idOf(toolKey(tool))]));
  const ids = new Set(numbers.values());
  const isCaller = ({ examples }: IndexEntry): boolean => examples.some((id, at) => at % 2 === 0 && ids.has(id));
  const callers = [...store.entries].filter(([, entry]) => isCaller(entry));
  await store.detail(
    callers.map(([uri]) => uri),
    cancellation,
  );
  const examples = sums(callers.map(([, entry]) => entry.examples));
  const wrong = sums(callers.flatMap(([uri]) => store.details.get(uri)?.wrong ?? []));
  const countOf = (counts: ReadonlyMap<number, number>, tool: Tool): number => counts.get(numbers.get(tool) ?? -1) ?? 0;
  return new Map(tools.map((tool) => [tool, { examples: countOf(examples, tool), wrong: countOf(wrong, tool) }]));
}

async function taughtOf(
  store: IndexStore,
  procedure: Procedure,
  cancellation: Cancellation,
): Promise<ReadonlyMap<string, number>> {
  const counts = sums((await detailsOfShots(store, procedure, cancellation)).map((details) => details.taught));
  return new Map(
    procedure.steps.map((step) => {
      const id = store.idOf(entityKey({ kind: 'step', number: step.number, procedure, step }) ?? '');
      return [step.number, counts.get(id ?? -1) ?? 0];
    }),
  );
}

async function takenSidesOf(
  store: IndexStore,
  procedure: Procedure,
  cancellation: Cancellation,
): Promise<ReadonlyMap<string, number>> {
  const counts = sums((await detailsOfShots(store, procedure, cancellation)).map((details) => details.sides));
  return new Map(
    sidesOf(procedure).map(({ key }) => [key, counts.get(store.idOf(sideKey(procedure, key)) ?? -1) ?? 0]),
  );
}

/** The details of the documents that name a procedure. */
async function detailsOfShots(
  store: IndexStore,
  { uri: named }: Procedure,
  cancellation: Cancellation,
): Promise<readonly IndexDetails[]> {
  const uris = [...store.entries].flatMap(([uri, { dependencies }]) => {
    return getFileKind(uri) !== 'procedure' && dependencies.files.has(named) ? [uri] : [];
  });
  await store.detail(uris, cancellation);
  return uris.flatMap((uri) => store.details.get(uri) ?? []);
}

function toolKey(tool: Tool): string {
  return entityKey({ kind: 'tool', name: tool.name, tool }) ?? '';
}

function hasOccurrence({ occurrences }: IndexEntry, id: number): boolean {
  for (let at = 0; at < occurrences.length; at += OCCURRENCE_SIZE) if (occurrences[at] === id) return true;
  return false;
}

function getOccurrences({ occurrences }: IndexEntry, id: number): readonly Occurrence[] {
  const found: Occurrence[] = [];
  for (let at = 0; at < occurrences.length; at += OCCURRENCE_SIZE) {
    if (occurrences[at] !== id) continue;
    const range = { start: occurrences[at + 1] ?? 0, end: occurrences[at + 2] ?? 0 };
    found.push({ range, role: ROLES[occurrences[at + 3] ?? 0] ?? 'use' });
  }
  return found.sort((a, b) => a.range.start - b.range.start);
}

/** Adds up pairs of a number and a count. */
function sums(lists: readonly Uint32Array[]): ReadonlyMap<number, number> {
  const total = new Map<number, number>();
  for (const list of lists) {
    for (let at = 0; at < list.length; at += 2) {
      const id = list[at] ?? 0;
      total.set(id, (total.get(id) ?? 0) + (list[at + 1] ?? 0));
    }
  }
  return total;
}

function sorted<Value>(map: ReadonlyMap<string, Value>): readonly (readonly [string, Value])[] {
  return [...map].sort(([a], [b]) => (a < b ? -1 : 1));
}
