import { fileURLToPath } from 'node:url';
import { describe, expect, it } from 'vitest';
import type { JsonObject } from '../../src/core/index.ts';
import { listOf } from '../datasets/support.ts';
import { TEMPLATES } from './support/environments.ts';
import { exportData, readRows } from './support/exportedData.ts';
import { askPython, preparePython } from './support/python.ts';

const script = fileURLToPath(new URL('./renderTemplates.py', import.meta.url));

/** The families whose templates hold tools, with the options that their rows need. */
const families: Readonly<Record<string, { readonly template: string; readonly options?: readonly string[] }>> = {
  'Qwen2.5': { template: 'qwen2_5' },
  Qwen3: { template: 'qwen3' },
  'Qwen3 2507': { template: 'qwen3_instruct_2507' },
  'Qwen3-VL': { template: 'qwen3_vl' },
  'Qwen3.5': { template: 'qwen3_5_think' },
  'Qwen3.6': { template: 'qwen3_6' },
  'Qwen3.8': { template: 'qwen3_8' },
  'GLM-4.5': { template: 'glm4moe' },
  LFM2: { template: 'lfm2' },
  'LFM2.5': { template: 'lfm2_2_5' },
  'Gemma 4': { template: 'gemma4' },
  'gpt-oss': { template: 'gptoss' },
  'Nemotron 3 Nano': { template: 'nemotron_3_nano' },
  'Nemotron 3 Super': { template: 'nemotron_3_super' },
  'Nemotron 3 Ultra': { template: 'nemotron_3_ultra' },
  'Llama 3.1': { template: 'llama3_1', options: ['--parallel', 'split'] },
  'Llama 3.2': { template: 'llama3_2', options: ['--parallel', 'split'] },
  'DeepSeek-V3': { template: 'deepseekv3', options: ['--arguments', 'string'] },
};

type Text = string | { readonly error: string };

async function render(template: string, rows: readonly JsonObject[]): Promise<readonly Text[]> {
  const prepared = await preparePython(TEMPLATES);
  if (!prepared.ok) throw new Error(`no Python environment for ${prepared.reason}`);
  const requests = [{ id: template, template, rows }];
  const [answer] = await askPython<{ readonly texts: readonly Text[] }>(prepared.python, script, requests);
  return answer?.texts ?? [];
}

/** The values of the arguments of a row's calls, as they have to be in its text. */
function valuesOf(row: JsonObject): readonly string[] {
  return listOf(row, 'messages').flatMap((message) =>
    listOf(message, 'tool_calls').flatMap(({ function: called }) => {
      const { name, arguments: given } = called as JsonObject;
      const values: unknown = typeof given === 'string' ? JSON.parse(given) : given;
      const texts = Object.values(values as object).filter((value) => typeof value === 'string');
      return [String(name), ...texts];
    }),
  );
}

describe('chat templates', () => {
  it.each(Object.keys(families))('of %s write every row, and its calls once', async (family) => {
    const { template, options = [] } = families[family] ?? { template: '' };
    const folder = await exportData(['--to', 'hf', '--tools', 'used', ...options]);
    const rows = readRows(folder, 'train.jsonl').map((row): JsonObject => {
      const { tools } = row;
      return typeof tools === 'string' ? { ...row, tools: JSON.parse(tools) } : row;
    });
    const texts = await render(template, rows);
    expect(texts).toHaveLength(rows.length);
    for (const [index, text] of texts.entries()) {
      expect(text).toBeTypeOf('string');
      // Arguments that are encoded twice have a backslash before their quotes.
      expect(text).not.toMatch(/\\"(?:serial|error|city|count)\\"/);
      expect(text).not.toContain('None');
      for (const value of valuesOf(rows[index] ?? {})) expect(text).toContain(value);
    }
    console.log(`${family}: ${texts.length} rows`);
  });

  it('of Qwen2.5 write the same text from hf rows and from hermes rows', async () => {
    const args = ['--tools', 'document'];
    const tools = await exportData(['--to', 'hf', ...args]);
    const tagged = await exportData(['--to', 'hermes', ...args]);
    const written = await render('qwen2_5', readRows(tools, 'train.jsonl'));
    const chat = await render('qwen2_5', readRows(tagged, 'train.jsonl'));
    // Each file has another row first, which decides the columns.
    expect([...chat].sort()).toEqual([...written].sort());
  });
});
