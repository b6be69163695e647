import type { Uri } from 'vscode';

/** Where links lead; only desktops and servers know that. */
export type ResolveLinks = (uri: Uri) => Promise<Uri>;

/** Whether a file or folder, after links, lies in one of some folders, after links. A folder that is missing is taken as it is. */
export async function staysWithin(uri: Uri, folders: readonly Uri[], resolveLinks: ResolveLinks): Promise<boolean> {
  const real = await resolveLinks(uri);
  const realFolders = await Promise.all(folders.map((folder) => resolveLinks(folder).catch(() => folder)));
  return realFolders.some((folder) => isBelow(real, folder));
}

/**
 * Whether a file in one of some folders leads out of all of them by a link. A file that is elsewhere, or missing, does not; nor
 * does one of a file system that only VS Code can read.
 */
export async function leadsOutside(
  uri: Uri,
  folders: readonly Uri[],
  resolveLinks: ResolveLinks | undefined,
): Promise<boolean> {
  if (resolveLinks === undefined || uri.scheme !== 'file') return false;
  if (!folders.some((folder) => isBelow(uri, folder))) return false;
  return !(await staysWithin(uri, folders, resolveLinks).catch(() => true));
}

/** Whether a path is a folder or lies in it. */
export function isBelow(uri: Uri, folder: Uri): boolean {
  const path = folder.path.replace(/\/$/, '');
  return uri.scheme === folder.scheme && (uri.path === path || uri.path.startsWith(`${path}/`));
}
