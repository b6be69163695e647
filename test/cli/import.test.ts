import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { readFixture } from '../datasets/support.ts';
import { cli, folderOf } from './support.ts';

const ROW = '{"messages":[{"role":"user","content":"hi"},{"role":"assistant","content":"hello"}]}\n';

async function locks(): Promise<string> {
  return folderOf({
    'locks.shots.md': readFixture('locks.shots.md'),
    'locks.tools.json': readFixture('locks.tools.json'),
  });
}

const sortedRows = (...path: readonly string[]) =>
  readFileSync(join(...path), 'utf8')
    .trimEnd()
    .split('\n')
    .sort();

describe('sop-shots import', () => {
  it.each(['hf', 'openai', 'llamafactory', 'llamafactory-v1', 'ms-swift'])(
    'reads what export --to %s writes, and exports it as the same rows',
    async (target) => {
      const folder = await locks();
      const args = ['--to', target, '--tools', 'used', '--wire-names'];
      expect(await cli(folder, ['export', 'locks.shots.md', ...args, '--out', 'a'])).toMatchObject({ code: 0 });
      const names = ['--wire-names', 'a/names.json'];
      expect(await cli(folder, ['import', 'a/train.jsonl', '--out', 'b', ...names])).toMatchObject({
        code: 0,
        stderr: '',
      });
      expect(await cli(folder, ['lint', 'b'])).toMatchObject({ code: 0, stdout: expect.stringContaining('4 shots') });
      expect(await cli(folder, ['export', 'b', ...args, '--out', 'c'])).toMatchObject({ code: 0 });
      // Thoughts before words to the customer are in no chat, so that both exports have the same rows but for call ids.
      const withoutIds = (rows: readonly string[]) =>
        rows.map((row) => row.replace(/"(?:id|tool_call_id)":"\w{9}"/g, '')).sort();
      expect(withoutIds(sortedRows(folder, 'c/train.jsonl'))).toEqual(withoutIds(sortedRows(folder, 'a/train.jsonl')));
    },
  );

  it('skips rows that have no form as a shot, and says so', async () => {
    const broken = '{"messages":[{"role":"assistant","content":"hello"}]}\n{"messages":[{"role":"us\n';
    const code =
      '{"messages":[{"role":"user","content":"a"},{"role":"assistant","content":"b\\nrun(x=1)"},{"role":"user","content":"c"},{"role":"assistant","content":"d"}]}\n';
    const folder = await folderOf({ 'a.jsonl': `${ROW}${broken}${code}` });
    const { stderr, stdout, code: exit } = await cli(folder, ['import', 'a.jsonl', '--out', 'out']);
    expect(exit).toBe(1);
    expect(stderr.match(/a\.jsonl:\d: skipped/g)).toEqual([
      'a.jsonl:2: skipped',
      'a.jsonl:3: skipped',
      'a.jsonl:4: skipped',
    ]);
    expect(stdout).toContain('1 shot with 0 tools in 1 file');
    expect(readdirSync(join(folder, 'out'))).toEqual(['a.shots.md']);
  });

  it('reads JSON lists, and writes labels in Chinese', async () => {
    const folder = await folderOf({ 'a.json': '[{"instruction": "卡纸", "input": "急", "output": "好"}]' });
    expect(await cli(folder, ['import', 'a.json', '--out', 'out', '--language', 'zh-CN'])).toMatchObject({ code: 0 });
    expect(readFileSync(join(folder, 'out/a.shots.md'), 'utf8')).toBe('**用户**：卡纸\n急\n**回复**：好\n');
  });

  it('refuses files of another kind and folders with files in them', async () => {
    const folder = await folderOf({ 'a.json': '{"name": "x"}', 'b.jsonl': ROW, 'out/mine.txt': '' });
    expect(await cli(folder, ['import', 'a.json', '--out', 'new'])).toMatchObject({
      code: 2,
      stderr: expect.stringContaining('[not-training-data]'),
    });
    expect(await cli(folder, ['import', 'c.jsonl', '--out', 'new'])).toMatchObject({
      code: 2,
      stderr: expect.stringContaining('[missing]'),
    });
    expect(await cli(folder, ['import', 'b.jsonl', '--out', 'out'])).toMatchObject({
      code: 2,
      stderr: expect.stringContaining('[folder-not-empty]'),
    });
  });
});

