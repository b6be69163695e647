import { cp, readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { describe, expect, it, onTestFinished } from 'vitest';
import { ROOT } from '../../scripts/docs/files.ts';
import { startOpenAiServer } from '../support/openaiServer.ts';
import { playRepairDesk } from '../support/repairDeskModel.ts';
import { cli, folderOf } from './support.ts';

const PAGES = [
  ['en', 'docs/evaluation.md'],
  ['zh-CN', 'docs/zh-CN/evaluation.md'],
] as const;

describe('the documentation of evaluation', () => {
  it.each(PAGES)('shows in %s what its commands print', async (language, page) => {
    const server = await startOpenAiServer({ replies: playRepairDesk });
    onTestFinished(server.close);
    const folder = await folderOf({ 'prices.json': '{"*": {"input": 1, "output": 4, "currency": "CNY"}}' });
    await cp(join(ROOT, 'examples/repair-desk'), join(folder, 'examples/repair-desk'), { recursive: true });
    const text = await readFile(join(ROOT, page), 'utf8');
    const examples = [...text.matchAll(/```sh\nsop-shots (eval .*)\n```\n\n```\n([\s\S]*?)```/g)];
    expect(examples.length).toBe(2);
    for (const [, command = '', printed] of examples) {
      const args = command.replace('http://localhost:8000/v1', server.baseUrl).split(' ');
      const { stdout } = await cli(folder, [...args, '--lang', language]);
      // The time of the model is another one in each run.
      expect(stdout.replace(/(median|中位数) \d+/, '$1 91')).toBe(printed);
    }
  });
});
