import type { Uri } from 'vscode';
import { FILE_PATTERNS } from '../core/index.ts';
import { filesBelow } from './filesBelow.ts';
import { ignoredBy } from './ignoredFiles.ts';
import { createSharedRun } from './sharedRun.ts';

const IGNORE_FILE = '.gitignore';

/** The files of every kind, and those that say what is ignored: a search walks the folder, whatever it looks for. */
const SEARCHED = `**/{${[IGNORE_FILE, ...Object.values(FILE_PATTERNS).flat().map(toName)].join()}}`;

/**
 * Lists the files of every kind below a folder, sorted, those left out that `.gitignore` files name. Each answer is new when it
 * is asked for; those who ask at about the same time share a search.
 */
export function createFolderListing(folder: Uri): () => Promise<readonly string[]> {
  return createSharedRun(() => listFolder(folder));
}

async function listFolder(folder: Uri): Promise<readonly string[]> {
  const found = await filesBelow(folder, SEARCHED);
  const isIgnored = await ignoredBy(found.filter(isIgnoreFile));
  return found
    .filter((uri) => !isIgnoreFile(uri) && !isIgnored(uri))
    .map(String)
    .sort();
}

function isIgnoreFile({ path }: Uri): boolean {
  return path.endsWith(`/${IGNORE_FILE}`);
}

function toName(pattern: string): string {
  return pattern.replace(/^\*\*\//, '');
}
