import { existsSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { replaceFile } from '../../files/index.ts';
import { createFeatureMemory, type FeatureMemory, type Features } from '../../models/index.ts';

type Environment = Readonly<Record<string, string | undefined>>;

/** Path of the file that caches the detected features of servers; undefined without a cache folder. */
function getCachePath(env: Environment): string | undefined {
  const home = env.HOME === undefined ? undefined : join(env.HOME, '.cache');
  const folder = env.XDG_CACHE_HOME ?? env.LOCALAPPDATA ?? home;
  return folder === undefined || folder === '' ? undefined : join(folder, 'sop-shots', 'servers.json');
}

/** A feature memory on disk. */
export interface FeatureFile extends FeatureMemory {
  /** Resolves when everything is written. */
  flush(): Promise<void>;
}

/** A feature memory that is stored on disk, so that features are detected only once per server. */
export function createFeatureFile(env: Environment): FeatureFile {
  const path = getCachePath(env);
  const memory = createFeatureMemory();
  if (path === undefined) return { ...memory, flush: async () => {} };
  let writes = Promise.resolve();
  return {
    flush: () => writes,
    get: (server) => memory.get(server) ?? toFeatures(readCache(path)[server]),
    set: (server, features) => {
      memory.set(server, features);
      writes = writes.then(() => writeCache(path, { ...readCache(path), [server]: features }));
    },
  };
}

function readCache(path: string): Readonly<Record<string, unknown>> {
  try {
    const value: unknown = existsSync(path) ? JSON.parse(readFileSync(path, 'utf8')) : {};
    return typeof value === 'object' && value !== null ? (value as Readonly<Record<string, unknown>>) : {};
  } catch {
    return {};
  }
}

/** A cache that cannot be written is ignored: the next run asks the server again. */
async function writeCache(path: string, value: unknown): Promise<void> {
  await replaceFile(path, `${JSON.stringify(value, null, 2)}\n`).catch(() => {});
}

function toFeatures(value: unknown): Features | undefined {
  if (typeof value !== 'object' || value === null) return undefined;
  const { maxTokens, structure, without } = value as Partial<Features>;
  const isKnown = ['json_schema', 'json_object', 'off'].includes(structure ?? '') && Array.isArray(without);
  return isKnown && typeof maxTokens === 'string' ? (value as Features) : undefined;
}
