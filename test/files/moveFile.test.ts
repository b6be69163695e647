import { chmod, link, mkdtemp, readdir, readFile, rm, symlink, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { describe, expect, it, onTestFinished } from 'vitest';
import { backupFile, moveFile } from '../../src/files/index.ts';

async function folderWith(files: Readonly<Record<string, string>>): Promise<string> {
  const folder = await mkdtemp(join(tmpdir(), 'move-file-'));
  onTestFinished(() => rm(folder, { recursive: true, force: true }));
  for (const [name, text] of Object.entries(files)) await writeFile(join(folder, name), text);
  return folder;
}

describe('a file that was written piece by piece', () => {
  it('gets its final name', async () => {
    const folder = await folderWith({ part: 'whole' });
    await moveFile(join(folder, 'part'), join(folder, 'a'));
    expect(await readdir(folder)).toEqual(['a']);
    expect(await readFile(join(folder, 'a'), 'utf8')).toBe('whole');
  });

  it('replaces another one only on request', async () => {
    const folder = await folderWith({ part: 'new', a: 'old' });
    const [source, target] = [join(folder, 'part'), join(folder, 'a')];
    await expect(moveFile(source, target)).rejects.toMatchObject({ code: 'file-exists' });
    expect(await readFile(target, 'utf8')).toBe('old');
    await moveFile(source, target, { overwrite: true });
    expect(await readFile(target, 'utf8')).toBe('new');
  });

  it.each(['read-only', 'hard-link', 'outside-workspace'])(
    'stays where it is before a target that is %s',
    async (code) => {
      const folder = await folderWith({ part: 'new', a: 'old' });
      const elsewhere = await folderWith({ b: 'old' });
      const target = join(folder, code === 'outside-workspace' ? 'link' : 'a');
      if (code === 'read-only') await chmod(target, 0o444);
      if (code === 'hard-link') await link(target, join(folder, 'second'));
      if (code === 'outside-workspace') await symlink(join(elsewhere, 'b'), target);
      const move = moveFile(join(folder, 'part'), target, { overwrite: true, roots: [folder] });
      await expect(move).rejects.toMatchObject({ code });
      expect(await readFile(join(folder, 'part'), 'utf8')).toBe('new');
      expect(await readFile(join(elsewhere, 'b'), 'utf8')).toBe('old');
    },
  );
});

describe('a backup', () => {
  it('never replaces an older one', async () => {
    const folder = await folderWith({ a: 'third', 'a.bak': 'first', 'a.bak.2': 'second' });
    expect(await backupFile(join(folder, 'a'))).toBe(join(folder, 'a.bak.3'));
    expect(await readFile(join(folder, 'a.bak'), 'utf8')).toBe('first');
    expect(await readFile(join(folder, 'a.bak.3'), 'utf8')).toBe('third');
  });

  it('of a missing file is an error and leaves nothing', async () => {
    const folder = await folderWith({});
    await expect(backupFile(join(folder, 'a'))).rejects.toMatchObject({ code: 'ENOENT' });
    expect(await readdir(folder)).toEqual([]);
  });
});
