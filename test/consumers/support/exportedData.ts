import { cpSync, mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { onTestFinished } from 'vitest';
import type { JsonObject } from '../../../src/core/index.ts';
import { cli } from '../../cli/support.ts';

const SOURCES = ['examples/repair-desk', 'test/fixtures/datasets'];

/** Exports the examples and the fixtures of datasets with the command line; answers the folder of the data. */
export async function exportData(args: readonly string[]): Promise<string> {
  const folder = mkdtempSync(join(tmpdir(), 'sop-shots-data-'));
  onTestFinished(() => rmSync(folder, { recursive: true, force: true }));
  for (const source of SOURCES) {
    cpSync(fileURLToPath(new URL(`../../../${source}`, import.meta.url)), join(folder, source), { recursive: true });
  }
  const { code, stderr } = await cli(folder, ['export', '.', ...args, '--out', 'out']);
  if (code !== 0) throw new Error(stderr);
  return join(folder, 'out');
}

/** The rows of a data file. */
export function readRows(folder: string, name: string): readonly JsonObject[] {
  const lines = readFileSync(join(folder, name), 'utf8').trimEnd().split('\n');
  return lines.map((line): JsonObject => JSON.parse(line));
}
