import type { FileStat, Uri } from 'vscode';
import { isBelow, type ResolveLinks, staysWithin } from '../links.ts';

/** The file operations that a whole file is written with; `workspace.fs` has them all. */
export interface WholeFileSystem {
  stat(uri: Uri): Thenable<FileStat>;
  readFile(uri: Uri): Thenable<Uint8Array>;
  writeFile(uri: Uri, content: Uint8Array): Thenable<void>;
  rename(source: Uri, target: Uri, options: { readonly overwrite: boolean }): Thenable<void>;
  delete(uri: Uri): Thenable<void>;
  isWritableFileSystem(scheme: string): boolean | undefined;
}

/** What is required of a file before it is replaced. */
export interface WholeFileOptions {
  /**
   * The content that the user agreed to replace; `null`: there must be no file. Undefined: anything may be replaced.
   */
  readonly expected?: Uint8Array | null;
  /** The folders that a link may lead into. */
  readonly roots?: readonly Uri[];
  readonly resolveLinks?: ResolveLinks | undefined;
}

/** Why a file is left as it is. The codes are those of the command line. */
export type WriteFailure =
  | 'file-changed'
  | 'file-exists'
  | 'link'
  | 'not-a-file'
  | 'outside-workspace'
  | 'read-only'
  | 'short-write';

/** A file that was left as it was, with the reason. */
export class WriteError extends Error {
  readonly code: WriteFailure;

  constructor(code: WriteFailure, target: Uri) {
    super(`${code}: ${target.toString()}`);
    this.code = code;
  }
}

/** `FileType.Directory` and `FileType.SymbolicLink`, and `FilePermission.Readonly`. */
const DIRECTORY = 2;
const LINK = 64;
const READ_ONLY = 1;

let written = 0;

/** A file whose bytes are complete under a temporary name. */
export interface StagedFile {
  /** Gives the file its name. */
  commit(): Promise<void>;
  /** Removes the temporary file; nothing after `commit`. */
  discard(): Promise<void>;
}

/**
 * Writes a whole file: the bytes go to a temporary file beside it, their count is checked, and the file is renamed.
 * Whatever fails, the old file stays as it was and the temporary one is removed. Throws a `WriteError`, or the error of
 * the file system.
 */
export async function writeWhole(
  files: WholeFileSystem,
  given: Uri,
  bytes: Uint8Array,
  options: WholeFileOptions = {},
): Promise<void> {
  const staged = await stageWhole(files, given, bytes, options);
  await staged.commit();
}

/** The first half of `writeWhole`: several files can be complete before the first of them gets its name. */
export async function stageWhole(
  files: WholeFileSystem,
  given: Uri,
  bytes: Uint8Array,
  options: WholeFileOptions = {},
): Promise<StagedFile> {
  if (files.isWritableFileSystem(given.scheme) === false) throw new WriteError('read-only', given);
  const target = await resolveTarget(files, given, options);
  await requireExpected(files, target, options.expected);
  const temporary = target.with({ path: `${target.path}.${Date.now()}-${++written}.tmp` });
  const discard = async () => files.delete(temporary).then(undefined, () => undefined);
  const orDiscard = async (step: () => Promise<void>): Promise<void> => {
    try {
      await step();
    } catch (error) {
      await discard();
      throw error;
    }
  };
  await orDiscard(async () => {
    await files.writeFile(temporary, bytes);
    if ((await files.stat(temporary)).size !== bytes.byteLength) throw new WriteError('short-write', given);
  });
  return {
    discard,
    commit: () =>
      orDiscard(async () => {
        await requireExpected(files, target, options.expected);
        await files.rename(temporary, target, { overwrite: true });
      }),
  };
}

/** The file to replace, after links. A link without an answer to where it leads is refused, since it would be replaced. */
async function resolveTarget(
  files: WholeFileSystem,
  given: Uri,
  { roots = [], resolveLinks }: WholeFileOptions,
): Promise<Uri> {
  const stats = await statOf(files, given);
  if (stats !== undefined) requireReplaceable(stats, given);
  const isLink = stats !== undefined && (stats.type & LINK) !== 0;
  if (resolveLinks === undefined) {
    if (isLink) throw new WriteError('link', given);
    return given;
  }
  const isInside = roots.some((root) => isBelow(given, root));
  if (!isLink && !isInside) return given;
  // Of a new file only the folder can be a link.
  const folder = given.with({ path: given.path.slice(0, given.path.lastIndexOf('/')) || '/' });
  const existing = stats === undefined ? folder : given;
  if (!(await staysWithin(existing, roots, resolveLinks))) throw new WriteError('outside-workspace', given);
  return isLink ? resolveLinks(given) : given;
}

function requireReplaceable({ type, permissions }: FileStat, uri: Uri): void {
  if ((type & DIRECTORY) !== 0) throw new WriteError('not-a-file', uri);
  if (permissions === READ_ONLY) throw new WriteError('read-only', uri);
}

async function requireExpected(
  files: WholeFileSystem,
  target: Uri,
  expected: WholeFileOptions['expected'],
): Promise<void> {
  if (expected === undefined) return;
  const exists = (await statOf(files, target)) !== undefined;
  if (expected === null) {
    if (exists) throw new WriteError('file-exists', target);
    return;
  }
  const current = exists ? await files.readFile(target) : undefined;
  if (current === undefined || !areEqual(current, expected)) throw new WriteError('file-changed', target);
}

function areEqual(a: Uint8Array, b: Uint8Array): boolean {
  return a.byteLength === b.byteLength && a.every((byte, index) => byte === b[index]);
}

/** Undefined only if there is no such file: what cannot be looked at is not taken for missing. */
async function statOf(files: WholeFileSystem, uri: Uri): Promise<FileStat | undefined> {
  try {
    return await files.stat(uri);
  } catch (error) {
    if (isNotFound(error)) return undefined;
    throw error;
  }
}

function isNotFound(error: unknown): boolean {
  const code = error instanceof Error && 'code' in error ? error.code : undefined;
  return code === 'FileNotFound' || code === 'ENOENT' || code === 'EntryNotFound';
}
