import { readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { cli, folderOf, TOOLS } from './support.ts';

const UNTIDY = '**User**: q\n**Think**: a\n\n**Action**: SearchSolution(Error = "x",top_k = 1)\n';
const TIDY = '**User**: q\n**Think**: a\n**Action**: SearchSolution(Error = "x", top_k = 1)\n';

describe('sop-shots format', () => {
  it('lays out every document of a folder', async () => {
    const folder = await folderOf({ 'a.shots.md': UNTIDY, 'b/b.shots.md': TIDY, 'a.tools.json': TOOLS });
    expect(await cli(folder, ['format'])).toEqual({
      stdout: 'a.shots.md: formatted\n2 files, 1 changed\n',
      stderr: '',
      code: 0,
    });
    expect(await readFile(join(folder, 'a.shots.md'), 'utf8')).toBe(TIDY);
    expect((await cli(folder, ['format', '--check'])).code).toBe(0);
  });

  it('only looks with --check', async () => {
    const folder = await folderOf({ 'a.shots.md': UNTIDY, 'a.tools.json': TOOLS });
    const { stdout, code } = await cli(folder, ['format', '--check', 'a.shots.md', '--lang', 'zh-CN']);
    expect(code).toBe(1);
    expect(stdout).toBe('a.shots.md：需要格式化\n1 个文件，1 个有改动\n');
    expect(await readFile(join(folder, 'a.shots.md'), 'utf8')).toBe(UNTIDY);
  });

  it('lays out a document that is named, whatever its name, and no tools', async () => {
    const folder = await folderOf({ 'prompt.md': UNTIDY, 'notes.md': '# Hi\n\ntext\n', 'a.tools.json': TOOLS });
    const { stdout } = await cli(folder, ['format', 'prompt.md', 'notes.md', 'a.tools.json']);
    expect(stdout).toBe('prompt.md: formatted\n2 files, 1 changed\n');
    expect(await readFile(join(folder, 'prompt.md'), 'utf8')).toBe(TIDY);
    expect(await cli(folder, ['format'])).toMatchObject({
      stderr: 'nothing to format: no *.shots.md found\n',
      code: 0,
    });
  });

  it('reports what it cannot read, what is missing, and when there is nothing to format', async () => {
    const folder = await folderOf({ 'a.shots.md': Uint8Array.from([0xff, 0x00, 0xfe]) });
    expect(await cli(folder, ['format'])).toMatchObject({
      stderr: 'sop-shots: cannot read a.shots.md: this is not a text file. [unreadable]\n',
      code: 2,
    });
    expect((await cli(folder, ['format', 'no.shots.md'])).code).toBe(2);
    const empty = await folderOf({ 'readme.md': '# Hi\n' });
    expect(await cli(empty, ['format'])).toMatchObject({ stderr: 'nothing to format: no *.shots.md found\n', code: 0 });
  });
});
