import {
  type Disposable,
  FilePermission,
  FileSystemError,
  FileType,
  type LogOutputChannel,
  type TextDocument,
  Uri,
  workspace,
} from 'vscode';
import {
  decodeText,
  FILE_PATTERNS,
  type FileKind,
  getFileKind,
  type ReadFailure,
  type ReadResult,
  type WorkspaceHost,
} from '../core/index.ts';
import type { Tokenizers } from '../datasets/index.ts';
import { isShadow, openDocument } from './documents.ts';
import { createFolderListing } from './folderListing.ts';
import { leadsOutside, type ResolveLinks } from './links.ts';

/** A file larger than this stays unread, as VS Code itself gives extensions no document of more than 50 MB. */
const MAX_FILE_BYTES = 50 * 1024 * 1024;

/** The core's view of what VS Code shows. */
export interface EditorHost extends WorkspaceHost {
  /** The files that were listed so far, by their URIs; some may be gone. */
  readonly listedFiles: ReadonlySet<string>;
}

/** Open editors come first, then any file system VS Code knows. */
export function createEditorHost(
  log: LogOutputChannel,
  tokenizers: Tokenizers,
  resolveLinks: ResolveLinks | undefined,
  subscriptions: Disposable[],
): EditorHost {
  const listedFiles = new Set<string>();
  const listFiles = createFileLister();
  const getRoots = followRoots(subscriptions);
  const versions = new WeakMap<TextDocument, number>();
  let opened = 0;
  // A document that was closed and opened again counts its versions from one, so each opening has its own number.
  const versionOf = (document: TextDocument): string => {
    const opening = versions.get(document) ?? ++opened;
    versions.set(document, opening);
    return `open:${opening}:${document.version}`;
  };
  return {
    get roots() {
      return getRoots();
    },
    logger: { info: (message) => log.info(message), warn: (message) => log.warn(message) },
    readFile: async (uri) => {
      const document = openDocument(Uri.parse(uri));
      if (document === undefined) return readUnopened(Uri.parse(uri), getRoots(), resolveLinks);
      if (await isMisread(document)) return { ok: false, reason: 'gb18030' };
      return { ok: true, text: document.getText(), version: versionOf(document) };
    },
    isWritable: (uri) => isWritable(Uri.parse(uri)),
    loadTokenCounter: tokenizers.load,
    listFiles: async (root, kind) => {
      const uris = await listFiles(root, kind);
      for (const uri of uris) listedFiles.add(uri);
      return uris;
    },
    listedFiles,
  };
}

/** A file that is not there yet, or whose provider says nothing of permissions, can be written. */
async function isWritable(uri: Uri): Promise<boolean> {
  if (workspace.fs.isWritableFileSystem(uri.scheme) === false) return false;
  try {
    const { permissions } = await workspace.fs.stat(uri);
    return permissions !== FilePermission.Readonly;
  } catch {
    return true;
  }
}

/** Answers the roots; they are looked for again only after folders or documents were opened or closed. */
function followRoots(subscriptions: Disposable[]): () => readonly string[] {
  let known: readonly string[] | undefined;
  const forget = (): void => {
    known = undefined;
  };
  subscriptions.push(
    workspace.onDidOpenTextDocument(forget),
    workspace.onDidCloseTextDocument(forget),
    workspace.onDidChangeWorkspaceFolders(forget),
  );
  return () => {
    known ??= findRoots();
    return known;
  };
}

/** The workspace's folders, and the folder of every file that was opened without one. */
function findRoots(): readonly string[] {
  const folders = (workspace.workspaceFolders ?? []).map(({ uri }) => uri.toString());
  const alone = workspace.textDocuments.filter(isAlone);
  return [...new Set([...folders, ...alone.map(({ uri }) => Uri.joinPath(uri, '..').toString())])];
}

/** True for a file that was opened without a folder around it. */
function isAlone(document: TextDocument): boolean {
  const { uri, isUntitled } = document;
  if (isUntitled || isShadow(document) || workspace.getWorkspaceFolder(uri) !== undefined) return false;
  return workspace.fs.isWritableFileSystem(uri.scheme) !== undefined;
}

/** Lists the files of a kind below a root. */
function createFileLister(): WorkspaceHost['listFiles'] {
  const listings = new Map<string, () => Promise<readonly string[]>>();
  return async (root, kind) => {
    const folder = Uri.parse(root);
    if (workspace.getWorkspaceFolder(folder) === undefined) return listFolder(folder, kind);
    const list = listings.get(root) ?? createFolderListing(folder);
    listings.set(root, list);
    return (await list()).filter((uri) => getFileKind(uri) === kind);
  };
}

/** Beside a file that was opened alone only its own folder is looked at: its root may be a whole home folder. */
async function listFolder(folder: Uri, kind: FileKind): Promise<readonly string[]> {
  const endings = FILE_PATTERNS[kind].map((pattern) => pattern.replace(/^\*\*\/\*?/, ''));
  try {
    const entries = await workspace.fs.readDirectory(folder);
    return entries
      .filter(([name, type]) => (type & FileType.File) !== 0 && endings.some((ending) => name.endsWith(ending)))
      .map(([name]) => Uri.joinPath(folder, name).toString())
      .sort();
  } catch {
    return [];
  }
}

/** A document that the user opens is read wherever it is; of other files, none that a link leads to from the workspace. */
async function readUnopened(
  uri: Uri,
  roots: readonly string[],
  resolveLinks: ResolveLinks | undefined,
): Promise<ReadResult> {
  const folders = roots.map((root) => Uri.parse(root));
  return (await leadsOutside(uri, folders, resolveLinks)) ? failure('outside-workspace') : readFromDisk(uri);
}

async function readFromDisk(uri: Uri): Promise<ReadResult> {
  try {
    const { type, size, mtime } = await workspace.fs.stat(uri);
    if ((type & FileType.File) === 0) return failure('not-a-file');
    if (size > MAX_FILE_BYTES) return failure('too-large');
    const decoded = decodeText(await workspace.fs.readFile(uri));
    return decoded.ok ? { ok: true, text: decoded.text, version: `${mtime}:${size}` } : decoded;
  } catch (error) {
    return failure(reasonOf(error));
  }
}

function failure(reason: ReadFailure): ReadResult {
  return { ok: false, reason };
}

function reasonOf(error: unknown): ReadFailure {
  const code = error instanceof FileSystemError ? error.code : '';
  if (code === 'NoPermissions') return 'no-permission';
  return code === 'FileIsADirectory' ? 'not-a-file' : 'not-found';
}

/** True if VS Code shows replacement characters because it read a GB18030 file as UTF-8. */
async function isMisread(document: TextDocument): Promise<boolean> {
  if (document.isUntitled || document.isDirty || !document.getText().includes('\uFFFD')) return false;
  const result = await readFromDisk(document.uri);
  return !result.ok && result.reason === 'gb18030';
}
