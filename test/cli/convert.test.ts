import { readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { cli, folderOf, TOOLS } from './support.ts';

const shot = (call: string) => `**User**: q\n**Think**: a\n**Action**: ${call}\n`;
const EXPRESSION = shot('SearchSolution(Error = "x", top_k = 1)');
const JSON_CALL = shot('{"name": "SearchSolution", "arguments": {"Error": "x", "top_k": 1}}');

describe('sop-shots convert', () => {
  it('writes the calls of every document in one notation', async () => {
    const folder = await folderOf({ 'a.shots.md': EXPRESSION, 'b.shots.md': JSON_CALL, 'a.tools.json': TOOLS });
    expect(await cli(folder, ['convert', '--calls', 'json'])).toEqual({
      stdout: 'a.shots.md: converted\n2 files, 1 changed\n',
      stderr: '',
      code: 0,
    });
    expect(await readFile(join(folder, 'a.shots.md'), 'utf8')).toBe(JSON_CALL);
    await cli(folder, ['convert', '--calls', 'expression', '.']);
    expect(await readFile(join(folder, 'b.shots.md'), 'utf8')).toBe(EXPRESSION);
  });

  it('only looks with --check, and names the calls that stay', async () => {
    const text = `${EXPRESSION}\n${shot('SearchSolution(Error = {{x}})')}`;
    const folder = await folderOf({ 'a.shots.md': text, 'a.tools.json': TOOLS });
    const { stdout, stderr, code } = await cli(folder, ['convert', '--calls', 'hermes', '--check', '--lang', 'zh-CN']);
    expect(code).toBe(1);
    expect(stdout).toBe('a.shots.md：需要转换\n1 个文件，1 个有改动\n');
    expect(stderr).toBe('a.shots.md:7：未转换。有值是占位符或被省略。\n');
    expect(await readFile(join(folder, 'a.shots.md'), 'utf8')).toBe(text);
  });

  it('refuses an unknown notation', async () => {
    const folder = await folderOf({ 'a.shots.md': EXPRESSION });
    const { stderr, code } = await cli(folder, ['convert', '--calls', 'xml']);
    expect([code, stderr.includes('hermes')]).toEqual([2, true]);
  });
});
