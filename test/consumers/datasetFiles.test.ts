import { existsSync } from 'node:fs';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { describe, expect, it } from 'vitest';
import type { JsonObject } from '../../src/core/index.ts';
import { datasetTargets } from '../../src/datasets/index.ts';
import { DATASETS_4, DATASETS_5 } from './support/environments.ts';
import { exportData, readRows } from './support/exportedData.ts';
import { askPython, type EnvironmentRequest, preparePython } from './support/python.ts';

const script = fileURLToPath(new URL('./readDatasets.py', import.meta.url));

interface Answer {
  readonly id: string;
  readonly rows?: number;
  readonly data?: readonly JsonObject[];
  readonly error?: string;
}

const versions: readonly (readonly [string, EnvironmentRequest])[] = [
  ['datasets 4.4', DATASETS_4],
  ['datasets 5.2', DATASETS_5],
];

/** Arrow reads a key that a row does not have as null, which is the same to every reader of the row. */
function withoutNulls(value: unknown): unknown {
  if (Array.isArray(value)) return value.map(withoutNulls);
  if (typeof value !== 'object' || value === null) return value;
  const entries = Object.entries(value).filter(([, inner]) => inner !== null);
  return Object.fromEntries(entries.map(([key, inner]) => [key, withoutNulls(inner)]));
}

describe.each(versions)('%s', (version, environment) => {
  it.each(datasetTargets.map(({ id }) => id))('reads every row of %s', async (target) => {
    const prepared = await preparePython(environment);
    if (!prepared.ok) throw new Error(`no Python environment for ${prepared.reason}`);
    // Objects with different types of values under one key are refused by version 4.
    const form = target === 'hf' && environment === DATASETS_4 ? ['--arguments', 'string'] : [];
    const folder = await exportData(['--to', target, '--wire-names', ...form]);
    const names = ['train.jsonl', 'train.react.jsonl'].filter((name) => existsSync(join(folder, name)));
    const requests = names.map((name) => ({ id: name, file: join(folder, name) }));
    const answers = await askPython<Answer>(prepared.python, script, requests, { cwd: folder });
    expect(answers.map(({ id, error }) => ({ id, error }))).toEqual(names.map((id) => ({ id })));
    for (const { id, rows, data = [] } of answers) {
      const written = readRows(folder, id);
      expect(rows).toBe(written.length);
      expect(data.map(withoutNulls)).toEqual(written.map(withoutNulls));
    }
    console.log(`${version} ${target}: ${answers.map(({ id, rows }) => `${id} ${rows}`).join(', ')}`);
  });
});
