import { readFile } from 'node:fs/promises';
import { dirname, join } from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import { patience } from '../../../scripts/vscode/patience.ts';
import type { WindowRequest } from '../windowControl/extension.ts';

/** How long a window may take for a request, in milliseconds. */
const TIMEOUT = patience(20_000);
const PAUSE = 50;

/** Asks the window on a folder for something, once it listens; throws if the window cannot do it in time. */
export async function controlWindow(folder: string, request: WindowRequest): Promise<void> {
  const signal = AbortSignal.timeout(TIMEOUT);
  for (;;) {
    const response = await send(folder, request, signal);
    if (response?.ok) return;
    if (response !== undefined) throw new Error(`The window answers: ${await response.text()}`);
    await sleep(PAUSE, undefined, { signal });
  }
}

/** The window's answer; undefined if it does not listen yet, or loads anew. */
async function send(folder: string, request: WindowRequest, signal: AbortSignal): Promise<Response | undefined> {
  const port = await readFile(join(dirname(folder), 'window-port'), 'utf8').catch(() => undefined);
  if (port === undefined) return undefined;
  const options = { method: 'POST', body: JSON.stringify(request), signal };
  return fetch(`http://127.0.0.1:${port}`, options).catch((error: unknown) => {
    signal.throwIfAborted();
    if (error instanceof TypeError) return undefined;
    throw error;
  });
}
