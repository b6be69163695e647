import { constants } from 'node:fs';
import {
  chmod,
  chown,
  type FileHandle,
  link,
  lstat,
  mkdir,
  mkdtemp,
  readdir,
  readFile,
  rm,
  stat,
  symlink,
  writeFile,
} from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { beforeEach, describe, expect, it, onTestFinished, vi } from 'vitest';
import { appendToFile, FileError, replaceFile } from '../../src/files/index.ts';
import { retryWhileBusy } from '../../src/files/replaceFile.ts';

/** What the next writes do: `full` takes half of the bytes and then fails, `short` takes none without an error. */
const disk = vi.hoisted(() => ({ mode: 'works', beforeSync: async () => {} }));

vi.mock('node:fs/promises', async (original) => {
  const real = await original<typeof import('node:fs/promises')>();
  const open: typeof real.open = async (...args) => limit(await real.open(...args));
  return { ...real, open };
});

function limit(file: FileHandle): FileHandle {
  const write = file.write.bind(file);
  const sync = file.sync.bind(file);
  let calls = 0;
  const limited = async (bytes: Uint8Array, offset: number, length: number, position: null) => {
    if (disk.mode === 'works' || disk.mode === 'quota') return write(bytes, offset, length, position);
    calls += 1;
    if (disk.mode === 'short') return { bytesWritten: 0, buffer: bytes };
    if (disk.mode === 'slow') return write(bytes, offset, Math.min(length, 3), position);
    if (calls === 1) return write(bytes, offset, Math.ceil(length / 2), position);
    throw systemError('ENOSPC');
  };
  return Object.assign(file, {
    write: limited,
    sync: async () => {
      if (disk.mode === 'quota') throw systemError('EDQUOT');
      await disk.beforeSync();
      await sync();
    },
  });
}

function systemError(code: string): Error {
  return Object.assign(new Error(`${code}: write`), { code, syscall: 'write' });
}

beforeEach(() => {
  disk.mode = 'works';
  disk.beforeSync = async () => {};
});

async function folder(): Promise<string> {
  const path = await mkdtemp(join(tmpdir(), 'sop-shots-files-'));
  onTestFinished(() => rm(path, { recursive: true, force: true }));
  return path;
}

async function file(text: string): Promise<string> {
  const path = join(await folder(), 'a.txt');
  await writeFile(path, text);
  return path;
}

const codeOf = (run: Promise<unknown>): Promise<unknown> =>
  run.then(
    () => 'written',
    (error: unknown) => (error as { readonly code?: string }).code,
  );

/** The file and what else is in its folder. */
async function stateOf(path: string): Promise<readonly [string, readonly string[]]> {
  return [await readFile(path, 'utf8'), await readdir(join(path, '..'))];
}

