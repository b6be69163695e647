import { existsSync, readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { openOutput } from '../../src/files/index.ts';
import { folderOf } from '../cli/support.ts';

describe('an output file', () => {
  it('has its name only when it is committed', async () => {
    const folder = await folderOf({});
    const path = join(folder, 'new/train.jsonl');
    const output = await openOutput(path);
    await output.write('{}\n');
    await output.write('{"a": 1}\n');
    expect(existsSync(path)).toBe(false);
    await output.commit();
    expect(readFileSync(path, 'utf8')).toBe('{}\n{"a": 1}\n');
    await output.discard();
    expect(existsSync(path)).toBe(true);
  });

  it('leaves the old file and nothing else when it is discarded', async () => {
    const folder = await folderOf({ 'train.jsonl': 'old' });
    const output = await openOutput(join(folder, 'train.jsonl'));
    await output.write('x'.repeat(2 ** 21));
    await output.discard();
    expect(readdirSync(folder)).toEqual(['train.jsonl']);
    expect(readFileSync(join(folder, 'train.jsonl'), 'utf8')).toBe('old');
  });

  it('names the file that cannot be written', async () => {
    const folder = await folderOf({});
    const output = await openOutput(join(folder, 'train.jsonl'));
    await output.discard();
    await expect(output.write('x'.repeat(2 ** 20))).rejects.toMatchObject({ path: join(folder, 'train.jsonl') });
    expect(readdirSync(folder)).toEqual([]);
  });
});
