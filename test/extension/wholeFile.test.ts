import { describe, expect, it } from 'vitest';
import type { FileStat, Uri } from 'vscode';
import { type WholeFileOptions, type WholeFileSystem, writeWhole } from '../../src/extension/writing/wholeFile.ts';

const bytesOf = (text: string) => new TextEncoder().encode(text);
const textOf = (bytes: Uint8Array | undefined) => bytes && new TextDecoder().decode(bytes);

function uri(path: string): Uri {
  return {
    scheme: 'file',
    path,
    with: ({ path: changed = path }: { path?: string }) => uri(changed),
    toString: () => `file://${path}`,
  } as unknown as Uri;
}

interface Faults {
  /** Stores only so many bytes of a file. */
  readonly capacity?: number;
  readonly rename?: Error;
  readonly isWritable?: boolean;
  /** Called before each rename and each write. */
  readonly meanwhile?: (files: Map<string, Uint8Array>) => void;
}

const FILE = 1;
const LINK = 64;

class NotFound extends Error {
  readonly code = 'FileNotFound';
}

/** A file system in memory. `stats` says what is special about a file. */
function memoryFiles(
  contents: Record<string, string>,
  stats: Record<string, Partial<FileStat>> = {},
  faults: Faults = {},
) {
  const files = new Map<string, Uint8Array>(Object.entries(contents).map(([path, text]) => [path, bytesOf(text)]));
  const read = (path: string): Uint8Array => {
    const found = files.get(path);
    if (found === undefined) throw new NotFound(path);
    return found;
  };
  const system: WholeFileSystem = {
    stat: async ({ path }) => ({ type: FILE, ctime: 0, mtime: 0, size: read(path).byteLength, ...stats[path] }),
    readFile: async ({ path }) => read(path),
    writeFile: async ({ path }, content) => {
      faults.meanwhile?.(files);
      files.set(path, Uint8Array.from(content.slice(0, faults.capacity)));
    },
    rename: async (source, target) => {
      if (faults.rename !== undefined) throw faults.rename;
      files.set(target.path, read(source.path));
      files.delete(source.path);
    },
    delete: async ({ path }) => void files.delete(path),
    isWritableFileSystem: () => faults.isWritable,
  };
  const write = (path: string, text: string, options?: WholeFileOptions) =>
    writeWhole(system, uri(path), bytesOf(text), options);
  return { write, contentOf: (path: string) => textOf(files.get(path)), paths: () => [...files.keys()].sort() };
}

const resolveTo = (links: Record<string, string>) => async (from: Uri) => uri(links[from.path] ?? from.path);

describe('a whole file', () => {
  it('is written over an old one and leaves no temporary file', async () => {
    const { write, contentOf, paths } = memoryFiles({ '/w/a': 'old' });
    await write('/w/a', 'new');
    expect(contentOf('/w/a')).toBe('new');
    expect(paths()).toEqual(['/w/a']);
  });

  it('replaces the content that was agreed to, or is new as expected', async () => {
    const { write, contentOf } = memoryFiles({ '/w/a': 'old' });
    await write('/w/a', 'new', { expected: bytesOf('old') });
    await write('/w/b', 'first', { expected: null });
    expect([contentOf('/w/a'), contentOf('/w/b')]).toEqual(['new', 'first']);
  });

  it.each<[string, string, Faults, WholeFileOptions, Record<string, Partial<FileStat>>]>([
    ['changed since it was read', 'file-changed', {}, { expected: bytesOf('older') }, {}],
    ['there, but expected to be new', 'file-exists', {}, { expected: null }, {}],
    ['on a full disk', 'short-write', { capacity: 2 }, {}, {}],
    ['in a read-only file system', 'read-only', { isWritable: false }, {}, {}],
    ['read-only', 'read-only', {}, {}, { '/w/a': { permissions: 1 } }],
    ['a folder', 'not-a-file', {}, {}, { '/w/a': { type: 2 } }],
    ['a link that nobody can follow', 'link', {}, {}, { '/w/a': { type: FILE | LINK } }],
    ['a file that cannot be renamed', 'Error: busy', { rename: new Error('busy') }, {}, {}],
  ])('that is %s stays as it is', async (_what, code, faults, options, stats) => {
    const { write, contentOf, paths } = memoryFiles({ '/w/a': 'old' }, stats, faults);
    await expect(write('/w/a', 'new', options)).rejects.toThrow(code.replace('Error: ', ''));
    expect(contentOf('/w/a')).toBe('old');
    expect(paths()).toEqual(['/w/a']);
  });

  it('is compared again after its bytes were written', async () => {
    const { write, contentOf, paths } = memoryFiles(
      { '/w/a': 'old' },
      {},
      { meanwhile: (files) => void files.set('/w/a', bytesOf('by hand')) },
    );
    await expect(write('/w/a', 'new', { expected: bytesOf('old') })).rejects.toThrow('file-changed');
    expect(contentOf('/w/a')).toBe('by hand');
    expect(paths()).toEqual(['/w/a']);
  });

  it('that cannot be looked at is not taken for missing', async () => {
    const denied = Object.assign(new Error('no permission'), { code: 'NoPermissions' });
    const system = { isWritableFileSystem: () => true, stat: async () => Promise.reject(denied) };
    const write = writeWhole(system as unknown as WholeFileSystem, uri('/w/a'), bytesOf('x'), { expected: null });
    await expect(write).rejects.toThrow('no permission');
  });
});

describe('a link', () => {
  const link = { '/w/link': { type: FILE | LINK } };
  const roots = [uri('/w')];

  it('inside of the workspace is written through', async () => {
    const { write, contentOf } = memoryFiles({ '/w/link': 'old', '/w/real': 'old' }, link);
    await write('/w/link', 'new', { roots, resolveLinks: resolveTo({ '/w/link': '/w/real' }) });
    expect([contentOf('/w/link'), contentOf('/w/real')]).toEqual(['old', 'new']);
  });

  it('out of the workspace is refused', async () => {
    const { write, contentOf } = memoryFiles({ '/w/link': 'old', '/etc/real': 'old' }, link);
    const options = { roots, resolveLinks: resolveTo({ '/w/link': '/etc/real' }) };
    await expect(write('/w/link', 'new', options)).rejects.toThrow('outside-workspace');
    expect(contentOf('/etc/real')).toBe('old');
  });

  it('of a folder out of the workspace is refused, also for a new file', async () => {
    const { write, paths } = memoryFiles({});
    const options = { roots, resolveLinks: resolveTo({ '/w/linked': '/etc' }) };
    await expect(write('/w/linked/a', 'new', options)).rejects.toThrow('outside-workspace');
    expect(paths()).toEqual([]);
  });

  it('above the workspace folder itself is none of ours', async () => {
    const { write, contentOf } = memoryFiles({});
    await write('/w/a', 'new', { roots, resolveLinks: resolveTo({ '/w': '/real', '/w/a': '/real/a' }) });
    expect(contentOf('/w/a')).toBe('new');
  });

  it('elsewhere does not matter for a file that the user chose outside of the workspace', async () => {
    const { write, contentOf } = memoryFiles({ '/home/a': 'old' });
    await write('/home/a', 'new', { roots, resolveLinks: resolveTo({}) });
    expect(contentOf('/home/a')).toBe('new');
  });
});
