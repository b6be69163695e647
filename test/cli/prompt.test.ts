import { readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { cli, folderOf, TOOLS } from './support.ts';

const SHOTS = `---
tools: ./support.tools.json
---

**User**: The printer jams.
**Think**: I look it up.
**Action**: SearchSolution(Error = "jams")
**Observation**: Open the cover.

**User**: The screen is dark.
**Think**: I look it up.
**Action**: SearchSolution(Error = "dark")
**Observation**: An engineer must come.
`;

const FILES = { 'a.shots.md': SHOTS, 'support.tools.json': TOOLS };

describe('sop-shots prompt', () => {
  it('prints the prompt, and what it is made of on standard error', async () => {
    const folder = await folderOf(FILES);
    const { stdout, stderr, code } = await cli(folder, ['prompt', 'a.shots.md', '--request', 'The fan hums.']);
    expect(code).toBe(0);
    expect(stdout).toMatch(/^# Tools\n[\s\S]*\*\*User\*\*: The fan hums\.\n$/);
    expect(stderr).toMatch(
      /^Tools: \d+ tokens\nBefore the shots: \d+ tokens\nShot 1 \(The printer jams\.\): all shots are included, \d+ tokens\n/,
    );
    expect(stderr).toMatch(/\nTotal: \d+ tokens \(o200k\)\n$/);
  });

  it('speaks Chinese', async () => {
    const folder = await folderOf(FILES);
    const { stderr } = await cli(folder, ['prompt', 'a.shots.md', '--lang', 'zh-CN']);
    expect(stderr).toContain('工具：');
    expect(stderr).toMatch(/总计：\d+ 个 token（o200k）/);
  });

  it('chooses similar shots within a budget', async () => {
    const folder = await folderOf(FILES);
    const args = ['--select', 'similar', '--request', 'My screen stays dark', '--shots', '1', '--tokenizer', 'cl100k'];
    const { stdout, stderr } = await cli(folder, ['prompt', 'a.shots.md', ...args]);
    expect(stdout).toContain('The screen is dark.');
    expect(stdout).not.toContain('The printer jams.');
    expect(stderr).toContain('Shot 1 (The printer jams.) is left out: the maximum number of shots is 1');
  });

  it('exits with 1 if the budget is too small', async () => {
    const folder = await folderOf(FILES);
    const { stderr, code } = await cli(folder, ['prompt', 'a.shots.md', '--budget', '20']);
    expect(code).toBe(1);
    expect(stderr).toMatch(/ \[budget-exceeded\]\n$/);
  });

  it('writes a file, and overwrites it only when asked', async () => {
    const folder = await folderOf({ ...FILES, 'system.txt': 'You repair things.' });
    const args = ['prompt', 'a.shots.md', '--out', 'p/prompt.md', '--system', 'system.txt'];
    expect(await cli(folder, args)).toMatchObject({ stdout: '', code: 0 });
    expect(await readFile(join(folder, 'p/prompt.md'), 'utf8')).toMatch(/^You repair things\.\n\n# Tools/);
    const again = await cli(folder, args);
    expect(again.code).toBe(2);
    expect(again.stderr).toContain('file-exists');
    expect(await cli(folder, [...args, '--force'])).toMatchObject({ code: 0 });
  });

  it('refuses what it cannot use, with a code', async () => {
    const folder = await folderOf({ ...FILES, 'vocab.bin': '\u0001\u0002' });
    const run = async (...args: readonly string[]) => (await cli(folder, ['prompt', ...args])).stderr;
    expect(await run('missing.shots.md')).toContain('unreadable');
    expect(await run('a.shots.md', '--select', 'similar')).toContain('request-missing');
    expect(await run('a.shots.md', '--tokenizer', 'vocab.bin')).toContain('tokenizer-file');
    expect(await run('a.shots.md', '--tokenizer', 'none.json')).toContain('tokenizer-file');
    expect(await run('a.shots.md', '--budget', '0')).toContain('expected a whole number');
    expect(await run('a.shots.md', '--format', 'yaml')).toContain('--format');
  });
});
