import { appendFileSync, existsSync } from 'node:fs';
import { readFile, stat } from 'node:fs/promises';
import { setTimeout as sleep } from 'node:timers/promises';

/**
 * What the suite in the extension host tells its runner: one JSON object a line, in the file that
 * SOP_SHOTS_RESULTS names. The console of an extension host also carries VS Code's own messages.
 */
export type Report =
  | { readonly type: 'begin'; readonly editor: string; readonly tests: number }
  | { readonly type: 'pass'; readonly title: string; readonly duration: number }
  | { readonly type: 'fail'; readonly title: string; readonly error: string }
  | { readonly type: 'retry'; readonly title: string; readonly error: string }
  | { readonly type: 'skip'; readonly title: string }
  /** Asks for a picture of the window; the runner makes the file `answer` when it is taken. */
  | { readonly type: 'screenshot'; readonly name: string; readonly answer: string }
  | { readonly type: 'end' };

/** How many tests ended in which way. */
export interface Counts {
  readonly passed: number;
  readonly failed: number;
  readonly skipped: number;
  /** Each failed test with its message, repeated at the end of a long run. */
  readonly failures?: readonly string[];
}

/** A failed test as it is printed, its error below its title. */
export function failureText(title: string, error: string): string {
  return `  ✗ ${title}\n${error.replace(/^/gm, '      ')}`;
}

const POLL_INTERVAL = 50;
/** How long the suite waits for a picture, in milliseconds: in a desktop window none is taken. */
const SCREENSHOT_TIMEOUT = 10_000;
let screenshots = 0;

/** For the suite: appends a report. */
export function report(line: Report): void {
  const path = process.env.SOP_SHOTS_RESULTS;
  if (path) appendFileSync(path, `${JSON.stringify(line)}\n`);
}

/** For the suite: has the runner take a picture of the window into test-results/, where it can. */
export async function screenshot(name: string): Promise<void> {
  const path = process.env.SOP_SHOTS_RESULTS;
  if (!path || process.env.SOP_SHOTS_SCREENSHOTS !== '1') return;
  screenshots += 1;
  const answer = `${path}.${screenshots}`;
  report({ type: 'screenshot', name, answer });
  const deadline = Date.now() + SCREENSHOT_TIMEOUT;
  while (!existsSync(answer) && Date.now() < deadline) await sleep(POLL_INTERVAL);
}

/** For the runner: yields the reports as they are written, until `ended` says that no more will come. */
export async function* followReports(path: string, ended: () => boolean): AsyncGenerator<Report> {
  let read = 0;
  let known = 0;
  for (;;) {
    const last = ended();
    const size = await sizeOf(path);
    if (size !== known) {
      const text = await readFile(path, 'utf8');
      const complete = text.lastIndexOf('\n') + 1;
      for (const line of text.slice(read, complete).split('\n')) {
        if (line !== '') yield JSON.parse(line) as Report;
      }
      read = complete;
      known = size;
    }
    if (last) return;
    await sleep(POLL_INTERVAL);
  }
}

async function sizeOf(path: string): Promise<number> {
  return stat(path).then(
    ({ size }) => size,
    () => 0,
  );
}
