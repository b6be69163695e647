import type { Uri } from 'vscode';

/** The name of a file, without its folders. */
export function getFileName({ path }: Uri): string {
  return path.slice(path.lastIndexOf('/') + 1);
}

/** A path of the workspace as a narrow view shows it: the name of the file first, then its folder, empty at the top. */
export function splitPath(path: string): { readonly name: string; readonly folder: string } {
  const end = path.lastIndexOf('/');
  return { name: path.slice(end + 1), folder: path.slice(0, Math.max(0, end)) };
}
