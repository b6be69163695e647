import { type Cancellation, neverCancelled } from '../host.ts';
import type { Procedure } from '../procedures/procedure.ts';
import type { Tool, ToolFile } from '../schemas/tool.ts';
import { LineIndex } from '../text/lineIndex.ts';
import type { TextRange } from '../text/range.ts';
import { fileKindOf } from '../workspace/fileKinds.ts';
import { canonical, isWithin } from '../workspace/paths.ts';
import type { Workspace } from '../workspace/workspace.ts';
import type { Entity, EntityPlace } from './entity.ts';
import { entityKey } from './entityKeys.ts';
import {
  detailsOf,
  type IndexDetails,
  type IndexEntry,
  type Intern,
  PLACE_SIZE,
  procedureEntry,
  ROLES,
  shotsEntry,
} from './indexEntry.ts';
import { createSlices, type Slices } from './slices.ts';

/** A place where an entity stands. */
export interface Occurrence {
  /** The name alone, without quotes. */
  readonly range: TextRange;
  readonly role: EntityPlace['role'];
}

/** The places in one file, with the text they were found in. */
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
   * Every place in a shots document or procedure that names an entity, by file; API schema blocks count as
   * declarations. Places in tool files are told by `declarations.ts`. Each file's text is the one that counts now.
   */
  occurrences(entity: Entity, cancellation?: Cancellation): Promise<readonly FileOccurrences[]>;
  toolUse(tools: readonly Tool[], cancellation?: Cancellation): Promise<ReadonlyMap<Tool, ToolUse>>;
  /** How many shots carry out each step, by the step's number. */
  taught(procedure: Procedure, cancellation?: Cancellation): Promise<ReadonlyMap<string, number>>;
  /** The files that tools come from: those of the workspace and those that documents name. */
  toolFiles(cancellation?: Cancellation): Promise<readonly ToolFile[]>;
  /** The documents of the index, sorted. */
  documents(cancellation?: Cancellation): Promise<readonly string[]>;
  /** Tells that a file changed, appeared or vanished. */
  changed(uri: string): void;
}

/** How many files are on their way at the same time. */
const READERS = 3;

