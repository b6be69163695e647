import { RelativePattern, Uri, workspace } from 'vscode';
import type { WorkspaceHost } from '../../core/index.ts';

export type Input = Readonly<Record<string, unknown>>;

/** An error result that tells the agent what to do instead. */
export interface Refused {
  readonly error: string;
}

export function refused(error: string): Refused {
  return { error };
}

/** A file of the workspace by its relative path or URI. Nothing outside the workspace is looked at. */
export function fileOf(path: unknown): Uri | undefined {
  const folder = workspace.workspaceFolders?.[0]?.uri;
  if (typeof path !== 'string' || path === '' || folder === undefined) return undefined;
  const uri = /^[a-z][\w+.-]+:/i.test(path)
    ? Uri.parse(path)
    : path.startsWith('/')
      ? folder.with({ path })
      : Uri.joinPath(folder, path);
  return workspace.getWorkspaceFolder(uri) === undefined ? undefined : uri;
}

/** The tool files that globs match in the first folder, or all of the workspace without a glob. */
export async function toolFilesOf(host: WorkspaceHost, globs: unknown): Promise<readonly string[]> {
  const folder = workspace.workspaceFolders?.[0];
  if (!Array.isArray(globs) || folder === undefined) {
    const found = await Promise.all(host.roots.map((root) => host.listFiles(root, 'tools')));
    return found.flat().map(toShownPath);
  }
  const found = await Promise.all(
    globs.map((glob) => workspace.findFiles(new RelativePattern(folder, String(glob)), undefined)),
  );
  return [...new Set(found.flat().map((uri) => uri.toString()))].map(toShownPath);
}

/** The path that a document in the first folder would write. */
export function toShownPath(uri: string): string {
  return workspace.asRelativePath(Uri.parse(uri), false);
}
