import type { FileKind, ReadResult, WorkspaceHost } from '../host.ts';
import { toCanonical } from '../text/paths.ts';
import { getFileKind } from './fileKinds.ts';

/**
 * Files as they were last read: each is read once, and again only after `forget`. Shots documents are not kept: nothing
 * depends on them, and there may be thousands.
 */
export interface FileCache {
  read(uri: string): Promise<ReadResult>;
  /** Reads a file again. `changed` says whether it differs from the cached text. */
  reload(uri: string): Promise<{ readonly result: ReadResult; readonly changed: boolean }>;
  list(root: string, kind: FileKind): Promise<readonly string[]>;
  forget(uri: string): void;
  forgetList(kind: FileKind): void;
  /** Counts the changes: what was collected from files at an earlier count may be out of date. */
  readonly revision: number;
}

/** Keeps what a host answers, by URI. */
export function createFileCache(host: WorkspaceHost): FileCache {
  const files = new Map<string, Promise<ReadResult>>();
  const lists = new Map<string, Promise<readonly string[]>>();
  let revision = 0;
  const load = (uri: string): Promise<ReadResult> => host.readFile(uri).catch(() => UNREADABLE);
  return {
    read(uri) {
      const known = files.get(uri) ?? load(uri);
      if (getFileKind(uri) !== 'shots') files.set(uri, known);
      return known;
    },
    async reload(uri) {
      const known = files.get(uri);
      const loading = load(uri);
      // Kept before it is there: what is forgotten meanwhile must not come back as it was.
      if (getFileKind(uri) !== 'shots') files.set(uri, loading);
      const before = await known;
      const result = await loading;
      const changed = before !== undefined && !isSame(before, result);
      if (changed) revision++;
      return { result, changed };
    },
    list(root, kind) {
      const key = `${kind} ${root}`;
      const known = lists.get(key) ?? listed(host, root, kind);
      lists.set(key, known);
      return known;
    },
    forget(uri) {
      revision++;
      files.delete(uri);
    },
    forgetList(kind) {
      revision++;
      for (const key of lists.keys()) if (key.startsWith(`${kind} `)) lists.delete(key);
    },
    get revision() {
      return revision;
    },
  };
}

const UNREADABLE: ReadResult = { ok: false, reason: 'no-permission' };

async function listed(host: WorkspaceHost, root: string, kind: FileKind): Promise<readonly string[]> {
  try {
    const uris = await host.listFiles(root, kind);
    return [...new Set(uris.map(toCanonical))].sort();
  } catch {
    host.logger.warn(`Cannot list ${root}`);
    return [];
  }
}

function isSame(before: ReadResult, after: ReadResult): boolean {
  if (!before.ok || !after.ok) return !before.ok && !after.ok && before.reason === after.reason;
  return before.version === after.version && before.text.length === after.text.length;
}
