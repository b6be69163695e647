import { readFile, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { cli, folderOf } from './support.ts';

const PROGRAM = join(import.meta.dirname, '../toolServers/support/server.mjs');
const SERVER = ['--', process.execPath, PROGRAM];
const IMPORT = ['tools', 'import', '--out', 'workshop.tools.json'];

describe('tools import', () => {
  it('writes a tool file that lint reads', async () => {
    const folder = await folderOf({
      'a.shots.md': '---\ntools: ./workshop.tools.json\n---\n\n**User**: Part 7?\n**Action**: find_part(number = 7)\n',
    });
    const { stdout, code } = await cli(folder, [...IMPORT, '--yes', ...SERVER]);
    expect({ stdout, code }).toEqual({ stdout: 'workshop.tools.json: 2 tools from workshop\n', code: 0 });
    const lint = await cli(folder, ['lint', '--format', 'json', 'a.shots.md']);
    expect(lint.stdout).toContain('"parameter-type"');
  });

  it('shows the command line and asks', async () => {
    const folder = await folderOf({});
    const asked: string[] = [];
    const answer = (text: string) => async (question: string) => {
      asked.push(question);
      return text;
    };
    const no = await cli(folder, [...IMPORT, ...SERVER], { ask: answer('') });
    expect(no).toMatchObject({ code: 2, stdout: '' });
    expect(no.stderr).toContain(PROGRAM);
    expect(await cli(folder, [...IMPORT, ...SERVER], { ask: answer('yes') })).toMatchObject({ code: 0 });
    expect(asked).toHaveLength(2);
  });

  it('starts nothing where nobody can be asked', async () => {
    const folder = await folderOf({});
    const { code, stderr } = await cli(folder, [...IMPORT, ...SERVER]);
    expect(code).toBe(2);
    expect(stderr).toContain('[not-confirmed]');
    const remote = await cli(folder, [...IMPORT, '--url', 'https://tools.example.com/mcp']);
    expect(remote.stderr).toContain('[not-confirmed]');
  });

  it('shows what a second import changes, and keeps the file without consent', async () => {
    const folder = await folderOf({});
    const path = join(folder, 'workshop.tools.json');
    await cli(folder, [...IMPORT, '--yes', ...SERVER]);
    const first = await readFile(path, 'utf8');
    expect((await cli(folder, [...IMPORT, '--yes', ...SERVER])).stdout).toContain('unchanged');

    const kept = await cli(folder, [...IMPORT, '--yes', ...SERVER, 'changed']);
    expect(kept.code).toBe(1);
    expect(kept.stderr).toMatch(/added +order_part\n +removed +查询库存\n +changed +find_part/);
    expect(await readFile(path, 'utf8')).toBe(first);

    expect((await cli(folder, [...IMPORT, '--yes', '--force', ...SERVER, 'changed'])).code).toBe(0);
    expect(await readFile(path, 'utf8')).toContain('spare part');
  });

  it('does not replace a file of another kind by itself', async () => {
    const folder = await folderOf({});
    const path = join(folder, 'workshop.tools.json');
    await writeFile(path, 'my notes');
    expect((await cli(folder, [...IMPORT, '--yes', ...SERVER])).code).toBe(1);
    expect(await readFile(path, 'utf8')).toBe('my notes');
  });

  it('speaks Chinese', async () => {
    const folder = await folderOf({});
    const { stderr } = await cli(folder, ['--lang', 'zh-CN', ...IMPORT, '--yes', ...SERVER, 'empty']);
    expect(stderr).toContain('没有提供任何工具');
  });

  it.each([
    [['--url', 'ftp://a'], 'invalid-server-url'],
    [[], 'no-server'],
    [['--url', 'http://127.0.0.1:1/', '--header', 'Authorization: Bearer abc'], 'invalid-header'],
    [['--url', 'http://127.0.0.1:1/', '--header', 'Authorization: Bearer $NO_KEY'], 'missing-variable'],
    [['--pass', 'NO_KEY', '--yes', ...SERVER], 'missing-variable'],
    [['--timeout', '0', ...SERVER], 'invalid-argument'],
  ])('reports %j with a code', async (args, code) => {
    const result = await cli(await folderOf({}), [...IMPORT, ...args]);
    expect(result).toMatchObject({ code: 2, stdout: '' });
    expect(result.stderr).toContain(`[${code}]`);
  });
});