export function createWorkspaceIndex(workspace: Workspace): WorkspaceIndex {
  const { survey } = workspace;
  const entries = new Map<string, IndexEntry>();
  const details = new Map<string, IndexDetails>();
  const toolFiles = new Map<string, ToolFile>();
  const dirty = new Set<string>();
  const ids = new Map<string, number>();
  let listed = false;
  let turn: Promise<void> = Promise.resolve();

  const intern: Intern = (key) => {
    const known = ids.get(key);
    if (known !== undefined) return known;
    ids.set(key, ids.size);
    return ids.size - 1;
  };

  const list = async (): Promise<void> => {
    if (listed) return;
    listed = true;
    const [shots, procedures] = await Promise.all([survey.list('shots'), survey.list('procedure')]);
    for (const uri of [...procedures, ...shots]) if (!entries.has(uri)) dirty.add(uri);
  };

  const readEntry = async (uri: string): Promise<IndexEntry | undefined> => {
    if (fileKindOf(uri) === 'procedure') {
      const loaded = await survey.procedure(uri);
      if (!loaded.ok) return undefined;
      const { subject, version, dependencies } = loaded.value;
      return procedureEntry(subject, version, dependencies, intern);
    }
    const loaded = await survey.shots(uri);
    if (!loaded.ok) return undefined;
    const { subject, version, dependencies } = loaded.value;
    for (const file of subject.tools.files) if (file.uri !== uri) toolFiles.set(file.uri, file);
    return shotsEntry(subject, version, dependencies, intern);
  };

  const refresh = async (uri: string): Promise<IndexEntry | undefined> => {
    dirty.delete(uri);
    details.delete(uri);
    const entry = await readEntry(uri);
    if (entry === undefined) entries.delete(uri);
    else entries.set(uri, entry);
    return entry;
  };

  /** One after the other, so that two requests do not read the same files. */
  const inTurn = (work: (slices: Slices) => Promise<void>): Promise<void> => {
    const mine = turn.then(() => work(createSlices()));
    // Whoever asked hears of a failure; it must not stop those who come later.
    turn = mine.catch(() => {});
    return mine;
  };

  const update = (cancellation: Cancellation): Promise<void> =>
    inTurn(async (slices) => {
      await list();
      await forEachOf([...dirty], slices, cancellation, async (uri) => void (dirty.has(uri) && (await refresh(uri))));
    });

  const detail = (uris: readonly string[], cancellation: Cancellation): Promise<void> =>
    inTurn((slices) =>
      forEachOf(uris, slices, cancellation, async (uri) => {
        if (details.has(uri)) return;
        const loaded = await survey.shots(uri);
        if (loaded.ok) details.set(uri, detailsOf(loaded.value.subject, intern));
      }),
    );

  /** The places of an entity in a file as it is now, which may be newer than the index. */
  const occurrencesIn = async (uri: string, known: IndexEntry, id: number): Promise<FileOccurrences | undefined> => {
    const result = await survey.read(uri);
    if (!result.ok) return undefined;
    const entry = known.version === result.version ? known : await refresh(uri);
    const occurrences = entry === undefined ? [] : placesOf(entry, id);
    if (occurrences.length === 0 || entry?.version !== result.version) return undefined;
    return { uri, version: result.version, text: result.text, lines: new LineIndex(result.text), occurrences };
  };

  return {
    async occurrences(entity, cancellation = neverCancelled) {
      const key = entityKey(entity);
      if (key === undefined) return [];
      await update(cancellation);
      const id = ids.get(key);
      const found: FileOccurrences[] = [];
      const slices = createSlices();
      for (const [uri, entry] of id === undefined ? [] : sorted(entries)) {
        if (cancellation.isCancellationRequested) break;
        if (id === undefined || !hasPlace(entry, id)) continue;
        const file = await occurrencesIn(uri, entry, id);
        if (file !== undefined) found.push(file);
        await slices.rest();
      }
      return found;
    },
    async toolUse(tools, cancellation = neverCancelled) {
      await update(cancellation);
      const numbers = new Map(tools.map((tool) => [tool, ids.get(toolKey(tool))]));
      const wanted = new Set(numbers.values());
      const callers = [...entries].filter(([, { examples }]) =>
        examples.some((id, at) => at % 2 === 0 && wanted.has(id)),
      );
      await detail(
        callers.map(([uri]) => uri),
        cancellation,
      );
      const examples = sums(callers.map(([, entry]) => entry.examples));
      const wrong = sums(callers.flatMap(([uri]) => details.get(uri)?.wrong ?? []));
      return new Map(
        tools.map((tool) => {
          const id = numbers.get(tool) ?? -1;
          return [tool, { examples: examples.get(id) ?? 0, wrong: wrong.get(id) ?? 0 }];
        }),
      );
    },
    async taught(procedure, cancellation = neverCancelled) {
      await update(cancellation);
      const teachers = [...entries].filter(([uri, { dependencies }]) => {
        return fileKindOf(uri) !== 'procedure' && dependencies.files.has(procedure.uri);
      });
      await detail(
        teachers.map(([uri]) => uri),
        cancellation,
      );
      const counts = sums(teachers.flatMap(([uri]) => details.get(uri)?.taught ?? []));
      return new Map(
        procedure.steps.map((step) => {
          const id = ids.get(entityKey({ kind: 'step', number: step.number, procedure, step }) ?? '');
          return [step.number, counts.get(id ?? -1) ?? 0];
        }),
      );
    },
    async toolFiles(cancellation = neverCancelled) {
      await update(cancellation);
      for (const uri of await survey.list('tools')) {
        const file = await survey.tools(uri);
        if (file !== undefined) toolFiles.set(uri, file);
      }
      return sorted(toolFiles).map(([, file]) => file);
    },
    async documents(cancellation = neverCancelled) {
      await update(cancellation);
      return sorted(entries).map(([uri]) => uri);
    },
    changed(given) {
      const uri = canonical(given);
      const kind = fileKindOf(uri);
      const isDocument = kind === 'shots' || kind === 'procedure';
      if (entries.has(uri)) dirty.add(uri);
      else if (isDocument) listed = false;
      if (kind === 'shots') return;
      toolFiles.delete(uri);
      for (const [document, { dependencies }] of entries) {
        const isListed = dependencies.lists.some((one) => one.kind === kind && isWithin(uri, one.root));
        if (dependencies.files.has(uri) || isListed) dirty.add(document);
      }
    },
  };
}

/** Goes through a list with a few files on their way at a time. */
async function forEachOf(
  uris: readonly string[],
  slices: Slices,
  cancellation: Cancellation,
  visit: (uri: string) => Promise<void>,
): Promise<void> {
  const waiting = uris.values();
  const read = async (): Promise<void> => {
    for (const uri of waiting) {
      if (cancellation.isCancellationRequested) return;
      await visit(uri);
      await slices.rest();
    }
  };
  await Promise.all(Array.from({ length: READERS }, read));
}

function toolKey(tool: Tool): string {
  return entityKey({ kind: 'tool', name: tool.name, tool }) ?? '';
}

function hasPlace({ places }: IndexEntry, id: number): boolean {
  for (let at = 0; at < places.length; at += PLACE_SIZE) if (places[at] === id) return true;
  return false;
}

function placesOf({ places }: IndexEntry, id: number): readonly Occurrence[] {
  const found: Occurrence[] = [];
  for (let at = 0; at < places.length; at += PLACE_SIZE) {
    if (places[at] !== id) continue;
    const range = { start: places[at + 1] ?? 0, end: places[at + 2] ?? 0 };
    found.push({ range, role: ROLES[places[at + 3] ?? 0] ?? 'use' });
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
