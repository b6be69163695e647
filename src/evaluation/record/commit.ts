/**
 * The commit that is checked out in the repository around a folder, read from the files of Git; undefined if there is
 * none. `folder` is a path or a URI with `/`; `read` gives the text of a file, or undefined.
 */
export async function findCommit(
  folder: string,
  read: (path: string) => Promise<string | undefined>,
): Promise<string | undefined> {
  for (let path = folder; path.includes('/'); path = path.slice(0, path.lastIndexOf('/'))) {
    const head = await read(`${path}/.git/HEAD`);
    if (head !== undefined) return resolveHead(head, `${path}/.git`, read);
    // In a worktree `.git` is a file that names the folder.
    const link = /^gitdir: *(\S.*)$/m.exec((await read(`${path}/.git`)) ?? '')?.[1];
    if (link === undefined) continue;
    const own = resolvePath(path, link);
    return resolveHead((await read(`${own}/HEAD`)) ?? '', own, read);
  }
  return undefined;
}

async function resolveHead(
  head: string,
  folder: string,
  read: (path: string) => Promise<string | undefined>,
): Promise<string | undefined> {
  const name = /^ref: *(\S+)/.exec(head)?.[1];
  if (name === undefined) return toCommit(head);
  const common = (await read(`${folder}/commondir`))?.trim();
  const shared = common === undefined || common === '' ? folder : resolvePath(folder, common);
  const loose = (await read(`${folder}/${name}`)) ?? (await read(`${shared}/${name}`));
  if (loose !== undefined) return toCommit(loose);
  const packed = (await read(`${shared}/packed-refs`)) ?? '';
  return toCommit(packed.split('\n').find((line) => line.endsWith(` ${name}`)) ?? '');
}

function toCommit(text: string): string | undefined {
  return /^[\da-f]{40,64}(?!\S)/.exec(text)?.[0];
}

/** `path` from a folder. The root of a URI stays where `path` is absolute. */
function resolvePath(folder: string, path: string): string {
  if (/^(?:\/|[A-Za-z]:)/.test(path)) {
    const [root = ''] = /^[\w+.-]{2,}:\/\/[^/]*/.exec(folder) ?? [];
    return `${root}${root !== '' && !path.startsWith('/') ? '/' : ''}${path}`;
  }
  const parts = folder.split('/');
  for (const part of path.split('/')) {
    if (part === '..') parts.pop();
    else if (part !== '.' && part !== '') parts.push(part);
  }
  return parts.join('/');
}
