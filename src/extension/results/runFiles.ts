import { type Disposable, EventEmitter, Uri, workspace } from 'vscode';
import { findCommit, type RunRecord, readRunRecord } from '../../evaluation/index.ts';
import { watchDeletedFolders } from '../deletedFolders.ts';
import type { Session } from '../session.ts';
import { toWriteMessage } from '../writing/fileWriter.ts';

/** A run of the workspace, from the command line or the editor. */
export interface StoredRun {
  /** The URI of its record. */
  readonly id: string;
  /** The folder that the paths of the record begin at. */
  readonly root: Uri;
  readonly record: RunRecord;
  /** Milliseconds since 1970. */
  readonly time: number;
}

/** The records of runs in the folders `.sop-shots/runs` of the workspace: one in each project. */
export interface RunFiles extends Disposable {
  /** The newest runs, newest first. */
  list(): Promise<readonly StoredRun[]>;
  /** A record that came, changed or went. */
  readonly onDidChange: EventEmitter<void>['event'];
}

const FOLDER = '.sop-shots/runs';
const RECORDS = `**/${FOLDER}/*.json`;
/** Projects in packages are not the user's. */
const OTHERS = '**/node_modules/**';

/** Older runs are not shown: a plot of more points tells nothing more. */
const MAX_RUNS = 60;

/** Larger files are no records of runs that a person looks at. */
const MAX_BYTES = 64_000_000;

/** Reads the records of the workspace; a record that was read before is read again only if it changed. */
export function createRunFiles(): RunFiles {
  const changed = new EventEmitter<void>();
  const known = new Map<string, { readonly mtime: number; readonly run: StoredRun | undefined }>();
  const watcher = workspace.createFileSystemWatcher(RECORDS);
  for (const event of [watcher.onDidCreate, watcher.onDidChange, watcher.onDidDelete]) event(() => changed.fire());
  const folders = watchDeletedFolders(
    () => known.keys(),
    () => changed.fire(),
  );
  const read = async ({ uri, root, mtime }: RunFile): Promise<StoredRun | undefined> => {
    const id = uri.toString();
    const before = known.get(id);
    if (before?.mtime === mtime) return before.run;
    const record = await readText(uri).then((text) => (text === undefined ? undefined : readRunRecord(text)));
    const time = Date.parse(record?.time ?? '');
    const run = record && { id, root, record, time: Number.isNaN(time) ? mtime : time };
    known.set(id, { mtime, run });
    return run;
  };
  return {
    async list() {
      const files = (await listRecords()).toSorted((a, b) => b.mtime - a.mtime);
      const runs = await Promise.all(files.slice(0, MAX_RUNS).map(read));
      return runs.filter((run) => run !== undefined).toSorted((a, b) => b.time - a.time);
    },
    onDidChange: changed.event,
    dispose: () => {
      changed.dispose();
      watcher.dispose();
      folders.dispose();
    },
  };
}

interface RunFile {
  readonly uri: Uri;
  readonly root: Uri;
  readonly mtime: number;
}

async function listRecords(): Promise<readonly RunFile[]> {
  const uris = await workspace.findFiles(RECORDS, OTHERS);
  const files = await Promise.all(
    uris.map(async (uri): Promise<readonly RunFile[]> => {
      const stat = await workspace.fs.stat(uri).then(
        (found) => found,
        () => undefined,
      );
      if (stat === undefined || stat.size > MAX_BYTES) return [];
      return [{ uri, root: Uri.joinPath(uri, '../../..'), mtime: stat.mtime }];
    }),
  );
  return files.flat();
}

async function readText(uri: Uri): Promise<string | undefined> {
  return workspace.fs.readFile(uri).then(
    (bytes) => new TextDecoder().decode(bytes),
    () => undefined,
  );
}

/** The commit of the repository around a folder. */
export async function readCommit(root: Uri): Promise<string | undefined> {
  return findCommit(root.toString(), (path) => readText(Uri.parse(path)));
}

/** Stores the record of a run beside those of the command line. One that cannot be stored is only missing in the panel. */
export async function saveRun({ files, log, t }: Session, root: Uri, record: RunRecord): Promise<void> {
  const folder = Uri.joinPath(root, FOLDER);
  const ignoring = Uri.joinPath(folder, '.gitignore');
  const target = Uri.joinPath(folder, `editor-${Date.now().toString(36)}.json`);
  const encode = (text: string): Uint8Array => new TextEncoder().encode(text);
  try {
    if ((await files.contentOf(ignoring)) === null) await files.write(ignoring, encode('*\n'), null);
    await files.write(target, encode(`${JSON.stringify(record, undefined, 2)}\n`), null);
  } catch (error) {
    log.warn(t(toWriteMessage(target, error)));
  }
}
