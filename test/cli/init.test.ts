import { readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { cli, folderOf } from './support.ts';

describe('init', () => {
  it.each(['en', 'zh-CN'])('writes an example without problems: %s', async (language) => {
    const folder = await folderOf({});
    const { code, stdout } = await cli(folder, ['init', '--lang', language]);
    expect(code).toBe(0);
    expect(stdout).toContain('example.shots.md');
    const { stdout: report } = await cli(folder, ['lint', '--format', 'json']);
    const { files, summary } = JSON.parse(report);
    expect(files.flatMap(({ diagnostics }: { readonly diagnostics: readonly object[] }) => diagnostics)).toEqual([]);
    expect(summary).toMatchObject({ files: 4, shots: 1, calls: 1 });
    expect((await cli(folder, ['format', '--check'])).code).toBe(0);
  });

  it('keeps files that exist', async () => {
    const folder = await folderOf({ 'sop-shots.yaml': 'rules: {}\n' });
    const { stdout } = await cli(folder, ['init']);
    expect(stdout).toContain('sop-shots.yaml: already exists, kept\n');
    expect(stdout).toContain('example.sop.md: written\n');
    expect(await readFile(join(folder, 'sop-shots.yaml'), 'utf8')).toBe('rules: {}\n');
  });
});
