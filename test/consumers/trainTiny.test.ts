import { existsSync } from 'node:fs';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { describe, expect, it } from 'vitest';
import { cli } from '../cli/support.ts';
import { TRL } from './support/environments.ts';
import { exportData, readRows } from './support/exportedData.ts';
import { askPython, preparePython } from './support/python.ts';

const script = fileURLToPath(new URL('./trainTiny.py', import.meta.url));

interface Trained {
  readonly trainable: number;
  readonly total: number;
  readonly steps: number;
  readonly loss: number;
  readonly rows: number;
  readonly texts: readonly string[];
}

describe('a written recipe of TRL', () => {
  it('trains a step on every row with as many parameters as the estimator counts', async () => {
    const prepared = await preparePython(TRL);
    if (!prepared.ok) throw new Error(`no Python environment for ${prepared.reason}`);
    const source = await exportData(['--to', 'hf']);
    const model = join(source, '..', 'tiny');
    const data = join(source, 'train.jsonl');
    await askPython(prepared.python, script, [{ id: 'create', model, data }], { cwd: source });
    expect(existsSync(join(model, 'model.safetensors'))).toBe(true);

    // A model in a folder is named so that the recipe finds it from the folder of the data.
    const args = ['--to', 'hf', '--recipe', 'trl', '--model', 'tiny', '--out', 'trained'];
    const exported = await cli(join(source, '..'), ['export', 'examples', 'test', ...args]);
    expect(exported.code, exported.stderr).toBe(0);
    const folder = join(source, '..', 'trained');
    const counted = await cli(join(source, '..'), [
      ...['lora', '--model', 'tiny', '--rank', '16', '--target-modules', 'all-linear', '--format', 'json'],
    ]);
    const { trainable, total } = JSON.parse(counted.stdout) as Pick<Trained, 'trainable' | 'total'>;

    const requests = [{ id: 'train', recipe: join(folder, 'train_trl.py') }];
    const [answer] = await askPython<Trained>(prepared.python, script, requests, { cwd: folder });
    const rows = readRows(folder, 'train.jsonl');
    expect(answer).toMatchObject({ trainable, total, steps: 1, rows: rows.length });
    expect(answer?.loss).toBeGreaterThan(0);
    for (const text of answer?.texts ?? []) expect(text).toMatch(/^<\|im_start\|>[\s\S]*<\|im_end\|>\n?$/);
    console.log(`TRL: ${answer?.trainable} of ${answer?.total} parameters, ${answer?.rows} rows, loss ${answer?.loss}`);
  });
});
