import { URI, Utils } from 'vscode-uri';

/** Where a path leads, or why it leads nowhere we may read. */
export type PathResult =
  | { readonly ok: true; readonly uri: string }
  | { readonly ok: false; readonly reason: 'network' | 'outside' };

/** A URI in the one spelling under which it is known, as an editor spells it (`file:///c%3A/…`). */
export function toCanonical(uri: string): string {
  return URI.parse(uri).toString();
}

/** A URI for people to read: nothing percent-encoded. */
export function toReadable(uri: string): string {
  return URI.parse(uri).toString(true);
}

/** The folder a URI's file is in. */
export function getFolder(uri: string): string {
  return Utils.dirname(URI.parse(uri)).toString();
}

/** The last segment of a URI, decoded. */
export function getBaseName(uri: string): string {
  return Utils.basename(URI.parse(uri));
}

/** The root that encloses a URI: the innermost where roots lie in one another. */
export function getRoot(uri: string, roots: readonly string[]): string | undefined {
  return roots
    .filter((root) => isWithin(uri, root))
    .reduce<string | undefined>(
      (best, root) => (best === undefined || root.length > best.length ? root : best),
      undefined,
    );
}

/** True if a URI is a folder or lies anywhere below it. */
export function isWithin(uri: string, folder: string): boolean {
  // Nearly all are in the same spelling, and to parse a URI takes longer than to compare two.
  if (uri.startsWith(folder) && (folder.endsWith('/') || uri[folder.length] === '/')) return true;
  const inner = URI.parse(uri);
  const outer = URI.parse(folder);
  if (inner.scheme !== outer.scheme || inner.authority.toLowerCase() !== outer.authority.toLowerCase()) return false;
  const path = comparable(inner.path);
  const base = comparable(outer.path).replace(/\/$/, '');
  return path === base || path.startsWith(`${base}/`);
}

/**
 * Resolves a path as an author types it in a file: relative to that file's folder, `/` or `\` between folders, a
 * drive letter, a `file:` URI, or `/` for the root of the workspace. Never leaves the roots.
 */
export function resolvePath(from: string, path: string, roots: readonly string[]): PathResult {
  const typed = wellFormed(path.trim());
  if (isDrive(typed)) return within(URI.file(typed.replaceAll('\\', '/')).toString(), roots);
  if (hasScheme(typed)) return withScheme(typed, roots);
  return relative(from, typed.replaceAll('\\', '/'), roots);
}

/** Resolves a URI reference such as a link or `$ref`: like a path, but percent-encoding is decoded. */
export function resolveReference(from: string, reference: string, roots: readonly string[]): PathResult {
  const typed = wellFormed(reference.trim());
  return hasScheme(typed) && !isDrive(typed) ? withScheme(typed, roots) : resolvePath(from, decoded(typed), roots);
}

function withScheme(uri: string, roots: readonly string[]): PathResult {
  const target = URI.parse(uri);
  const known = target.scheme === 'file' || roots.some((root) => URI.parse(root).scheme === target.scheme);
  return known ? within(target.toString(), roots) : { ok: false, reason: 'network' };
}

function relative(from: string, path: string, roots: readonly string[]): PathResult {
  if (path.startsWith('//')) return { ok: false, reason: 'network' };
  const root = getRoot(from, roots) ?? roots[0];
  if (path.startsWith('/')) {
    const absolute = within(URI.parse(from).with({ path, query: '', fragment: '' }).toString(), roots);
    if (absolute.ok || root === undefined) return absolute;
    return within(Utils.joinPath(URI.parse(root), path).toString(), roots);
  }
  const base = getRoot(from, roots) === undefined ? root : getFolder(from);
  if (base === undefined) return { ok: false, reason: 'outside' };
  return within(Utils.joinPath(URI.parse(base), path).toString(), roots);
}

function within(uri: string, roots: readonly string[]): PathResult {
  return getRoot(uri, roots) === undefined ? { ok: false, reason: 'outside' } : { ok: true, uri };
}

/** Half a surrogate pair cannot be encoded in a URI, and no file has one in its name: it is replaced as decoders do. */
function wellFormed(path: string): string {
  return path.replace(/\p{Surrogate}/gu, '\uFFFD');
}

function isDrive(path: string): boolean {
  return /^[a-z]:([\\/]|$)/i.test(path);
}

function hasScheme(path: string): boolean {
  return /^[a-z][a-z0-9+.-]+:/i.test(path);
}

/** Drive letters are the same in either case. */
function comparable(path: string): string {
  return path.replace(/^\/[A-Z]:/, (drive) => drive.toLowerCase());
}

function decoded(path: string): string {
  try {
    return decodeURIComponent(path);
  } catch {
    return path;
  }
}
