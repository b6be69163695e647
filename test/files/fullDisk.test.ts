import { execFileSync } from 'node:child_process';
import { mkdtemp, readdir, readFile, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, describe, expect, it } from 'vitest';
import { replaceFile } from '../../src/files/index.ts';
import { cli } from '../cli/support.ts';

const BLOCK = '**User**: a\n\n**Think**: b\n\n\n**Action**: f(a＝“a”)\n**Observation**: o\n\n';
const TEXT = BLOCK.repeat(500);

/** Mounts a small file system, if this process may. */
async function mountSmall(): Promise<string | undefined> {
  if (process.platform !== 'linux') return undefined;
  const folder = await mkdtemp(join(tmpdir(), 'sop-shots-full-'));
  try {
    execFileSync('mount', ['-t', 'tmpfs', '-o', 'size=64k', 'tmpfs', folder], { stdio: 'ignore' });
    return folder;
  } catch {
    await rm(folder, { recursive: true });
    return undefined;
  }
}

const disk = await mountSmall();

describe.runIf(disk !== undefined)('a file system that is full', () => {
  const folder = disk ?? '';
  const path = join(folder, 'a.shots.md');

  afterAll(async () => {
    execFileSync('umount', [folder]);
    await rm(folder, { recursive: true });
  });

  it.each([
    ['lint --fix', ['lint', '--fix', '--quiet', path]],
    ['format', ['format', path]],
  ])('keeps the document of %s and says ENOSPC', async (_, args) => {
    await writeFile(path, TEXT);
    const { code, stderr } = await cli(folder, args);
    expect(code).toBe(2);
    expect(stderr).toContain('cannot use a.shots.md: no space left on the device [ENOSPC]');
    expect(await readFile(path, 'utf8')).toBe(TEXT);
    expect(await readdir(folder)).toEqual(['a.shots.md']);
  });

  it('is written again once there is room', async () => {
    await writeFile(path, 'old');
    await replaceFile(path, 'new', { expected: 'old' });
    expect(await readFile(path, 'utf8')).toBe('new');
  });
});
