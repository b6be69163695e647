import { type Event, EventEmitter, type FileType, Uri, window, workspace } from 'vscode';
import { defineMessages } from '../../../core/index.ts';
import {
  createMemoryJournal,
  type Journal,
  type JournalEntry,
  type RunRecord,
  readJournalEntry,
  readRecord,
} from '../../../generation/index.ts';
import type { Session } from '../../session.ts';

/** Stores runs with a model, including every reply, until all their shots are accepted or discarded. */
export interface RunStore {
  /** The runs that were left, the latest first. */
  list(): Promise<readonly RunRecord[]>;
  /** Writes or replaces a record. */
  keep(record: RunRecord): Promise<void>;
  /** The replies of a run; new ones are kept too. */
  journal(id: string): Promise<RunJournal>;
  remove(id: string): Promise<void>;
  /** A record came, changed or went. */
  readonly onDidChange: Event<void>;
}

export interface RunJournal extends Journal {
  /** How many replies there are. */
  readonly size: number;
}

const RECORD_NAME = 'run.json';
const REPLY_ENDING = '.reply.json';
const UNREADABLE_ENDING = '.unreadable';

const say = defineMessages({
  unreadable: {
    en: 'A stored run cannot be read and is left out (unreadable-run). It is kept in {file}.',
    'zh-CN': '无法读取一个已保存的任务，已跳过（unreadable-run）。文件保留在 {file}。',
  },
  reply: {
    en: 'A stored reply cannot be read and will be requested again (unreadable-reply). It is kept in {file}.',
    'zh-CN': '无法读取一个已保存的回复，将重新请求（unreadable-reply）。文件保留在 {file}。',
  },
});

/**
 * A folder for each run in the extension's own storage, which belongs to the workspace and in which no project can
 * write. The record and each reply are files of their own, written whole, so that a crash costs nothing but what was
 * under way.
 */
export function createRunStore(session: Session): RunStore {
  const { storageUri, globalStorageUri } = session.context;
  const home = Uri.joinPath(storageUri ?? globalStorageUri, 'runs');
  const reported = new Set<string>();
  const changed = new EventEmitter<void>();
  const folder = (id: string): Uri => Uri.joinPath(home, id);
  return {
    list: async () => {
      const found = await Promise.all(
        (await readEntries(home)).map(async (name) => {
          const file = Uri.joinPath(folder(name), RECORD_NAME);
          const text = await readText(file);
          const record = readRecord(text);
          if (record === undefined && text !== '') reportUnreadable(session, file, reported);
          return record;
        }),
      );
      return found.filter((record) => record !== undefined).toSorted((a, b) => b.started - a.started);
    },
    keep: async (record) => {
      await write(session, Uri.joinPath(folder(record.id), RECORD_NAME), record);
      changed.fire();
    },
    journal: async (id) => openJournal(session, folder(id)),
    remove: async (id) => {
      await workspace.fs.delete(folder(id), { recursive: true }).then(undefined, () => undefined);
      changed.fire();
    },
    onDidChange: changed.event,
  };
}

/** A record that cannot be read stays where it is: its replies may have been paid for. */
function reportUnreadable({ log, t }: Session, file: Uri, reported: Set<string>): void {
  const name = file.toString();
  if (reported.has(name)) return;
  reported.add(name);
  const text = t(say('unreadable', { file: file.fsPath }));
  log.warn(text);
  void window.showWarningMessage(text);
}

async function openJournal(session: Session, folder: Uri): Promise<RunJournal> {
  const names = (await readEntries(folder)).filter((name) => name.endsWith(REPLY_ENDING));
  const read = await Promise.all(names.map(async (name) => readReply(session, Uri.joinPath(folder, name))));
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
      await write(session, Uri.joinPath(folder, `${entry.key}${REPLY_ENDING}`), entry);
    },
  };
}

/** Reads a reply. One that cannot be read gets another name, so that the reply to the same request does not replace it. */
async function readReply({ log, t }: Session, file: Uri): Promise<JournalEntry | undefined> {
  const text = await readText(file);
  const entry = readJournalEntry(text);
  if (entry !== undefined) return entry;
  const kept = file.with({ path: `${file.path}${UNREADABLE_ENDING}` });
  await workspace.fs.rename(file, kept, { overwrite: true }).then(undefined, () => undefined);
  log.warn(t(say('reply', { file: kept.fsPath })));
  return undefined;
}

async function write({ files }: Session, target: Uri, value: object): Promise<void> {
  await files.write(target, new TextEncoder().encode(JSON.stringify(value)));
}

/** What does not exist has nothing in it. */
async function readEntries(folder: Uri): Promise<readonly string[]> {
  const entries = await workspace.fs.readDirectory(folder).then(
    (found) => found,
    (): [string, FileType][] => [],
  );
  return entries.map(([name]) => name);
}

async function readText(file: Uri): Promise<string> {
  return workspace.fs.readFile(file).then(
    (bytes) => new TextDecoder().decode(bytes),
    () => '',
  );
}
