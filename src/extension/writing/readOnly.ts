import { FilePermission, languages, type TextDocument, type Uri, workspace } from 'vscode';

/**
 * True for a file that VS Code opens as read-only: by its file system, its permissions, or the user's settings. An edit of
 * such a file would change its text without marking it as changed, and could not be undone.
 */
export async function isReadOnly(uri: Uri): Promise<boolean> {
  if (uri.scheme === 'untitled') return false;
  if (workspace.fs.isWritableFileSystem(uri.scheme) === false) return true;
  const permissions = await workspace.fs.stat(uri).then(
    (stats) => stats.permissions,
    () => undefined,
  );
  if (permissions === FilePermission.Readonly) return true;
  const document = workspace.textDocuments.find((open) => open.uri.toString() === uri.toString());
  return document !== undefined && isReadOnlyBySetting(document);
}

function isReadOnlyBySetting(document: TextDocument): boolean {
  const settings = workspace.getConfiguration('files', document.uri);
  return matches(settings.get('readonlyInclude'), document) && !matches(settings.get('readonlyExclude'), document);
}

/** Whether one of the patterns of a setting is on and matches, as VS Code itself compares them. */
function matches(patterns: unknown, document: TextDocument): boolean {
  if (typeof patterns !== 'object' || patterns === null) return false;
  return Object.entries(patterns).some(
    ([pattern, isOn]) => isOn === true && languages.match({ pattern }, document) > 0,
  );
}