describe('sop-shots lint of training data', () => {
  it('reports each finding at its line and column', async () => {
    const folder = await folderOf({
      'a.jsonl': `\uFEFF${ROW.replace('\n', '\r\n')}${ROW.replace('user', 'usr')}{"messages":[{"ro`,
    });
    const { stdout, code } = await cli(folder, ['lint', 'a.jsonl']);
    expect(code).toBe(1);
    expect(stdout).toContain('a.jsonl:2:22 error');
    expect(stdout).toContain('[unknown-role]');
    expect(stdout).toMatch(/a\.jsonl:3:17 error .* \[truncated-line\]/);
    const off = await cli(folder, ['lint', 'a.jsonl', '--format', 'json']);
    expect(JSON.parse(off.stdout).summary).toMatchObject({ files: 1, errors: 2 });
  });

  it('checks the calls of rows without tools against those of --tools', async () => {
    const row = (name: string, values: object): string => {
      const call = { id: 'c', type: 'function', function: { name, arguments: JSON.stringify(values) } };
      const turns = [
        { role: 'user', content: name },
        { role: 'assistant', content: null, tool_calls: [call] },
      ];
      const end = [
        { role: 'tool', tool_call_id: 'c', content: 'Done.' },
        { role: 'assistant', content: 'It is done.' },
      ];
      return JSON.stringify({ messages: [...turns, ...end] });
    };
    const parameters = { type: 'object', properties: { count: { type: 'integer' } }, required: ['count'] };
    const folder = await folderOf({
      'a.jsonl': `${row('Book', { count: 1 })}\n${row('Book', { count: '2' })}\n${row('Look', {})}\n`,
      'desk.json': JSON.stringify([{ name: 'Book', description: 'Books.', parameters }]),
    });
    expect((await cli(folder, ['lint', 'a.jsonl'])).stdout).toContain('no findings');
    const { code, stdout } = await cli(folder, ['lint', 'a.jsonl', '--tools', 'desk.json']);
    expect(code).toBe(1);
    expect(stdout).toMatch(/a\.jsonl:2:\d+ error .*`count` must be an integer.*\[parameter-type\]/);
    expect(stdout).toMatch(/a\.jsonl:3:\d+ error .*`Look`.*\[unknown-tool\]/);
  });

  it('reports rows of a JSON list at their lines', async () => {
    const folder = await folderOf({ 'a.json': `[\n${ROW.trim()},\n${ROW.trim().replace('user', 'usr')}\n]\n` });
    expect((await cli(folder, ['lint', 'a.json'])).stdout).toContain('a.json:3:22 error');
  });

  it('reports a line that is too long, and goes on', async () => {
    const long = `{"messages":[{"role":"user","content":"${'x'.repeat(65 * 2 ** 20)}"}]}\n`;
    const folder = await folderOf({ 'a.jsonl': `${ROW}${long}${ROW.replace('user', 'usr')}` });
    const { stdout } = await cli(folder, ['lint', 'a.jsonl', '--lang', 'zh-CN']);
    expect(stdout).toMatch(/a\.jsonl:2:1 错误 此行有 65 MB.*\[limit-reached\]/);
    expect(stdout).toContain('a.jsonl:3:22');
  });

  it('still reads JSON Lines of tools as tools', async () => {
    const folder = await folderOf({
      'tools.jsonl':
        '{"name": "f", "parameters": {"type": "object"}}\n{"name": "g", "parameters": {"type": "objekt"}}\n',
    });
    expect((await cli(folder, ['lint', 'tools.jsonl'])).stdout).toContain('[schema-invalid]');
  });
});
