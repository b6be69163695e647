import { describe, expect, it } from 'vitest';
import { cli, documentWith, folderOf, TOOLS } from './support.ts';

const FILES = {
  'sop-shots.yaml': 'tools: [./a.tools.json]\n',
  'a.tools.json': TOOLS,
  'a.sop.md': '1. Look for the fault with `SearchSolution`.\n2. Thank the caller.\n',
  'a.shots.md': `---\nsop: ./a.sop.md\n---\n${documentWith('Error = "jam"')}`,
};

describe('sop-shots coverage', () => {
  it('reports the gaps of a folder', async () => {
    const { stdout, code } = await cli(await folderOf(FILES), ['coverage']);
    expect(code).toBe(0);
    expect(stdout.split('\n').slice(0, 2)).toEqual([
      'a.sop.md:2:4  step 2: Thank the caller.',
      expect.stringMatching(/^a\.tools\.json:1:\d+ {2}tool SearchSolution: optional parameter top_k is never shown$/),
    ]);
    expect(stdout).toContain('steps: 1 of 2 (50%)');
  });

  it('measures a procedure by all shots of its workspace', async () => {
    const { stdout } = await cli(await folderOf(FILES), ['coverage', 'a.sop.md', '--lang', 'zh-CN']);
    expect(stdout).toContain('步骤：1/2（50%）');
    expect(stdout).not.toContain('工具');
  });

  it('measures what a shots document names', async () => {
    const { stdout } = await cli(await folderOf(FILES), ['coverage', 'a.shots.md']);
    expect(stdout).toContain('steps: 1 of 2 (50%)');
    expect(stdout).toContain('tools: 1 of 1 (100%)');
  });

  it('exits with 1 below --min', async () => {
    const folder = await folderOf(FILES);
    expect(await cli(folder, ['coverage', '--min', '60'])).toMatchObject({ code: 0, stderr: '' });
    const { code, stderr } = await cli(folder, ['coverage', '--min', '60.1']);
    expect(code).toBe(1);
    expect(stderr).toBe('sop-shots: 60% is covered, less than --min 60.1 asks for\n');
  });

  it('refuses what is no percentage, and files that do not exist', async () => {
    const folder = await folderOf(FILES);
    for (const min of ['101', '-1', 'all']) {
      expect(await cli(folder, ['coverage', '--min', min])).toMatchObject({ code: 2, stdout: '' });
    }
    expect(await cli(folder, ['coverage', 'b.shots.md'])).toMatchObject({ code: 2, stdout: '' });
  });

  it('says that there is nothing to measure', async () => {
    const { stdout, code } = await cli(await folderOf({ 'a.txt': '' }), ['coverage']);
    expect(stdout).toBe('No procedures and no tools were found.\n');
    expect(code).toBe(0);
  });
});
