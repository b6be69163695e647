import { FileType, Uri, workspace } from 'vscode';

/** The files of a folder as they once were: their content by their URIs. */
type Files = ReadonlyMap<string, Uint8Array>;

/** Remembers the files of a folder; the answer brings the folder back to them. */
export async function rememberFiles(folder: Uri): Promise<() => Promise<void>> {
  const files = new Map<string, Uint8Array>();
  await read(folder, files);
  return async () => {
    await removeOthers(folder, files);
    for (const [uri, content] of files) await restore(Uri.parse(uri), content);
  };
}

async function read(folder: Uri, files: Map<string, Uint8Array>): Promise<void> {
  for (const { uri, isFolder } of await entriesOf(folder)) {
    if (isFolder) await read(uri, files);
    else files.set(uri.toString(), await workspace.fs.readFile(uri));
  }
}

async function removeOthers(folder: Uri, files: Files): Promise<void> {
  for (const { uri, isFolder } of await entriesOf(folder)) {
    const isKnown = isFolder ? hasBelow(files, uri) : files.has(uri.toString());
    if (!isKnown) await workspace.fs.delete(uri, { recursive: true });
    else if (isFolder) await removeOthers(uri, files);
  }
}

async function restore(uri: Uri, content: Uint8Array): Promise<void> {
  const now = await workspace.fs.readFile(uri).then(
    (bytes) => bytes,
    () => undefined,
  );
  if (now === undefined || Buffer.compare(now, content) !== 0) await workspace.fs.writeFile(uri, content);
}

function hasBelow(files: Files, folder: Uri): boolean {
  return [...files.keys()].some((uri) => uri.startsWith(`${folder}/`));
}

async function entriesOf(folder: Uri): Promise<readonly { readonly uri: Uri; readonly isFolder: boolean }[]> {
  const entries = await workspace.fs.readDirectory(folder);
  return entries.map(([name, type]) => ({ uri: Uri.joinPath(folder, name), isFolder: type === FileType.Directory }));
}
