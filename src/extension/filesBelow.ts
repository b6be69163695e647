import picomatch from 'picomatch/posix.js';
import { FileType, RelativePattern, Uri, workspace } from 'vscode';

/** File systems with built-in search; on all others VS Code waits for a search provider. */
const SEARCH_SCOPE = new Set(['file', 'vscode-remote', 'vscode-vfs']);

/** How many folders of a file system without a search are looked into: each may be a question to a far server. */
const MAX_FOLDERS = 1000;

const SKIPPED_FOLDERS = new Set(['node_modules', '.git']);

/** The files below a folder that match a glob, on any file system VS Code knows. */
export async function filesBelow(folder: Uri, pattern: string): Promise<readonly Uri[]> {
  if (SEARCH_SCOPE.has(folder.scheme)) {
    return workspace.findFiles(new RelativePattern(folder, pattern), '**/node_modules/**');
  }
  const matches = picomatch(pattern, { dot: true });
  return (await walk(folder)).filter(({ path }) => matches(path)).map(({ uri }) => uri);
}

interface Entry {
  /** From the folder that is walked. */
  readonly path: string;
  readonly uri: Uri;
}

/** Every file below a folder; the folders of one depth are read at once. */
async function walk(root: Uri): Promise<readonly Entry[]> {
  const files: Entry[] = [];
  let folders: readonly Entry[] = [{ path: '', uri: root }];
  for (let left = MAX_FOLDERS; folders.length > 0 && left > 0; ) {
    const now = folders.slice(0, left);
    left -= now.length;
    const found = (await Promise.all(now.map(entriesOf))).flat();
    files.push(...found.filter(({ type }) => (type & FileType.File) !== 0));
    // A link to a folder can point to one of its parents.
    folders = found.filter(({ type }) => type === FileType.Directory);
  }
  return files;
}

async function entriesOf({ path, uri }: Entry): Promise<readonly (Entry & { readonly type: FileType })[]> {
  try {
    const entries = (await workspace.fs.readDirectory(uri)).filter(([name]) => !SKIPPED_FOLDERS.has(name));
    return entries.map(([name, type]) => ({
      path: path === '' ? name : `${path}/${name}`,
      uri: Uri.joinPath(uri, name),
      type,
    }));
  } catch {
    return [];
  }
}