describe('replacing a file', () => {
  it('writes all bytes of any text, in a new folder, too', async () => {
    const path = join(await folder(), 'new', 'a.txt');
    for (const text of ['', 'one\r\ntwo', '\uFEFF中文', 'x'.repeat(300_000)]) {
      await replaceFile(path, text);
      expect(await stateOf(path)).toEqual([text, ['a.txt']]);
    }
  });

  it('goes on where a write took only a part', async () => {
    const path = await file('old');
    disk.mode = 'slow';
    await replaceFile(path, 'a text of more than three bytes');
    expect(await readFile(path, 'utf8')).toBe('a text of more than three bytes');
  });

  it.each([
    ['full', 'ENOSPC'],
    ['short', 'short-write'],
    ['quota', 'EDQUOT'],
  ])('keeps the old file and leaves no other when the disk is %s', async (mode, code) => {
    const path = await file('old');
    disk.mode = mode;
    expect(await codeOf(replaceFile(path, 'a new text'))).toBe(code);
    expect(await stateOf(path)).toEqual(['old', ['a.txt']]);
  });

  it('does not overwrite what somebody else wrote meanwhile', async () => {
    const path = await file('old');
    expect(await codeOf(replaceFile(path, 'new', { expected: 'older' }))).toBe('file-changed');
    disk.beforeSync = async () => {
      disk.beforeSync = async () => {};
      await writeFile(path, 'theirs');
    };
    expect(await codeOf(replaceFile(path, 'new', { expected: 'old' }))).toBe('file-changed');
    expect(await stateOf(path)).toEqual(['theirs', ['a.txt']]);
    await rm(path);
    expect(await codeOf(replaceFile(path, 'new', { expected: 'theirs' }))).toBe('file-changed');
  });

  it('creates a file that must be new, and no other', async () => {
    const path = join(await folder(), 'b.txt');
    await replaceFile(path, 'first', { expected: null, mode: 0o600 });
    expect(await codeOf(replaceFile(path, 'second', { expected: null }))).toBe('file-exists');
    expect(await readFile(path, 'utf8')).toBe('first');
    if (process.platform !== 'win32') expect((await stat(path)).mode & 0o777).toBe(0o600);
  });

  it.runIf(process.platform !== 'win32')('keeps the permissions', async () => {
    const path = await file('old');
    for (const mode of [0o600, 0o640, 0o755, 0o664]) {
      await chmod(path, mode);
      await replaceFile(path, `${mode}`);
      expect((await stat(path)).mode & 0o7777).toBe(mode);
    }
  });

  it.runIf(process.getuid?.() === 0)('keeps the owner and the group', async () => {
    const path = await file('old');
    await chown(path, 1234, 2345);
    await replaceFile(path, 'new');
    const { uid, gid } = await stat(path);
    expect([uid, gid]).toEqual([1234, 2345]);
  });

  it.runIf(process.platform !== 'win32')('refuses a file whose owner cannot be kept', async () => {
    const path = await file('old');
    const own = process.getuid?.() ?? 0;
    const handles = vi.spyOn(await handlePrototype(path), 'chown').mockRejectedValue(systemError('EPERM'));
    onTestFinished(() => handles.mockRestore());
    if (own === 0) await chown(path, 4321, 4321);
    expect(await codeOf(replaceFile(path, 'new'))).toBe(own === 0 ? 'owner-changed' : 'written');
    expect((await readdir(join(path, '..'))).length).toBe(1);
  });

  it('refuses a read-only file, one with another name, and a folder', async () => {
    const path = await file('old');
    await chmod(path, 0o444);
    expect(await codeOf(replaceFile(path, 'new'))).toMatch(/^(read-only|EACCES|EPERM)$/);
    await chmod(path, 0o644);
    await link(path, join(path, '..', 'b.txt'));
    expect(await codeOf(replaceFile(path, 'new'))).toBe('hard-link');
    expect(await codeOf(replaceFile(join(path, '..'), 'new'))).toBe('not-a-file');
    expect(await stateOf(path)).toEqual(['old', ['a.txt', 'b.txt']]);
  });

  it.runIf(process.platform !== 'win32')('writes through a link inside of the workspace only', async () => {
    const root = await folder();
    const outside = await file('outside');
    await mkdir(join(root, 'deep'));
    await writeFile(join(root, 'deep', 'a.txt'), 'inside');
    await symlink(join('deep', 'a.txt'), join(root, 'in.txt'));
    await symlink(outside, join(root, 'out.txt'));
    await replaceFile(join(root, 'in.txt'), 'new', { roots: [root] });
    expect((await lstat(join(root, 'in.txt'))).isSymbolicLink()).toBe(true);
    expect(await readFile(join(root, 'deep', 'a.txt'), 'utf8')).toBe('new');
    expect(await codeOf(replaceFile(join(root, 'out.txt'), 'new', { roots: [root] }))).toBe('outside-workspace');
    expect(await readFile(outside, 'utf8')).toBe('outside');
  });
});

async function handlePrototype(path: string): Promise<FileHandle> {
  const { open } = await import('node:fs/promises');
  const handle = await open(path, constants.O_RDONLY);
  await handle.close();
  return Object.getPrototypeOf(handle) as FileHandle;
}

describe('adding to a file', () => {
  it('adds whole texts', async () => {
    const path = join(await folder(), 'log', 'a.jsonl');
    await appendToFile(path, 'one\n', 0o600);
    await appendToFile(path, 'two\n');
    expect(await readFile(path, 'utf8')).toBe('one\ntwo\n');
  });

  it.each([
    ['full', 'ENOSPC'],
    ['short', 'short-write'],
    ['quota', 'EDQUOT'],
  ])('takes back a part of a text when the disk is %s', async (mode, code) => {
    const path = await file('one\n');
    disk.mode = mode;
    expect(await codeOf(appendToFile(path, 'a long second line\n'))).toBe(code);
    expect(await readFile(path, 'utf8')).toBe('one\n');
  });
});

describe('a file that another process holds', () => {
  const failing = (times: number, code: string) => {
    let calls = 0;
    const run = async (): Promise<void> => {
      calls += 1;
      if (calls <= times) throw systemError(code);
    };
    return { run, calls: () => calls };
  };

  it.each(['EPERM', 'EBUSY', 'EACCES'])('is tried again on Windows: %s', async (code) => {
    const { run, calls } = failing(2, code);
    await retryWhileBusy(run, 'win32');
    expect(calls()).toBe(3);
  });

  it('is not tried again elsewhere, nor for other reasons', async () => {
    for (const [code, platform] of [
      ['EPERM', 'linux'],
      ['ENOSPC', 'win32'],
    ] as const) {
      const { run, calls } = failing(1, code);
      expect(await codeOf(retryWhileBusy(run, platform))).toBe(code);
      expect(calls()).toBe(1);
    }
  });
});

it('names the file and a stable code', () => {
  const error = new FileError('hard-link', '/w/a.txt');
  expect([error.code, error.path, error.message]).toEqual(['hard-link', '/w/a.txt', 'hard-link: /w/a.txt']);
});
