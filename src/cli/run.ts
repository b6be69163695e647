import { createInterface } from 'node:readline/promises';
import { text } from 'node:stream/consumers';
import { withEscapedOutput } from './escapedOutput.ts';
import { reportFailure } from './fileFailure.ts';
import type { ProcessIo } from './io.ts';
import { detectLanguage } from './language.ts';
import { runCli } from './program.ts';

/** Runs the command line of this process. */
export async function runProcess(version: string): Promise<void> {
  const interrupted = new AbortController();
  process.once('SIGINT', () => interrupted.abort());
  // A reader such as `head` closes the pipe when it has read enough; that is not an error.
  process.stdout.on('error', (error: NodeJS.ErrnoException) => process.exit(error.code === 'EPIPE' ? 0 : 2));
  let exitCode = 0;
  const io: ProcessIo = {
    stdout: (chunk) => process.stdout.write(chunk),
    stderr: (chunk) => process.stderr.write(chunk),
    status: (line) => process.stderr.write(`\r\u001B[K${line}`),
    stdin: () => text(process.stdin),
    ...(process.stdin.isTTY === true ? { ask: (question) => ask(question, interrupted.signal) } : {}),
    cwd: process.cwd(),
    env: process.env,
    isTerminal: process.stdout.isTTY === true,
    language: detectLanguage(process.argv, process.env),
    setExitCode: (code) => {
      exitCode = Math.max(exitCode, code);
    },
    signal: interrupted.signal,
  };
  process.on('uncaughtException', (error) => {
    reportFailure(error, withEscapedOutput(io));
    process.exit(2);
  });
  await runCli(process.argv.slice(2), version, io);
  process.exitCode = interrupted.signal.aborted ? 130 : exitCode;
}

/** Questions go to standard error, so that standard output holds only the result. */
async function ask(question: string, signal: AbortSignal): Promise<string> {
  const lines = createInterface({ input: process.stdin, output: process.stderr });
  try {
    return await lines.question(question, { signal });
  } catch {
    return '';
  } finally {
    lines.close();
  }
}
