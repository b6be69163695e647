import { type ChildProcess, spawn } from 'node:child_process';
import { constants, setPriority } from 'node:os';
import { setTimeout as sleep } from 'node:timers/promises';

/** How long a process may take to end by itself, in milliseconds, before it is killed. */
const GRACE_PERIOD = 3000;
const posix = process.platform !== 'win32';

/** A process with everything it starts, ended as one. */
export interface RunningProcess {
  /** Resolves with the exit code once the process has ended; null when a signal ended it. */
  readonly exited: Promise<number | null>;
  /** What it has printed so far. */
  output(): string;
  /** Ends it and its children, and resolves when it is gone. */
  stop(): Promise<void>;
}

/** Receives output as it comes, in pieces of any length. */
export type Print = (text: string) => void;

export const printToTerminal: Print = (text) => void process.stdout.write(text);

export interface StartOptions {
  readonly cwd?: string;
  readonly env?: NodeJS.ProcessEnv;
  /** Receives each piece of output as it comes. */
  readonly onOutput?: Print;
  /** Lets it print to this process's terminal; its output is not collected then. */
  readonly inherit?: boolean;
  /** Lets it and what it starts have the processor time that other processes leave. */
  readonly givesWay?: boolean;
}

/** A command that failed: its message holds what the command printed, which is all that its reader needs. */
export class CommandError extends Error {}

const running = new Set<ChildProcess>();

/** Starts a process in a group of its own, which ends at the latest when this process does. */
export function startProcess(command: string, args: readonly string[], options: StartOptions = {}): RunningProcess {
  const child = spawn(command, args, {
    cwd: options.cwd,
    env: options.env ?? process.env,
    detached: posix,
    stdio: options.inherit ? ['ignore', 'inherit', 'inherit'] : ['ignore', 'pipe', 'pipe'],
  });
  running.add(child);
  if (options.givesWay && child.pid !== undefined) giveWay(child.pid);
  let output = '';
  const collect = (text: string) => {
    output += text;
    options.onOutput?.(text);
  };
  child.stdout?.setEncoding('utf8').on('data', collect);
  child.stderr?.setEncoding('utf8').on('data', collect);
  const exited = new Promise<number | null>((resolve, reject) => {
    child.on('error', reject);
    child.on('close', (code) => {
      running.delete(child);
      resolve(code);
    });
  });
  // Callers that await `exited` get the error; without one it must not become an unhandled rejection.
  exited.catch(() => undefined);
  return { exited, output: () => output, stop: () => stop(child, exited) };
}

function giveWay(pid: number): void {
  try {
    setPriority(pid, constants.priority.PRIORITY_BELOW_NORMAL);
  } catch {
    // It has ended already.
  }
}

/** Runs a command to its end and resolves with its output; throws with that output if it fails. */
export async function runCommand(
  command: string,
  args: readonly string[],
  options: StartOptions = {},
): Promise<string> {
  const started = startProcess(command, args, options);
  const code = await started.exited;
  if (code !== 0)
    throw new CommandError(`${command} ${args.join(' ')} ended with exit code ${code}\n${started.output()}`);
  return started.output();
}

/** Runs a task of a script: Ctrl-C ends every process it started; a failed command is printed without a stack. */
export async function runTask(work: () => Promise<void>): Promise<void> {
  endAllOnSignal();
  try {
    await work();
  } catch (error) {
    if (!(error instanceof CommandError)) throw error;
    console.error(error.message);
    process.exitCode = 1;
  }
}

let ending = false;

/** Whether a signal is ending this process, so that what it started ends for that reason. */
export function isEnding(): boolean {
  return ending;
}

function endAllOnSignal(): void {
  for (const [signal, code] of [
    ['SIGINT', 130],
    ['SIGTERM', 143],
    ['SIGHUP', 129],
  ] as const) {
    process.once(signal, () => {
      ending = true;
      for (const child of running) signalGroup(child, 'SIGTERM');
      setTimeout(() => process.exit(code), running.size > 0 ? 1500 : 0);
    });
  }
}

// However this process ends, no server keeps running.
process.on('exit', () => {
  for (const child of running) signalGroup(child, 'SIGKILL');
});

async function stop(child: ChildProcess, exited: Promise<unknown>): Promise<void> {
  if (!running.has(child)) return;
  signalGroup(child, 'SIGTERM');
  const inTime = await Promise.race([exited.then(() => true), sleep(GRACE_PERIOD, false, { ref: false })]);
  if (inTime) return;
  signalGroup(child, 'SIGKILL');
  await exited;
}

function signalGroup(child: ChildProcess, signal: NodeJS.Signals): void {
  if (child.pid === undefined) return;
  try {
    process.kill(posix ? -child.pid : child.pid, signal);
  } catch {
    // The group has ended already.
  }
}
