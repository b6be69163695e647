import { mkdtempSync, rmSync } from 'node:fs';
import { mkdir, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { onTestFinished } from 'vitest';
import type { CliIo } from '../../src/cli/io.ts';
import { runCli } from '../../src/cli/program.ts';
import { toLanguage } from '../../src/core/index.ts';

export interface CliResult {
  readonly stdout: string;
  readonly stderr: string;
  readonly code: number;
}

/** Makes a folder with the given files; it is removed when the test ends. Names may be paths. */
export async function folderOf(files: Readonly<Record<string, string | Uint8Array>>): Promise<string> {
  const folder = mkdtempSync(join(tmpdir(), 'sop-shots-'));
  onTestFinished(() => rmSync(folder, { recursive: true, force: true }));
  for (const [name, content] of Object.entries(files)) {
    await mkdir(dirname(join(folder, name)), { recursive: true });
    await writeFile(join(folder, name), content);
  }
  return folder;
}

/** Runs a command line in this process, as `sop-shots ARGS` would in `cwd`. */
export async function cli(cwd: string, args: readonly string[], given: Partial<CliIo> = {}): Promise<CliResult> {
  let stdout = '';
  let stderr = '';
  let code = 0;
  const at = args.indexOf('--lang');
  await runCli(args, '0.0.0', {
    stdout: (text) => {
      stdout += text;
    },
    stderr: (text) => {
      stderr += text;
    },
    status: (line) => {
      stderr += `\r\u001B[K${line}`;
    },
    stdin: async () => '',
    cwd,
    env: {},
    isTerminal: false,
    language: toLanguage(args[at + 1] ?? 'en'),
    setExitCode: (next) => {
      code = Math.max(code, next);
    },
    signal: new AbortController().signal,
    ...given,
  });
  return { stdout, stderr, code };
}

/** Two tools, one with an integer and an enum, as an OpenAI tools file. */
export const TOOLS = JSON.stringify([
  {
    type: 'function',
    function: {
      name: 'SearchSolution',
      description: 'Looks a fault up in the knowledge base.',
      parameters: {
        type: 'object',
        properties: {
          Error: { type: 'string', description: 'What the customer sees.' },
          top_k: { type: 'integer', description: 'How many articles.' },
        },
        required: ['Error'],
      },
    },
  },
]);

/** A function-calling document whose one call has the given arguments. */
export function documentWith(args: string): string {
  return `**User request:** 打印机卡纸了\n**API schema:** SearchSolution\n**API request:** SearchSolution(${args})\n`;
}
