import { mkdir, readdir, rm, writeFile } from 'node:fs/promises';
import { dirname, join } from 'node:path';
import { copyWorkspace } from '../../../scripts/vscode/temporary.ts';

export interface WorkspaceFiles {
  /** A folder to open a copy of, from the project's root; without one the window opens on an empty folder. */
  readonly workspace?: string;
  /** Files to write into the workspace before it is opened: path within it, text. */
  readonly files?: Readonly<Record<string, string>>;
}

/** How the names of the files begin that say a workspace is filled; they are in no picture. */
export const FILLED = '.filled-';

let fillings = 0;

/**
 * Gives a folder these files and no others; answers the name of the file that is written last, an empty one. Folders stay,
 * since VS Code says nothing of the files in a folder that goes.
 */
export async function fillWorkspace(folder: string, { workspace, files = {} }: WorkspaceFiles): Promise<string> {
  await mkdir(folder, { recursive: true });
  for (const entry of await readdir(folder, { recursive: true, withFileTypes: true })) {
    if (!entry.isDirectory()) await rm(join(entry.parentPath, entry.name));
  }
  if (workspace) await copyWorkspace(workspace, folder);
  for (const [path, text] of Object.entries(files)) {
    await mkdir(dirname(join(folder, path)), { recursive: true });
    await writeFile(join(folder, path), text);
  }
  const last = `${FILLED}${++fillings}`;
  await writeFile(join(folder, last), '');
  return last;
}
