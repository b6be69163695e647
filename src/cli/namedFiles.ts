import { stat } from 'node:fs/promises';
import { resolve, sep } from 'node:path';
import { defineMessages } from '../core/index.ts';
import { reportFailure } from './fileFailure.ts';
import { createFileListing, type FileListing } from './fileListing.ts';
import { findFiles } from './findFiles.ts';
import type { CliIo } from './io.ts';
import { UsageError } from './usageError.ts';

const say = defineMessages({
  missing: { en: 'no such file or folder "{path}"', 'zh-CN': '没有文件或文件夹“{path}”' },
  noMatch: { en: '"{path}" matches no file', 'zh-CN': '“{path}”没有匹配到任何文件' },
});

/**
 * Every file the arguments name: a folder means the files in it, a glob the files it matches. Folders that cannot be
 * read are reported.
 */
export async function listNamedFiles(
  paths: readonly string[],
  io: CliIo,
  listing: FileListing = createFileListing(),
): Promise<readonly string[]> {
  const { cwd } = io;
  const found = new Set<string>();
  const onRefusal = (refusal: Error) => reportFailure(refusal, io);
  for (const path of paths) {
    const absolute = resolve(cwd, path);
    const info = await stat(absolute).catch(() => undefined);
    if (info?.isDirectory()) for (const file of await listing.list(absolute, onRefusal)) found.add(resolve(file));
    else if (info !== undefined) found.add(absolute);
    else for (const file of await listMatchingFiles(path, cwd, onRefusal)) found.add(file);
  }
  return [...found];
}

/** The files a path or glob names; a usage error if there are none. `onRefusal` receives folders that cannot be read. */
export async function listMatchingFiles(
  glob: string,
  cwd: string,
  onRefusal: (refusal: Error) => void = () => {},
): Promise<readonly string[]> {
  const isGlob = /[*?[\]{}!]/.test(glob);
  const files = await findFiles(cwd, [glob.split(sep).join('/')], onRefusal);
  if (files.length === 0) throw new UsageError(say(isGlob ? 'noMatch' : 'missing', { path: glob }));
  return files.map((file) => resolve(file));
}

/** True for files of a data format, which can be anything unless their name says otherwise. */
export function isData(path: string): boolean {
  return /\.(?:jsonl?|ndjson|ya?ml)$/i.test(path);
}
