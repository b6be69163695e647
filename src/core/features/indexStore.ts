import type { Cancellation } from '../host.ts';
import type { ToolFile } from '../schemas/tool.ts';
import { isWithin, toCanonical } from '../text/paths.ts';
import { createQueue, createSlices, type Slices } from '../text/timeSlices.ts';
import { getFileKind } from '../workspace/fileKinds.ts';
import type { Workspace, Yield } from '../workspace/workspace.ts';
import {
  detailsOf,
  type IndexDetails,
  type IndexEntry,
  type Intern,
  procedureEntry,
  shotsEntry,
} from './indexEntry.ts';

/** What is known of the documents of a workspace, and what has to be read again. */
export interface IndexStore {
  readonly entries: ReadonlyMap<string, IndexEntry>;
  readonly details: ReadonlyMap<string, IndexDetails>;
  /** The tool files that documents name, and those added by code that listed them. */
  readonly toolFiles: Map<string, ToolFile>;
  /** The number of a key; undefined if nothing in the workspace has it. */
  idOf(key: string): number | undefined;
  /** Reads what is new or changed. Cancelled, it leaves the remaining ones for the next update. */
  update(cancellation: Cancellation): Promise<void>;
  /** Works out the details of documents that have none yet. */
  detail(uris: readonly string[], cancellation: Cancellation): Promise<void>;
  /** Reads one document again. */
  refresh(uri: string): Promise<IndexEntry | undefined>;
  changed(uri: string): void;
}

/** How many files are on their way at the same time: enough to read while another is parsed. */
const READERS = 3;

export function createIndexStore({ uncached, roots }: Workspace): IndexStore {
  const entries = new Map<string, IndexEntry>();
  const details = new Map<string, IndexDetails>();
  const toolFiles = new Map<string, ToolFile>();
  const dirty = new Set<string>();
  const ids = new Map<string, number>();
  const inTurn = takingTurns();
  let listed = false;

  const intern: Intern = (key) => {
    const known = ids.get(key);
    if (known !== undefined) return known;
    ids.set(key, ids.size);
    return ids.size - 1;
  };

  const list = async (): Promise<void> => {
    if (listed) return;
    listed = true;
    const [shots, procedures] = await Promise.all([uncached.list('shots'), uncached.list('procedure')]);
    for (const uri of [...procedures, ...shots]) if (!entries.has(uri)) dirty.add(uri);
  };

  const readEntry = async (uri: string, rest?: Yield): Promise<IndexEntry | undefined> => {
    if (getFileKind(uri) === 'procedure') {
      const loaded = await uncached.procedure(uri, rest);
      if (!loaded.ok) return undefined;
      const { subject, version, dependencies } = loaded.value;
      return procedureEntry(subject, version, dependencies, roots, intern);
    }
    const loaded = await uncached.shots(uri, rest);
    if (!loaded.ok) return undefined;
    await rest?.();
    const { subject, version, dependencies } = loaded.value;
    for (const file of subject.tools.files) if (file.uri !== uri) toolFiles.set(file.uri, file);
    return shotsEntry(subject, version, dependencies, roots, intern);
  };

  const refresh = async (uri: string, rest?: Yield): Promise<IndexEntry | undefined> => {
    dirty.delete(uri);
    details.delete(uri);
    const entry = await readEntry(uri, rest);
    if (entry === undefined) entries.delete(uri);
    else entries.set(uri, entry);
    return entry;
  };

  const findDetails = async (uri: string, rest: Yield): Promise<void> => {
    if (details.has(uri)) return;
    const loaded = await uncached.shots(uri, rest);
    if (loaded.ok) details.set(uri, detailsOf(loaded.value.subject, intern));
  };

  return {
    entries,
    details,
    toolFiles,
    idOf: (key) => ids.get(key),
    refresh: (uri) => refresh(uri),
    update: (cancellation) =>
      inTurn(async (slices) => {
        await list();
        await forEachOf([...dirty], slices, cancellation, async (uri, rest) => {
          if (dirty.has(uri)) await refresh(uri, rest);
        });
      }),
    detail: (uris, cancellation) => inTurn((slices) => forEachOf(uris, slices, cancellation, findDetails)),
    changed(given) {
      const uri = toCanonical(given);
      const kind = getFileKind(uri);
      if (entries.has(uri)) dirty.add(uri);
      else if (kind === 'shots' || kind === 'procedure') listed = false;
      if (kind === 'shots') return;
      toolFiles.delete(uri);
      for (const [document, { dependencies }] of entries) {
        const isListed = dependencies.lists.some((one) => one.kind === kind && isWithin(uri, one.root));
        if (dependencies.files.has(uri) || isListed) dirty.add(document);
      }
    },
  };
}

/** One after the other, so that two requests do not read the same files. */
function takingTurns(): (work: (slices: Slices) => Promise<void>) => Promise<void> {
  let turn: Promise<void> = Promise.resolve();
  return (work) => {
    const mine = turn.then(() => work(createSlices()));
    // Whoever asked hears of a failure; it must not stop those who come later.
    turn = mine.catch(() => {});
    return mine;
  };
}

/** Goes through a list with a few files on their way at a time. */
async function forEachOf(
  uris: readonly string[],
  slices: Slices,
  cancellation: Cancellation,
  visit: (uri: string, rest: Yield) => Promise<void>,
): Promise<void> {
  const waiting = uris.values();
  const queue = createQueue(slices);
  const read = async (): Promise<void> => {
    for (const uri of waiting) {
      if (cancellation.isCancellationRequested) return;
      await queue((rest) => visit(uri, rest));
    }
  };
  await Promise.all(Array.from({ length: READERS }, read));
}
