import { constants, existsSync } from 'node:fs';
import { access } from 'node:fs/promises';
import { dirname, join, resolve } from 'node:path';
import type { Logger, ReadResult, WorkspaceHost } from '../core/index.ts';
import { createTokenizers, TOKENIZER_MODULES } from '../datasets/index.ts';
import { isInFolder } from '../files/index.ts';
import type { FileListing } from './fileListing.ts';
import { createFileReader } from './fileReader.ts';
import { FILE_PATTERNS, findFiles } from './findFiles.ts';
import { readTextFile } from './readTextFile.ts';
import { toPath, toUri } from './uris.ts';

export { toPath, toUri } from './uris.ts';

const SILENT: Logger = { info: () => {}, warn: () => {} };

export interface NodeHostOptions {
  readonly roots: readonly string[];
  /** Texts that replace files, by URI: standard input under the name from the command line. */
  readonly overlays?: ReadonlyMap<string, string>;
  /** By default nothing is logged. */
  readonly logger?: Logger;
  /**
   * For a run that reads each file about once: files are read without waiting, and folders are listed once. Without it
   * every request looks at the disk again.
   */
  readonly listing?: FileListing;
}

/** The core's view of the file system, for the command line and the language server. */
export interface NodeHost extends WorkspaceHost {
  /** Reads a file and answers later reads with the same text until `unpin`, for a text that is computed in steps. */
  pin(uri: string): Promise<ReadResult>;
  unpin(uri: string): void;
}

export function createNodeHost(options: NodeHostOptions): NodeHost {
  const roots = options.roots.map((root) => resolve(root));
  const { listing } = options;
  const readOnce = listing === undefined ? undefined : createFileReader(roots);
  const pinned = new Map<string, ReadResult>();
  const read = async (uri: string): Promise<ReadResult> => {
    const overlay = options.overlays?.get(uri);
    if (overlay !== undefined) return { ok: true, text: overlay, version: 'overlay' };
    return readOnce === undefined ? readTextFile(toPath(uri), roots) : readOnce(toPath(uri));
  };
  const tokenizers = createTokenizers(TOKENIZER_MODULES, (path) => readTextFile(path, roots));
  return {
    roots: roots.map(toUri),
    logger: options.logger ?? SILENT,
    readFile: async (uri) => pinned.get(uri) ?? read(uri),
    isWritable: (uri) =>
      access(toPath(uri), constants.W_OK).then(
        () => true,
        () => false,
      ),
    loadTokenCounter: (tokenizer) => tokenizers.load(tokenizer.startsWith('file:') ? toPath(tokenizer) : tokenizer),
    listFiles: async (root, kind) => {
      const folder = toPath(root);
      return listing?.listKind(folder, kind) ?? (await findFiles(folder, FILE_PATTERNS[kind])).map(toUri);
    },
    pin: async (uri) => {
      const result = await read(uri);
      pinned.set(uri, result);
      return result;
    },
    unpin: (uri) => void pinned.delete(uri),
  };
}

/**
 * The folder that is a path's workspace: the repository around it, else the outermost folder with a project file,
 * else the current folder if the path lies in it, else the path's own folder.
 */
export function getWorkspaceRoot(path: string, cwd: string): string {
  return createRootFinder(cwd)(path);
}

/** Finds the workspaces of many files and folders, and looks into each folder once. */
export function createRootFinder(cwd: string): (path: string, isFile?: boolean) => string {
  const known = new Map<string, string | undefined>();
  const find = (folder: string): string | undefined => {
    if (known.has(folder)) return known.get(folder);
    const parent = dirname(folder);
    const outer = existsSync(join(folder, '.git')) || parent === folder ? undefined : find(parent);
    const root = outer ?? (isMarked(folder) ? folder : undefined);
    known.set(folder, root);
    return root;
  };
  return (path, isFile = false) => find(isFile ? dirname(path) : path) ?? (isInFolder(cwd, path) ? cwd : dirname(path));
}

/** A repository, or a folder with a project file. */
function isMarked(folder: string): boolean {
  return ['.git', ...PROJECT_NAMES].some((name) => existsSync(join(folder, name)));
}

const PROJECT_NAMES = ['sop-shots.yaml', 'sop-shots.yml', 'sop-shots.json'];
