import { type FileSystemWatcher, Uri, workspace } from 'vscode';

/** Tells of the known files, by their URIs, that go with a folder: VS Code names the folder alone. */
export function watchDeletedFolders(known: () => Iterable<string>, tell: (uri: Uri) => void): FileSystemWatcher {
  const watcher = workspace.createFileSystemWatcher('**', true, true);
  watcher.onDidDelete((folder) => {
    const start = `${folder}/`;
    for (const uri of [...known()]) if (uri.startsWith(start)) tell(Uri.parse(uri));
  });
  return watcher;
}
