import { open, realpath } from 'node:fs/promises';
import { join } from 'node:path';
import { setImmediate } from 'node:timers/promises';
import { type ExtensionContext, Uri } from 'vscode';
import { loadUndici } from '../models/node.ts';
import { loadCompiled } from './compiledCode.ts';

/** Milliseconds after activation before compiled code is cached, so that it does not slow the start. */
const KEEPING_DELAY = 5000;

/**
 * The entry of VS Code on the desktop and on servers: it reads the file that VS Code in the browser starts itself. That
 * is done in a task of its own, so that the extensions which start with this one need not wait for it. What VS Code asks
 * of this extension, a command or a panel, waits until it is done.
 */
export async function activate(context: ExtensionContext): Promise<void> {
  await setImmediate();
  const { fsPath } = context.globalStorageUri;
  const loaded = loadCompiled(join(__dirname, 'extension.cjs'), join(fsPath, 'extension.compiled'), require);
  const { start } = loaded.exports as typeof import('./web.ts');
  start(context, {
    name: 'desktop',
    isCompiled: loaded.isKept,
    readRange,
    resolveLinks: async (uri) => Uri.file(await realpath(uri.fsPath)),
    environment: process.env,
    loadUndici,
    loadToolServers: () => import('../toolServers/index.ts'),
    loadDocumentReader: () => import('./procedureImport/readDocument.ts'),
  });
  const timer = setTimeout(() => void loaded.keep(), KEEPING_DELAY);
  context.subscriptions.push({ dispose: () => clearTimeout(timer) });
}

/** Reads a piece of a local file, so that the headers of large weights can be read without the weights. */
async function readRange(file: string, start: number, end: number): Promise<Uint8Array | undefined> {
  try {
    const handle = await open(Uri.parse(file).fsPath);
    try {
      const { buffer, bytesRead } = await handle.read(new Uint8Array(end - start), 0, end - start, start);
      return buffer.subarray(0, bytesRead);
    } finally {
      await handle.close();
    }
  } catch {
    return undefined;
  }
}
