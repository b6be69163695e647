import { glob, readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';

const EXTENSION_ID = 'sop-shots.sop-shots';
const TIMEOUT = 60_000;
/** A failing activation is logged after its beginning; so long is waited for that, in milliseconds. */
const FAILURE_LOG_DELAY = 2000;

/** Resolves once the extension host's log in a server's data folder says that the extension is active; throws if it fails. */
export async function waitForActivation(dataFolder: string): Promise<void> {
  const deadline = Date.now() + TIMEOUT;
  while (!(await log(dataFolder)).includes(`_doActivateExtension ${EXTENSION_ID},`)) {
    if (Date.now() > deadline) throw new Error('The extension was not activated in time.');
    await sleep(200);
  }
  await sleep(FAILURE_LOG_DELAY);
  const text = await log(dataFolder);
  const failure = text.indexOf(`Activating extension ${EXTENSION_ID} failed`);
  if (failure >= 0) throw new Error(text.slice(failure, failure + 2000));
}

async function log(dataFolder: string): Promise<string> {
  const texts: string[] = [];
  for await (const file of glob('logs/**/remoteexthost.log', { cwd: dataFolder })) {
    texts.push(await readFile(join(dataFolder, file), 'utf8'));
  }
  return texts.join('\n');
}
