import { mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { describe, expect, it, onTestFinished } from 'vitest';
import { LLAMA_FACTORY, MS_SWIFT } from './support/environments.ts';
import { exportData, readRows } from './support/exportedData.ts';
import { askPython, type EnvironmentRequest, preparePython } from './support/python.ts';

const scriptOf = (name: string) => fileURLToPath(new URL(`./${name}`, import.meta.url));

async function ask<Answer>(
  environment: EnvironmentRequest,
  script: string,
  requests: readonly object[],
): Promise<readonly Answer[]> {
  const prepared = await preparePython(environment);
  if (!prepared.ok) throw new Error(`no Python environment for ${prepared.reason}`);
  const cwd = mkdtempSync(join(tmpdir(), 'sop-shots-trainer-'));
  onTestFinished(() => rmSync(cwd, { recursive: true, force: true }));
  return askPython<Answer>(prepared.python, scriptOf(script), requests, { cwd });
}

interface LlamaFactoryAnswer {
  readonly datasets: Readonly<Record<string, Converted>>;
}

interface Converted {
  readonly rows: number;
  readonly kept: number;
  readonly templates: number;
  readonly failures: Readonly<Record<string, string>>;
}

/** Starting LLaMA-Factory takes long, so that all folders of a test are read at once. */
async function convert(...exports: readonly (readonly string[])[]): Promise<readonly Record<string, Converted>[]> {
  const folders = await Promise.all(exports.map(exportData));
  const requests = folders.map((folder) => ({ id: folder, folder }));
  const answers = await ask<LlamaFactoryAnswer>(LLAMA_FACTORY, 'convertLlamaFactory.py', requests);
  return answers.map(({ datasets }) => datasets);
}

describe("LLaMA-Factory's converter and formatters", () => {
  it('keep every sample, and write its calls with every template but those that the report names', async () => {
    const [rows, tagged, dropped, texts] = await convert(
      ['--to', 'llamafactory'],
      ['--to', 'llamafactory', '--thought', 'text', '--parallel', 'split'],
      ['--to', 'llamafactory', '--thought', 'drop', '--parallel', 'split'],
      ['--to', 'alpaca'],
    );
    for (const datasets of [rows, tagged, dropped, texts]) {
      for (const [name, { rows: count, kept, templates, failures }] of Object.entries(datasets ?? {})) {
        expect(kept).toBe(count);
        console.log(
          `${name}: ${kept} of ${count} rows, ${templates} templates, ${Object.keys(failures).length} failures`,
        );
      }
    }
    const report = readFileSync(join(await exportData(['--to', 'llamafactory']), 'report.json'), 'utf8');
    for (const failed of Object.keys(rows?.train?.failures ?? {})) expect(report).toContain(failed);
    expect(Object.keys(tagged?.train?.failures ?? {})).toEqual(['lfm2', 'lfm2_vl']);
    expect(dropped?.train?.failures).toEqual({});
  });

  it('write thoughts with the template that the export names', async () => {
    const templates = ['gemma4', 'gpt_oss', 'kimi_vl', 'seed_oss', 'qwen3', 'llama3', 'mistral'];
    const answers = await convert(...templates.map((template) => ['--to', 'llamafactory', '--template', template]));
    expect(answers).toHaveLength(templates.length);
    for (const [index, datasets] of answers.entries()) {
      expect(Object.keys(datasets.train?.failures ?? {})).not.toContain(templates[index]);
    }
  });
});

interface SwiftAnswer {
  readonly kept: number;
  readonly roles: readonly (readonly string[])[];
}

describe("ms-swift's preprocessor", () => {
  it.each(['train.jsonl', 'train.react.jsonl'])('keeps every row and turn of %s', async (name) => {
    const folder = await exportData(['--to', 'ms-swift']);
    const request = { id: name, file: join(folder, name) };
    const [answer] = await ask<SwiftAnswer>(MS_SWIFT, 'preprocessSwift.py', [request]);
    const rows = readRows(folder, name);
    expect(answer?.kept).toBe(rows.length);
    const roles = rows.map(({ messages }) =>
      (messages as readonly { readonly role: string }[]).map(({ role }) => role),
    );
    expect(answer?.roles).toEqual(roles);
    console.log(`ms-swift: ${answer?.kept} of ${rows.length} rows of ${name}`);
  });
});
