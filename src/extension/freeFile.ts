import { Uri, window, workspace } from 'vscode';

/**
 * The first name beside the active file, or in the first folder, that no file and no unsaved document has. Undefined
 * without a folder.
 */
export async function freeFile(name: string, ending: string): Promise<Uri | undefined> {
  const active = window.activeTextEditor?.document;
  const beside = active !== undefined && !active.isUntitled && workspace.getWorkspaceFolder(active.uri) !== undefined;
  const folder = beside ? Uri.joinPath(active.uri, '..') : workspace.workspaceFolders?.[0]?.uri;
  if (folder === undefined) return undefined;
  for (let number = 1; ; number++) {
    const uri = Uri.joinPath(folder, `${name}${number === 1 ? '' : `-${number}`}${ending}`);
    const untitled = uri.with({ scheme: 'untitled' }).toString();
    const isOpen = workspace.textDocuments.some((document) => document.uri.toString() === untitled);
    if (!isOpen && !(await exists(uri))) return uri;
  }
}

async function exists(uri: Uri): Promise<boolean> {
  return workspace.fs.stat(uri).then(
    () => true,
    () => false,
  );
}
