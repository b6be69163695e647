import { createHash } from 'node:crypto';
import { readFileSync, statSync } from 'node:fs';
import { readFile } from 'node:fs/promises';
import type { Dependencies, FileKind, LintResult } from '../core/index.ts';
import { replaceFile } from '../files/index.ts';
import type { FileListing } from './fileListing.ts';
import { toPath, toUri } from './uris.ts';

/** How an unchanged file is recognised. `metadata`: by its time and size, without reading it. */
export const CACHE_STRATEGIES = ['metadata', 'content'] as const;

export type CacheStrategy = (typeof CACHE_STRATEGIES)[number];

export const DEFAULT_CACHE_FILE = '.sop-shots-cache';

/** The results of earlier runs. */
export interface LintCache {
  /** What was found in a file, if neither it nor anything it was checked with has changed since. */
  find(path: string): Promise<LintResult | undefined>;
  keep(path: string, result: LintResult, dependencies: Dependencies): Promise<void>;
  /** Says that the run has changed a file. */
  forget(path: string): void;
  /** Writes the results for the next run, without those of files that are gone. */
  save(): Promise<void>;
}

export interface LintCacheOptions {
  /** The file that keeps the results, absolute. */
  readonly path: string;
  readonly strategy: CacheStrategy;
  /** Everything besides files that decides what is found; results of another key are not used. */
  readonly key: string;
  readonly listing: FileListing;
}

interface Entry {
  /** What each file was like that the result was made from, by URI. */
  readonly files: Readonly<Record<string, string>>;
  /** Which files there were of a kind below a root. */
  readonly lists: readonly { readonly root: string; readonly kind: FileKind; readonly found: string }[];
  readonly result: LintResult;
}

type Entries = Map<string, Entry>;

/** The form of the file; results in another form are not read. */
const FORMAT = 1;

export async function openLintCache({ path, strategy, key, listing }: LintCacheOptions): Promise<LintCache> {
  const wholeKey = JSON.stringify([FORMAT, strategy, key]);
  const entries = await readEntries(path, wholeKey);
  const files = new Map<string, string>();
  const fingerprint = (uri: string): string => {
    const known = files.get(uri) ?? FINGERPRINTS[strategy](toPath(uri));
    files.set(uri, known);
    return known;
  };
  const lists = new Map<string, Promise<string>>();
  const listed = (root: string, kind: FileKind): Promise<string> => {
    const name = `${kind} ${root}`;
    const known =
      lists.get(name) ?? listing.listKind(toPath(root), kind).then((uris) => hash(uris.toSorted().join('\n')));
    lists.set(name, known);
    return known;
  };
  const isCurrent = async (entry: Entry): Promise<boolean> => {
    if (!Object.entries(entry.files).every(([uri, before]) => fingerprint(uri) === before)) return false;
    for (const { root, kind, found } of entry.lists) if ((await listed(root, kind)) !== found) return false;
    return true;
  };
  return {
    async find(file) {
      const entry = entries.get(toUri(file));
      return entry !== undefined && (await isCurrent(entry)) ? entry.result : undefined;
    },
    async keep(file, result, dependencies) {
      const uri = toUri(file);
      const made = [...new Set([uri, ...dependencies.files])];
      const kinds = new Map(dependencies.lists.map((list) => [`${list.kind} ${list.root}`, list]));
      entries.set(uri, {
        files: Object.fromEntries(made.map((name) => [name, fingerprint(name)])),
        lists: await Promise.all(
          [...kinds.values()].map(async ({ root, kind }) => ({ root, kind, found: await listed(root, kind) })),
        ),
        result,
      });
    },
    forget: (file) => void files.delete(toUri(file)),
    async save() {
      const present = [...entries].filter(([uri]) => fingerprint(uri) !== MISSING);
      await replaceFile(path, JSON.stringify({ key: wholeKey, entries: Object.fromEntries(present) }));
    },
  };
}

const MISSING = '';

const FINGERPRINTS: Readonly<Record<CacheStrategy, (path: string) => string>> = {
  metadata: (path) => {
    const stats = statSync(path, { throwIfNoEntry: false });
    return stats === undefined ? MISSING : `${stats.mtimeMs}:${stats.size}`;
  },
  content: (path) => {
    try {
      return hash(readFileSync(path));
    } catch {
      return MISSING;
    }
  },
};

function hash(content: string | Uint8Array): string {
  return createHash('sha256').update(content).digest('base64url');
}

/** The results in a file; none if there is no such file, if it is damaged, or if its key is another. */
async function readEntries(path: string, key: string): Promise<Entries> {
  const text = await readFile(path, 'utf8').catch(() => '');
  try {
    const kept: { readonly key?: unknown; readonly entries: Readonly<Record<string, Entry>> } = JSON.parse(text);
    return kept.key === key ? new Map(Object.entries(kept.entries)) : new Map();
  } catch {
    return new Map();
  }
}
