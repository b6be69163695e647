import { cp, mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';

/** A folder that `remove` deletes with all in it. */
export interface TemporaryFolder {
  readonly path: string;
  remove(): Promise<void>;
}

export async function temporaryFolder(name: string): Promise<TemporaryFolder> {
  const path = await mkdtemp(join(tmpdir(), `sop-shots-${name}-`));
  // A server that has just ended may still be writing its last log lines.
  return { path, remove: () => rm(path, { recursive: true, force: true, maxRetries: 5, retryDelay: 200 }) };
}

/** Copies a workspace into `target`, so that a test or a demonstration leaves the original alone. */
export async function copyWorkspace(source: string, target: string): Promise<string> {
  await cp(source, target, { recursive: true });
  return target;
}
