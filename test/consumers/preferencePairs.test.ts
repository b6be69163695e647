import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { describe, expect, it, onTestFinished } from 'vitest';
import { setUp } from '../cli/evalSupport.ts';
import { LLAMA_FACTORY, MS_SWIFT, TRL } from './support/environments.ts';
import { readRows } from './support/exportedData.ts';
import { askPython, type EnvironmentRequest, preparePython } from './support/python.ts';

/** The folder with the pairs of a model that is wrong in four turns. */
async function writePairs(target: string): Promise<string> {
  const { run, folder } = await setUp();
  const { stderr } = await run('wrong-argument', ['--pairs', target, '--out', 'pairs']);
  expect(stderr).toContain('4 preference pairs written');
  return join(folder, 'pairs');
}

async function ask<Answer>(
  environment: EnvironmentRequest,
  script: string,
  requests: readonly object[],
): Promise<readonly Answer[]> {
  const prepared = await preparePython(environment);
  if (!prepared.ok) throw new Error(`no Python environment for ${prepared.reason}`);
  const cwd = mkdtempSync(join(tmpdir(), 'sop-shots-pairs-'));
  onTestFinished(() => rmSync(cwd, { recursive: true, force: true }));
  const path = fileURLToPath(new URL(`./${script}`, import.meta.url));
  return askPython<Answer>(prepared.python, path, requests, { cwd });
}

describe('preference pairs', () => {
  it('are kept whole by the converter and formatters of LLaMA-Factory', async () => {
    interface Converted {
      readonly datasets: {
        readonly train: { readonly rows: number; readonly kept: number; readonly failures: object };
      };
    }
    const folders = [await writePairs('llamafactory-dpo'), await writePairs('llamafactory-kto')];
    const requests = folders.map((folder) => ({ id: folder, folder }));
    const answers = await ask<Converted>(LLAMA_FACTORY, 'convertLlamaFactory.py', requests);
    expect(answers.map(({ datasets: { train } }) => [train.rows, train.kept])).toEqual([
      [4, 4],
      [8, 8],
    ]);
  });

  it('keep every message in the preprocessor of ms-swift', async () => {
    interface Kept {
      readonly kept: number;
      readonly roles: readonly (readonly string[])[];
    }
    for (const [target, count] of [
      ['ms-swift-dpo', 4],
      ['ms-swift-kto', 8],
    ] as const) {
      const folder = await writePairs(target);
      const request = { id: target, file: join(folder, 'train.jsonl') };
      const [answer] = await ask<Kept>(MS_SWIFT, 'preprocessSwift.py', [request]);
      const roles = readRows(folder, 'train.jsonl').map(({ messages }) =>
        (messages as readonly { readonly role: string }[]).map(({ role }) => role),
      );
      expect(answer).toMatchObject({ kept: count, roles });
    }
  });

  it('are rendered by TRL as a common prompt with two ends', async () => {
    interface Rendered {
      readonly conversational: boolean;
      readonly rows: readonly Readonly<Record<string, string>>[];
    }
    const dpo = join(await writePairs('hf-dpo'), 'train.jsonl');
    const kto = join(await writePairs('hf-kto'), 'train.jsonl');
    const cache = mkdtempSync(join(tmpdir(), 'sop-shots-cache-'));
    onTestFinished(() => rmSync(cache, { recursive: true, force: true }));
    const templates = ['qwen2_5.jinja', 'qwen3.jinja'];
    const requests = templates.flatMap((template) =>
      [dpo, kto].map((file) => ({ id: `${template} ${file}`, file, template, cache })),
    );
    const answers = await ask<Rendered>(TRL, 'renderPreferences.py', requests);
    expect(answers.map(({ conversational, rows }) => [conversational, rows.length])).toEqual(
      templates.flatMap(() => [
        [true, 4],
        [true, 8],
      ]),
    );
    for (const { rows } of answers) {
      for (const { prompt = '', chosen, rejected, completion } of rows) {
        expect(prompt).toContain('<tools>');
        if (completion !== undefined) expect(completion).toContain('<tool_call>');
        else {
          expect(chosen).toContain('<tool_call>');
          expect(rejected).toContain('something else');
          expect(chosen).not.toBe(rejected);
        }
      }
    }
  });
});
