import { randomBytes } from 'node:crypto';
import { type FileHandle, mkdir, open, readFile, rename, rm } from 'node:fs/promises';
import { dirname } from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import { FileError, getSystemCode } from './fileError.ts';
import { resolveTarget, type Target } from './target.ts';
import { writeFully } from './writeFully.ts';

export interface ReplaceOptions {
  /**
   * The content that the new one is based on. If the file holds anything else, it was changed meanwhile and is not
   * replaced. `null`: there must be no file yet. Undefined: whatever is there may be replaced.
   */
  readonly expected?: string | Uint8Array | null;
  /** Folders that a symbolic link may lead into. Undefined: anywhere. */
  readonly roots?: readonly string[];
  /** Permissions of a new file; an existing one keeps its own. The default is what the umask leaves of 0o666. */
  readonly mode?: number;
}

/**
 * Replaces the content of a file, or creates it and its folders. Whatever fails, the old file stays whole and no
 * temporary file is left: the bytes go to a temporary file beside it, their count is checked, they are flushed to the
 * disk, and the file is renamed. Permissions and owner are kept.
 *
 * Throws the file system's error (with `code` and `path`) or a `FileError`.
 */
export async function replaceFile(
  path: string,
  content: string | Uint8Array,
  options: ReplaceOptions = {},
): Promise<void> {
  const target = await resolveTarget(path, options.roots);
  await requireExpected(target, options.expected);
  if (target.stats === undefined) await mkdir(dirname(target.path), { recursive: true });
  const temporary = `${target.path}.tmp-${randomBytes(6).toString('hex')}`;
  try {
    await writeTemporary(temporary, content, target, options.mode);
    await requireExpected(target, options.expected);
    await retryWhileBusy(() => rename(temporary, target.path));
  } catch (error) {
    await rm(temporary, { force: true }).catch(() => {});
    throw error;
  }
  await syncFolder(dirname(target.path));
}

async function writeTemporary(
  temporary: string,
  content: string | Uint8Array,
  target: Target,
  mode = 0o666,
): Promise<void> {
  // A replaced file may be secret: until its permissions are set, only its owner can read the new one.
  const file = await open(temporary, 'wx', target.stats === undefined ? mode : 0o600);
  try {
    await writeFully(file, Buffer.from(content), target.path);
    await keepOwnerAndMode(file, target);
  } finally {
    await file.close();
  }
}

async function keepOwnerAndMode(file: FileHandle, { path, stats }: Target): Promise<void> {
  if (stats === undefined || process.platform === 'win32') return;
  const own = await file.stat({ bigint: true });
  if (own.uid !== stats.uid || own.gid !== stats.gid) {
    await file.chown(Number(stats.uid), Number(stats.gid)).catch(() => {
      throw new FileError('owner-changed', path);
    });
  }
  await file.chmod(Number(stats.mode & 0o7777n));
}

async function requireExpected({ path }: Target, expected: ReplaceOptions['expected']): Promise<void> {
  if (expected === undefined) return;
  const current = await readFile(path).catch((error: unknown) => {
    if (getSystemCode(error) === 'ENOENT') return undefined;
    throw error;
  });
  if (expected === null) {
    if (current !== undefined) throw new FileError('file-exists', path);
  } else if (current === undefined || !current.equals(Buffer.from(expected))) {
    throw new FileError('file-changed', path);
  }
}

/** On Windows a virus scanner or an indexer may hold a file for a moment. */
const BUSY_CODES: readonly (string | undefined)[] = ['EPERM', 'EBUSY', 'EACCES'];
const BUSY_DELAYS_MS = [10, 20, 50, 100, 200, 500, 1000];

/** Runs an operation again while the file is held by another process. Exported for its test. */
export async function retryWhileBusy(
  run: () => Promise<void>,
  platform: NodeJS.Platform = process.platform,
): Promise<void> {
  for (const delay of platform === 'win32' ? BUSY_DELAYS_MS : []) {
    try {
      return await run();
    } catch (error) {
      if (!BUSY_CODES.includes(getSystemCode(error))) throw error;
      await sleep(delay);
    }
  }
  await run();
}

/** Makes the rename durable. Some systems cannot open folders; the rename has happened all the same. */
export async function syncFolder(folder: string): Promise<void> {
  if (process.platform === 'win32') return;
  const handle = await open(folder, 'r').catch(() => undefined);
  await handle?.sync().catch(() => {});
  await handle?.close();
}
