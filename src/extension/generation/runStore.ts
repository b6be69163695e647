import { type ExtensionContext, type FileType, Uri, workspace } from 'vscode';
import {
  createMemoryJournal,
  type Journal,
  type RunRecord,
  readJournalEntry,
  readRecord,
} from '../../generation/index.ts';
import { writeWhole } from '../wholeFile.ts';

/** Keeps runs that talk to a model, with every reply that was paid for, until their shots have found their place. */
export interface RunStore {
  /** The runs that were left, the latest first. */
  list(): Promise<readonly RunRecord[]>;
  /** Writes a record, or writes it anew. */
  keep(record: RunRecord): Promise<void>;
  /** The replies of a run; new ones are kept too. */
  journal(id: string): Promise<RunJournal>;
  remove(id: string): Promise<void>;
}

export interface RunJournal extends Journal {
  /** How many replies there are. */
  readonly size: number;
}

const recordName = 'run.json';
const replyEnding = '.reply.json';

/**
 * A folder for each run in the extension's own storage, which belongs to the workspace and in which no project can
 * write. The record and each reply are files of their own, written whole, so that a crash costs nothing but what was
 * under way.
 */
export function createRunStore({ storageUri, globalStorageUri }: ExtensionContext): RunStore {
  const home = Uri.joinPath(storageUri ?? globalStorageUri, 'runs');
  const folder = (id: string): Uri => Uri.joinPath(home, id);
  return {
    list: async () => {
      const found = await Promise.all(
        (await entriesOf(home)).map(async (name) => readRecord(await textIn(Uri.joinPath(folder(name), recordName)))),
      );
      return found.filter((record) => record !== undefined).toSorted((a, b) => b.started - a.started);
    },
    keep: async (record) => write(Uri.joinPath(folder(record.id), recordName), record),
    journal: async (id) => journalIn(folder(id)),
    remove: async (id) => {
      await workspace.fs.delete(folder(id), { recursive: true }).then(undefined, () => undefined);
    },
  };
}

async function journalIn(folder: Uri): Promise<RunJournal> {
  const names = (await entriesOf(folder)).filter((name) => name.endsWith(replyEnding));
  const read = await Promise.all(names.map(async (name) => readJournalEntry(await textIn(Uri.joinPath(folder, name)))));
  const memory = createMemoryJournal(read.filter((entry) => entry !== undefined));
  let size = names.length;
  return {
    get size() {
      return size;
    },
    get: memory.get,
    add: async (entry) => {
      await memory.add(entry);
      size++;
      await write(Uri.joinPath(folder, `${entry.key}${replyEnding}`), entry);
    },
  };
}

async function write(target: Uri, value: object): Promise<void> {
  await writeWhole(target, new TextEncoder().encode(JSON.stringify(value)));
}

/** What does not exist has nothing in it. */
async function entriesOf(folder: Uri): Promise<readonly string[]> {
  const entries = await workspace.fs.readDirectory(folder).then(
    (found) => found,
    (): [string, FileType][] => [],
  );
  return entries.map(([name]) => name);
}

async function textIn(file: Uri): Promise<string> {
  return workspace.fs.readFile(file).then(
    (bytes) => new TextDecoder().decode(bytes),
    () => '',
  );
}
