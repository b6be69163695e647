import { existsSync, readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { readFixture } from '../datasets/support.ts';
import { cli, folderOf } from './support.ts';

async function workspace(files: Readonly<Record<string, string>> = {}): Promise<string> {
  return folderOf({
    'locks.shots.md': readFixture('locks.shots.md'),
    'locks.tools.json': readFixture('locks.tools.json'),
    ...files,
  });
}

const read = (...path: readonly string[]) => readFileSync(join(...path), 'utf8');
const rowsOf = (text: string) =>
  text
    .trimEnd()
    .split('\n')
    .map((line) => JSON.parse(line));

describe('sop-shots export', () => {
  it('writes both forms, the report and what the target needs', async () => {
    const folder = await workspace();
    const { stdout, code } = await cli(folder, ['export', '--to', 'llamafactory', '--out', 'out']);
    expect(code).toBe(0);
    expect(readdirSync(join(folder, 'out')).sort()).toEqual([
      'dataset_info.json',
      'report.json',
      'train.jsonl',
      'train.react.jsonl',
    ]);
    expect(rowsOf(read(folder, 'out/train.jsonl'))).toHaveLength(4);
    expect(Object.keys(JSON.parse(read(folder, 'out/dataset_info.json')))).toEqual(['train', 'train_react']);
    expect(stdout).toContain('8 shots in 1 document: 5 samples');
    expect(stdout).toContain('left out: 3');
    expect(stdout).toMatch(/locks\.shots\.md:\d+ it contains placeholders \[placeholder\]/);
    expect(JSON.parse(read(folder, 'out/report.json'))).toMatchObject({
      samples: { chat: 4, react: 1 },
      calls: { byTool: { FindLock: 3 } },
      leftOut: { total: 3, byReason: { placeholder: 1, draft: 1, errors: 1 } },
    });
  });

  it('reports in Chinese, and as JSON', async () => {
    const folder = await workspace();
    const chinese = await cli(folder, ['export', '--to', 'hf', '--out', 'a', '--lang', 'zh-CN']);
    expect(chinese.stdout).toContain('未写入：3');
    const json = await cli(folder, ['export', '--to', 'hf', '--out', 'b', '--format', 'json']);
    expect(JSON.parse(json.stdout)).toMatchObject({ target: 'hf', shots: 8 });
  });

  it('does not write into a folder with files, unless it is confirmed', async () => {
    const folder = await workspace({ 'out/train.jsonl': 'mine\n' });
    const args = ['export', '--to', 'hf', '--out', 'out'];
    expect(await cli(folder, args)).toMatchObject({ code: 2, stderr: expect.stringContaining('[folder-not-empty]') });
    expect(await cli(folder, args, { ask: async () => 'n' })).toMatchObject({ code: 2 });
    expect(read(folder, 'out/train.jsonl')).toBe('mine\n');
    expect(await cli(folder, args, { ask: async () => 'y' })).toMatchObject({ code: 0 });
    expect(await cli(folder, [...args, '--force'])).toMatchObject({ code: 0 });
    expect(rowsOf(read(folder, 'out/train.jsonl'))).toHaveLength(4);
  });

  it('leaves no file when it is cancelled', async () => {
    const folder = await workspace();
    const cancelled = new AbortController();
    const status = () => cancelled.abort();
    cancelled.abort();
    const { stderr } = await cli(folder, ['export', '--to', 'hf', '--out', 'out'], {
      signal: cancelled.signal,
      status,
    });
    expect(stderr).toContain('cancelled');
    expect(existsSync(join(folder, 'out')) ? readdirSync(join(folder, 'out')) : []).toEqual([]);
  });

  it('exits with 1 if --strict leaves something out, or if there is nothing to write', async () => {
    const folder = await workspace({ 'empty/a.shots.md': '**User**: Hi\n' });
    expect(await cli(folder, ['export', 'locks.shots.md', '--to', 'hf', '--out', 'out', '--strict'])).toMatchObject({
      code: 1,
    });
    const empty = await cli(folder, ['export', 'empty', '--to', 'hf', '--out', 'none']);
    expect(empty).toMatchObject({ code: 1, stderr: expect.stringContaining('no file was written') });
    expect(existsSync(join(folder, 'none/train.jsonl'))).toBe(false);
  });

  it('divides the data without separating near-duplicates', async () => {
    const shot = (machine: string) =>
      `**User**: My ${machine} makes a loud noise and does not stop.\n**Answer**: Please switch it off.\n`;
    const machines = ['W-1', 'W-2', 'Q-377', 'R-9'].map(shot);
    const others = ['The door is open.', 'Where is my parcel?', 'I want to cancel.', 'Who are you?'].map(
      (text) => `**User**: ${text}\n**Answer**: ${text} Yes.\n`,
    );
    const folder = await folderOf({ 'a.shots.md': [...machines, ...others].join('\n---\n\n') });
    const args = ['export', '--to', 'hf', '--split', 'train=0.5,test=0.5'];
    const { stdout } = await cli(folder, [...args, '--out', 'out']);
    const parts = ['train', 'test'].map((name) => rowsOf(read(folder, `out/${name}.jsonl`)));
    expect(parts.map((rows) => rows.length)).toEqual([4, 4]);
    const noisy = parts.map((rows) => rows.filter((row) => row.messages[0].content.includes('noise')).length);
    expect(noisy.toSorted()).toEqual([0, 4]);
    expect(stdout).toContain('near-duplicates: 4 samples in 1 clusters');
    await cli(folder, [...args, '--out', 'file', '--group-by', 'file', '--seed', '3']);
    expect(readdirSync(join(folder, 'file')).filter((name) => name.endsWith('.jsonl'))).toEqual(['train.jsonl']);
    expect(await cli(folder, [...args, '--split', 'train=2', '--out', 'x'])).toMatchObject({ code: 2 });
  });

  it('counts tokens, and writes a recipe for the data', async () => {
    const folder = await workspace();
    const args = ['export', '--to', 'llamafactory', '--tokenizer', 'o200k', '--recipe', 'llamafactory', '--out', 'out'];
    const { stdout } = await cli(folder, args);
    expect(stdout).toMatch(/tokens per sample \(o200k\): median \d+/);
    const report = JSON.parse(read(folder, 'out/report.json'));
    expect(report.tokens.maximum).toBeGreaterThanOrEqual(report.tokens.median);
    const recipe = read(folder, 'out/llamafactory.yaml');
    expect(recipe).toMatch(/^model_name_or_path: Qwen\/Qwen3-8B\n/);
    expect(recipe).toContain('dataset: train\ndataset_dir: .\n');
    const lora = ['lora', '--model', 'Qwen/Qwen3-8B', '--rank', '16', '--target-modules', 'all-linear'];
    const counted = await cli(folder, lora);
    const again = await cli(folder, ['lora', '--model', 'Qwen/Qwen3-8B', '--config', 'out/llamafactory.yaml']);
    expect(again.stdout.match(/trainable params: [\d,]+/)?.[0]).toBe(
      counted.stdout.match(/trainable params: [\d,]+/)?.[0],
    );
    expect(await cli(folder, ['export', '--to', 'openai', '--recipe', 'trl', '--out', 'x'])).toMatchObject({ code: 2 });
  });

  it.each([
    ['ms-swift', 'ms-swift', 'ms-swift.sh', '--dataset train.jsonl'],
    ['hf', 'axolotl', 'axolotl.yaml', 'train.jsonl'],
    ['hf', 'trl', 'train_trl.py', 'data_files="train.jsonl"'],
  ])('writes a recipe for %s data and %s', async (target, recipe, name, expected) => {
    const folder = await workspace();
    await cli(folder, ['export', '--to', target, '--recipe', recipe, '--out', 'out']);
    expect(read(folder, 'out', name)).toContain(expected);
  });

  it('takes target, thought and status from the project file', async () => {
    const project = 'export:\n  target: hf\n  thought: reasoning\n  status: any\n  system: ./system.txt\n';
    const folder = await workspace({ 'sop-shots.yaml': project, 'system.txt': 'Be kind.\n' });
    expect(await cli(folder, ['export', '--out', 'out'])).toMatchObject({ code: 0 });
    const [row] = rowsOf(read(folder, 'out/train.jsonl'));
    expect(row.messages[0]).toEqual({ role: 'system', content: 'Be kind.' });
    expect(row.messages[2]).toHaveProperty('reasoning_content');
    expect(rowsOf(read(folder, 'out/train.jsonl'))).toHaveLength(5);
  });

  it('names tools as the file of --wire-names says', async () => {
    const folder = await workspace({ 'names.json': '{"查询网点": "find_shop"}', 'wrong.json': '{"a": "x", "b": "x"}' });
    const args = ['export', 'locks.shots.md', '--to', 'openai', '--out', 'out', '--wire-names'];
    expect(await cli(folder, [...args, 'names.json'])).toMatchObject({ code: 0 });
    expect(JSON.parse(read(folder, 'out/names.json'))).toEqual({ 查询网点: 'find_shop' });
    expect(await cli(folder, [...args, 'wrong.json', '--force'])).toMatchObject({
      code: 2,
      stderr: expect.stringContaining('two tools have the name "x"'),
    });
  });

  it.each([
    [['--out', 'out'], 'no-target'],
    [['--out', 'out', '--to', 'parquet'], 'unknown-target'],
    [['--out', 'out', '--to', 'openai', '--thought', 'reasoning'], 'usage'],
    [['--out', 'out', '--to', 'hf', '--tools', 'some'], 'usage'],
    [['--out', 'out', '--to', 'hf', '--system', 'missing.txt'], 'unreadable'],
  ])('refuses %j with the code %s', async (args, code) => {
    const folder = await workspace();
    expect(await cli(folder, ['export', ...args])).toMatchObject({
      code: 2,
      stderr: expect.stringContaining(`[${code}]`),
    });
  });
});
