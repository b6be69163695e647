import { open } from 'node:fs/promises';
import * as re2js from 're2js';
import { type ExtensionContext, Uri } from 'vscode';
import * as yaml from 'yaml';
import * as core from '../core/index.ts';
import { proxyFetch } from '../models/proxyFetch.ts';
import { start } from './activate.ts';

/** For the file beside this one, which takes from here what else it would hold once more (esbuild.mjs). */
export const shared = { core, re2js, yaml };

/** The entry of VS Code on the desktop and on servers. */
export function activate(context: ExtensionContext): void {
  start(context, {
    name: 'desktop',
    readRange,
    environment: process.env,
    throughProxy: (proxy) => proxyFetch({ http: proxy, https: proxy }),
  });
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
