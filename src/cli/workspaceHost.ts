import fs, { constants, existsSync } from 'node:fs';
import { access, readFile, realpath, stat } from 'node:fs/promises';
import { dirname, join, relative, resolve, sep } from 'node:path';
import { type GlobEntry, globby } from 'globby';
import { URI } from 'vscode-uri';
import {
  decodeText,
  type FileKind,
  type Logger,
  type ReadFailure,
  type ReadResult,
  type WorkspaceHost,
} from '../core/index.ts';

/** A file larger than this is refused: V8 cannot hold its text as one string. */
const MAX_FILE_BYTES = 500 * 1024 * 1024;

const PATTERNS: Readonly<Record<FileKind, readonly string[]>> = {
  shots: ['**/*.shots.md'],
  procedure: ['**/*.sop.md'],
  tools: ['**/*.tools.{json,yaml,yml}'],
  project: ['**/sop-shots.{yaml,yml,json}'],
};

export interface NodeHostOptions {
  readonly roots: readonly string[];
  /** Texts that stand in for files, by URI: standard input under the name the user gave it. */
  readonly overlays?: ReadonlyMap<string, string>;
  readonly logger: Logger;
}

/** The core's view of the file system, for the command line and the language server. */
export function createNodeHost(options: NodeHostOptions): WorkspaceHost {
  const roots = options.roots.map((root) => resolve(root));
  return {
    roots: roots.map(uriOf),
    logger: options.logger,
    readFile: async (uri) => {
      const overlay = options.overlays?.get(uri);
      return overlay === undefined ? readTextFile(pathOf(uri), roots) : { ok: true, text: overlay, version: 'overlay' };
    },
    isWritable: (uri) =>
      access(pathOf(uri), constants.W_OK).then(
        () => true,
        () => false,
      ),
    listFiles: async (root, kind) => (await findFiles(pathOf(root), PATTERNS[kind])).map(uriOf),
  };
}

/**
 * Absolute paths of the files below a folder that match, ignored ones left out, in a stable order. A link to a file
 * counts; one to a folder is not followed, since it may lead back to where it stands in. Folders that may not be read
 * are passed over; `tell` hears of each.
 */
export async function findFiles(
  folder: string,
  patterns: readonly string[],
  tell: (refusal: NodeJS.ErrnoException) => void = () => {},
): Promise<readonly string[]> {
  const refusals = new Map<string, NodeJS.ErrnoException>();
  const found = await globby([...patterns], {
    cwd: folder,
    absolute: true,
    gitignore: true,
    dot: false,
    ignore: ['**/node_modules/**'],
    suppressErrors: true,
    followSymbolicLinks: false,
    onlyFiles: false,
    objectMode: true,
    fs: attentiveFs((refusal) => refusals.set(refusal.path ?? folder, refusal)),
  });
  refusals.forEach((refusal) => void tell(refusal));
  const files = await Promise.all(
    found.map(async ({ path, dirent }) => (dirent.isFile() || (await isLinkToFile(path, dirent)) ? [path] : [])),
  );
  return files.flat().sort();
}

/** The file system, which says what it refuses while folders are read. One that has just gone is no refusal. */
function attentiveFs(tell: (refusal: NodeJS.ErrnoException) => void): typeof fs {
  const readdir: Readdir = (path, options, callback) =>
    fs.readdir(path, options, (error, entries) => {
      if (error !== null && error.code !== 'ENOENT') tell(error);
      callback(error, entries);
    });
  return { ...fs, readdir: readdir as typeof fs.readdir };
}

type Readdir = (
  path: string,
  options: { readonly withFileTypes: true },
  callback: (error: NodeJS.ErrnoException | null, entries: fs.Dirent[]) => void,
) => void;

async function isLinkToFile(path: string, dirent: GlobEntry['dirent']): Promise<boolean> {
  if (!dirent.isSymbolicLink()) return false;
  return stat(path).then(
    (info) => info.isFile(),
    () => false,
  );
}

/** Every pattern of files that are checked when a folder is named. */
export const CHECKED_FILES: readonly string[] = [
  ...PATTERNS.shots,
  ...PATTERNS.procedure,
  ...PATTERNS.tools,
  ...PATTERNS.project,
];

async function readTextFile(path: string, roots: readonly string[]): Promise<ReadResult> {
  try {
    const real = await realpath(path);
    const homes = await Promise.all(roots.map((root) => realpath(root).catch(() => root)));
    if (!homes.some((home) => isWithin(home, real))) return failure('outside-workspace');
    const info = await stat(real);
    if (!info.isFile()) return failure('not-a-file');
    if (info.size > MAX_FILE_BYTES) return failure('too-large');
    const decoded = decodeText(await readFile(real));
    return decoded.ok ? { ok: true, text: decoded.text, version: `${info.mtimeMs}:${info.size}` } : decoded;
  } catch (error) {
    return failure(reasonOf(error));
  }
}

function failure(reason: ReadFailure): ReadResult {
  return { ok: false, reason };
}

function reasonOf(error: unknown): ReadFailure {
  const code = (error as NodeJS.ErrnoException).code;
  if (code === 'EACCES' || code === 'EPERM') return 'no-permission';
  if (code === 'EISDIR') return 'not-a-file';
  if (code === 'ERR_STRING_TOO_LONG' || code === 'ERR_FS_FILE_TOO_LARGE') return 'too-large';
  return 'not-found';
}

function isWithin(folder: string, path: string): boolean {
  const way = relative(folder, path);
  return way === '' || (!way.startsWith(`..${sep}`) && way !== '..' && resolve(folder, way) === path);
}

/**
 * The folder that is a path's workspace: the repository around it, else the outermost folder with a project file,
 * else the current folder if the path lies in it, else the path's own folder.
 */
export function workspaceRootOf(path: string, cwd: string): string {
  let outermost: string | undefined;
  for (let folder = path; ; folder = dirname(folder)) {
    if (existsSync(join(folder, '.git'))) return folder;
    if (['yaml', 'yml', 'json'].some((ending) => existsSync(join(folder, `sop-shots.${ending}`)))) outermost = folder;
    if (dirname(folder) === folder) break;
  }
  return outermost ?? (isWithin(cwd, path) ? cwd : dirname(path));
}

export function uriOf(path: string): string {
  return URI.file(path).toString();
}

export function pathOf(uri: string): string {
  return URI.parse(uri).fsPath;
}
