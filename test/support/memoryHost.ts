import type { FileKind, ReadFailure, ReadResult, WorkspaceHost } from '../../src/core/index.ts';

/** A file's text, or the failure that reading it answers. */
export type MemoryFile = string | { readonly fails: ReadFailure };

/** A workspace in memory for tests: every file is a record's entry, and every one can be changed. */
export interface MemoryHost extends WorkspaceHost {
  /** URIs that were read, in order, repeats included. */
  readonly reads: readonly string[];
  /** What was logged. */
  readonly log: readonly string[];
  write(uri: string, file: MemoryFile): void;
  remove(uri: string): void;
}

/** The root folder of the relative names of a memory host's files. */
export const MEMORY_ROOT = 'file:///w';

const KINDS: readonly (readonly [FileKind, RegExp])[] = [
  ['shots', /\.shots\.md$/],
  ['procedure', /\.sop\.md$/],
  ['tools', /\.tools\.(json|ya?ml)$/],
  ['project', /\/sop-shots\.(ya?ml|json)$/],
];

/**
 * Makes a host of files by name (`tools/a.tools.json`, taken below {@link MEMORY_ROOT}) or by URI. Names are
 * percent-encoded as an editor does it.
 */
export function memoryHost(
  files: Readonly<Record<string, MemoryFile>> = {},
  roots: readonly string[] = [MEMORY_ROOT],
): MemoryHost {
  const contents = new Map<string, { readonly file: MemoryFile; readonly version: string }>();
  const reads: string[] = [];
  const log: string[] = [];
  let clock = 0;
  const write = (uri: string, file: MemoryFile): void => {
    contents.set(memoryUri(uri), { file, version: String(++clock) });
  };
  for (const [name, file] of Object.entries(files)) write(name, file);
  return {
    roots,
    reads,
    log,
    write,
    remove: (uri) => void contents.delete(memoryUri(uri)),
    readFile: async (uri): Promise<ReadResult> => {
      reads.push(uri);
      const found = contents.get(uri);
      if (found === undefined) return { ok: false, reason: 'not-found' };
      if (typeof found.file !== 'string') return { ok: false, reason: found.file.fails };
      return { ok: true, text: found.file, version: found.version };
    },
    listFiles: async (root, kind) => {
      const pattern = KINDS.find(([name]) => name === kind)?.[1] ?? /$^/;
      return [...contents.keys()].filter((uri) => uri.startsWith(`${root}/`) && pattern.test(uri)).sort();
    },
    logger: { info: (line) => void log.push(line), warn: (line) => void log.push(line) },
  };
}

/** The URI of a file of a memory host: names are relative to {@link MEMORY_ROOT}, URIs are kept. */
export function memoryUri(name: string): string {
  if (/^[a-z][a-z0-9+.-]+:/i.test(name)) return name;
  return `${MEMORY_ROOT}/${name.split('/').map(encodeURIComponent).join('/')}`;
}
