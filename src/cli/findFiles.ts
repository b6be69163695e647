import fs from 'node:fs';
import { stat } from 'node:fs/promises';
import { type GlobEntry, globby } from 'globby';
import type { FileKind } from '../core/index.ts';

/** The files of each kind, as globs. */
export const FILE_PATTERNS: Readonly<Record<FileKind, readonly string[]>> = {
  shots: ['**/*.shots.md'],
  procedure: ['**/*.sop.md'],
  tools: ['**/*.tools.{json,yaml,yml}'],
  project: ['**/sop-shots.{yaml,yml,json}'],
};

/** Every pattern of files that are checked when a folder is named. */
export const CHECKED_FILES: readonly string[] = [
  ...FILE_PATTERNS.shots,
  ...FILE_PATTERNS.procedure,
  ...FILE_PATTERNS.tools,
  ...FILE_PATTERNS.project,
];

/**
 * Absolute paths of the files below a folder that match, ignored ones left out, in a stable order. A link to a file
 * counts; a link to a folder is not followed, since it may lead back to a parent. Folders that cannot be read are
 * skipped and passed to `onRefusal`.
 */
export async function findFiles(
  folder: string,
  patterns: readonly string[],
  onRefusal: (refusal: NodeJS.ErrnoException) => void = () => {},
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
    fs: createReportingFs((refusal) => refusals.set(refusal.path ?? folder, refusal)),
  });
  refusals.forEach((refusal) => void onRefusal(refusal));
  const files = await Promise.all(
    found.map(async ({ path, dirent }) => (dirent.isFile() || (await isLinkToFile(path, dirent)) ? [path] : [])),
  );
  return files.flat().sort();
}

/** The file system, which reports folders that cannot be read. A folder that was deleted meanwhile is not reported. */
function createReportingFs(onRefusal: (refusal: NodeJS.ErrnoException) => void): typeof fs {
  const readdir: Readdir = (path, options, callback) =>
    fs.readdir(path, options, (error, entries) => {
      if (error !== null && error.code !== 'ENOENT') onRefusal(error);
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
