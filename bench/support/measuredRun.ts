import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { text } from 'node:stream/consumers';
import { fileURLToPath } from 'node:url';

const PROGRAM = fileURLToPath(new URL('../../dist/cli.mjs', import.meta.url));
const PEAK = new URL('./peakMemory.ts', import.meta.url).href;

/** What one run of the command line took. */
export interface Measured {
  readonly seconds: number;
  /** Processor time of all threads. */
  readonly processorSeconds: number;
  /** Resident memory at most, in bytes. */
  readonly peak: number;
  readonly said: string;
}

/**
 * Runs the built command line in a process of its own, with separate memory. Node's own heap may not grow beyond `heap`,
 * in MB: whatever keeps something of each item would run against it.
 */
export async function measureRun(cwd: string, args: readonly string[], heap: number): Promise<Measured> {
  const before = performance.now();
  const flags = [`--max-old-space-size=${heap}`, '--import', PEAK, PROGRAM];
  const child = spawn(process.execPath, [...flags, ...args], { cwd, stdio: ['ignore', 'inherit', 'pipe'] });
  const [said, [code]] = await Promise.all([text(child.stderr), once(child, 'exit')]);
  const seconds = (performance.now() - before) / 1000;
  const [, words = '', peak, time] = /^([\s\S]*)\npeak (\d+) (\d+)\n$/.exec(said) ?? [];
  if (peak === undefined) throw new Error(`ended with ${code}: ${said.slice(-2000)}`);
  return {
    seconds,
    processorSeconds: Number(time) / 1e6,
    peak: Number(peak),
    said: words.trim().replaceAll(/\s*\n\s*/g, '; '),
  };
}

/** Peak memory in MB. */
export function megabytes({ peak }: Measured): string {
  return `${Math.round(peak / 2 ** 20)} MB`;
}
