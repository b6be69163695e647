import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { cli } from './support.ts';

let folder = '';
beforeAll(() => {
  folder = mkdtempSync(join(tmpdir(), 'sop-shots-info-'));
  const turns = [
    { from: 'human', value: 'It leaks.' },
    { from: 'gpt', value: 'Close the valve.' },
  ];
  writeFileSync(join(folder, 'talk.jsonl'), `${JSON.stringify({ conversations: turns, system: '' })}\n`);
  writeFileSync(join(folder, 'tasks.json'), JSON.stringify([{ instruction: 'Sort.', output: 'Sorted.' }]));
  writeFileSync(join(folder, 'broken.jsonl'), '{"messages": [\n');
});
afterAll(() => rmSync(folder, { recursive: true }));

/** The findings of a list, without the name of the file. */
async function lint(info: unknown): Promise<readonly string[]> {
  writeFileSync(join(folder, 'dataset_info.json'), typeof info === 'string' ? info : JSON.stringify(info));
  const { stdout } = await cli(folder, ['lint', 'dataset_info.json']);
  return stdout.trim().split('\n').slice(0, -1);
}

describe("lint of LLaMA-Factory's list of datasets", () => {
  it('has no finding if it fits the data', async () => {
    const info = {
      talk: {
        file_name: 'talk.jsonl',
        formatting: 'sharegpt',
        columns: { messages: 'conversations', system: 'system' },
      },
      tasks: { file_name: 'tasks.json' },
      hub: { hf_hub_url: 'owner/data' },
    };
    expect(await lint(info)).toEqual([]);
  });

  it.each([
    [{ a: { file_name: 'none.jsonl' } }, 'The file `none.jsonl` cannot be read.'],
    [{ a: { file_name: 'broken.jsonl' } }, 'The first row of `broken.jsonl` is not a JSON object.'],
    [{ a: {} }, 'The dataset `a` names no data'],
    [{ a: 'talk.jsonl' }, 'must be a JSON object'],
    [[], 'must be a JSON object'],
    [{ a: { file_name: 'talk.jsonl', formatting: 'chatml' } }, '"chatml"` is not a formatting'],
    [{ a: { file_name: 'talk.jsonl' } }, 'no column `instruction` (prompt); it has conversations, system'],
    [{ a: { file_name: 'tasks.json', columns: { query: 'input' } } }, 'no column `input` (query)'],
    [
      { a: { file_name: 'talk.jsonl', formatting: 'sharegpt', tags: { role_tag: 'role', content_tag: 'value' } } },
      'no key `role` (role_tag)',
    ],
    [
      {
        a: {
          file_name: 'talk.jsonl',
          formatting: 'sharegpt',
          tags: { role_tag: 'from', content_tag: 'value', user_tag: 'user' },
        },
      },
      '"human"` in `talk.jsonl`',
    ],
    [{ a: { file_name: 'talk.jsonl', formatting: 'sharegpt', tags: { user_tag: 'user' } } }, '`role_tag` is not named'],
    [
      { a: { file_name: 'talk.jsonl', formatting: 'sharegpt', columns: { system: 'system' } } },
      '`messages` is not named',
    ],
    ['{"a": ', 'JSON'],
  ])('reports %j', async (info, message) => {
    const [first = ''] = await lint(info);
    expect(first).toContain(message);
  });

  it('is right for what an export writes', async () => {
    writeFileSync(join(folder, 'a.shots.md'), '**User**: It leaks.\n**Answer**: Close the valve, please.\n');
    const { code, stderr } = await cli(folder, ['export', 'a.shots.md', '--to', 'llamafactory', '--out', 'out']);
    expect(code, stderr).toBe(0);
    const { stdout } = await cli(folder, ['lint', 'out/dataset_info.json']);
    expect(stdout).toContain('no findings');
  });
});
