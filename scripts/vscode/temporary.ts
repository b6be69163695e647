import { rmSync } from 'node:fs';
import { cp, mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';

/** A folder that `remove` deletes with all in it. */
export interface TemporaryFolder {
  readonly path: string;
  remove(): Promise<void>;
  /** The same at once, for the end of the process. */
  removeNow(): void;
}

export async function temporaryFolder(name: string): Promise<TemporaryFolder> {
  const path = await mkdtemp(join(tmpdir(), `sop-shots-${name}-`));
  // A server that has just ended may still be writing its last log lines.
  const options = { recursive: true, force: true, maxRetries: 5, retryDelay: 200 };
  return { path, remove: () => rm(path, options), removeNow: () => rmSync(path, options) };
}

/** Copies a workspace into `target`, so that a test or a demonstration leaves the original alone. */
export async function copyWorkspace(source: string, target: string): Promise<string> {
  await cp(source, target, { recursive: true });
  return target;
}
