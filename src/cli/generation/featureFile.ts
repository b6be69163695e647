import { existsSync, mkdirSync, readFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { writeFileSync } from 'atomically';
import { createFeatureMemory, type FeatureMemory, type Features } from '../../models/index.ts';

type Environment = Readonly<Record<string, string | undefined>>;

/** Where what servers were found to understand is kept: the user's cache; nowhere if there is none. */
function cacheFile(env: Environment): string | undefined {
  const home = env.HOME === undefined ? undefined : join(env.HOME, '.cache');
  const folder = env.XDG_CACHE_HOME ?? env.LOCALAPPDATA ?? home;
  return folder === undefined || folder === '' ? undefined : join(folder, 'sop-shots', 'servers.json');
}

/** A memory that outlives the process, so that a server is asked only once for what it refuses. */
export function featureFile(env: Environment): FeatureMemory {
  const path = cacheFile(env);
  const memory = createFeatureMemory();
  if (path === undefined) return memory;
  return {
    get: (server) => memory.get(server) ?? featuresIn(readCache(path)[server]),
    set: (server, features) => {
      memory.set(server, features);
      keep(path, { ...readCache(path), [server]: features });
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

/** A cache that cannot be written is none: the run goes on without. */
function keep(path: string, value: unknown): void {
  try {
    mkdirSync(dirname(path), { recursive: true });
    writeFileSync(path, `${JSON.stringify(value, null, 2)}\n`);
  } catch {
    // What was found out is found out again next time.
  }
}

function featuresIn(value: unknown): Features | undefined {
  if (typeof value !== 'object' || value === null) return undefined;
  const { maxTokens, structure, without } = value as Partial<Features>;
  const isKnown = ['json_schema', 'json_object', 'off'].includes(structure ?? '') && Array.isArray(without);
  return isKnown && typeof maxTokens === 'string' ? (value as Features) : undefined;
}
