import { describe, expect, it } from 'vitest';
import { isObject, type JsonObject } from '../../src/core/index.ts';
import { detectReader, findTarget, getDefaultSettings, readRow } from '../../src/datasets/index.ts';
import { readSourceFile } from './support/sourcePackage.ts';

/** Sample data of LLaMA-Factory with the number of rows in it; pairs of preferences are read, not written. */
const files = {
  'glaive_toolcall_zh_demo.json': { rows: 300, isWritten: true },
  'glaive_toolcall_en_demo.json': { rows: 300, isWritten: true },
  'alpaca_zh_demo.json': { rows: 1000, isWritten: true },
  'alpaca_en_demo.json': { rows: 999, isWritten: true },
  'reason_tool_use_demo_50.jsonl': { rows: 50, isWritten: true },
  'v1_sft_demo.jsonl': { rows: 500, isWritten: true },
  'v1_dpo_demo.jsonl': { rows: 10, isWritten: false },
  'dpo_zh_demo.json': { rows: 300, isWritten: false },
  'dpo_en_demo.json': { rows: 300, isWritten: false },
  'kto_en_demo.json': { rows: 300, isWritten: false },
} as const;

async function readRows(name: string): Promise<readonly JsonObject[]> {
  const file = await readSourceFile('llamafactory', '0.9.5', `data/${name}`);
  if (!file.ok) throw new Error(file.reason);
  if (file.text.startsWith('[')) return JSON.parse(file.text);
  return file.text
    .trimEnd()
    .split('\n')
    .map((line): JsonObject => JSON.parse(line));
}

/** Texts that are JSON as values, since white space in them has no meaning. */
function withParsedTexts(value: unknown): unknown {
  if (Array.isArray(value)) return value.map(withParsedTexts);
  if (isObject(value))
    return Object.fromEntries(Object.entries(value).map(([key, each]) => [key, withParsedTexts(each)]));
  if (typeof value !== 'string' || !/^\s*[[{]/.test(value)) return value;
  try {
    return { json: JSON.parse(value) };
  } catch {
    return value;
  }
}

/** Writes a row through its conversation, with the columns that the row has. */
function writeAgain(row: JsonObject): unknown {
  const reader = detectReader(row);
  const target = findTarget(reader?.target ?? '');
  if (reader === undefined || target === undefined) throw new Error('unknown format');
  const { conversation } = readRow(reader, row);
  if (conversation === undefined) throw new Error('no conversation');
  const settings = getDefaultSettings(target);
  return target.toRow(conversation, { ...settings, wireName: (name) => name, uniform: false });
}

describe('sample data of LLaMA-Factory', () => {
  it.each(Object.keys(files) as (keyof typeof files)[])('%s is read without a finding about its form', async (name) => {
    const rows = await readRows(name);
    expect(rows).toHaveLength(files[name].rows);
    const problems = rows.flatMap((row): readonly unknown[] => {
      const reader = detectReader(row);
      return reader === undefined ? ['unknown-format'] : readRow(reader, row).problems;
    });
    expect(problems).toEqual([]);
  });

  it.each(Object.keys(files).filter((name) => files[name as keyof typeof files].isWritten))(
    '%s is written again as the same rows in the same order',
    async (name) => {
      const rows = await readRows(name);
      expect(rows.map((row) => withParsedTexts(writeAgain(row)))).toEqual(rows.map(withParsedTexts));
      console.log(`${name}: ${rows.length} rows equal`);
    },
  );
});
