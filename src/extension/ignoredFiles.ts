import ignore, { type Ignore } from 'ignore';
import { Uri, workspace } from 'vscode';

interface IgnoreFile {
  /** Its folder, with a trailing slash. */
  readonly folder: string;
  readonly rules: Ignore;
}

/** Answers whether a URI is ignored by one of these `.gitignore` files. */
export async function ignoredBy(ignoreFiles: readonly Uri[]): Promise<(uri: Uri) => boolean> {
  const files = await Promise.all(ignoreFiles.map(readIgnoreFile));
  return (uri) => files.some(({ folder, rules }) => uri.path.startsWith(folder) && ignores(rules, uri, folder));
}

async function readIgnoreFile(uri: Uri): Promise<IgnoreFile> {
  const folder = Uri.joinPath(uri, '..').path.replace(/\/?$/, '/');
  try {
    const text = new TextDecoder().decode(await workspace.fs.readFile(uri));
    return { folder, rules: ignore().add(text) };
  } catch {
    // Gone between listing and reading: it ignores nothing.
    return { folder, rules: ignore() };
  }
}

function ignores(rules: Ignore, uri: Uri, folder: string): boolean {
  const path = uri.path.slice(folder.length);
  return path !== '' && rules.ignores(path);
}
