#!/usr/bin/env node
import { createInterface } from 'node:readline/promises';
import { text } from 'node:stream/consumers';
import { version } from '../../package.json';
import { languageFor } from './language.ts';
import { runCli } from './program.ts';

const interrupted = new AbortController();
process.once('SIGINT', () => interrupted.abort());
// A reader such as `head` that has seen enough closes the pipe; that is no error of ours.
process.stdout.on('error', (error: NodeJS.ErrnoException) => process.exit(error.code === 'EPIPE' ? 0 : 2));

/** Questions go to standard error, so that standard output stays what was asked for. */
async function ask(question: string): Promise<string> {
  const lines = createInterface({ input: process.stdin, output: process.stderr });
  try {
    return await lines.question(question, { signal: interrupted.signal });
  } catch {
    return '';
  } finally {
    lines.close();
  }
}

let exitCode = 0;
await runCli(process.argv.slice(2), version, {
  stdout: (chunk) => process.stdout.write(chunk),
  stderr: (chunk) => process.stderr.write(chunk),
  stdin: () => text(process.stdin),
  ...(process.stdin.isTTY === true ? { ask } : {}),
  cwd: process.cwd(),
  env: process.env,
  isTerminal: process.stdout.isTTY === true,
  language: languageFor(process.argv, process.env),
  setExitCode: (code) => {
    exitCode = Math.max(exitCode, code);
  },
  signal: interrupted.signal,
});
process.exitCode = interrupted.signal.aborted ? 130 : exitCode;
