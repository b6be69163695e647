import { spawn } from 'node:child_process';
import { join } from 'node:path';
import { createInterface } from 'node:readline';
import { fileURLToPath } from 'node:url';
import { type EnvironmentRequest, getCacheFolder, preparePython } from '../consumers/support/python.ts';

/** A running llama.cpp server. */
export interface LlamaServer {
  /** `http://127.0.0.1:PORT/v1` */
  readonly baseUrl: string;
  readonly key: string;
  /** Sends JSON to a route of the server that is not part of the OpenAI protocol. */
  ask<Answer>(path: string, body: object): Promise<Answer>;
  close(): Promise<void>;
}

const file = (name: string): string => fileURLToPath(new URL(name, import.meta.url));

const LLAMA: EnvironmentRequest = { name: 'llama', packages: [], requirements: file('requirements.txt') };

/** Downloads the server and the weights unless an earlier run did, and starts the server; or says why there is none. */
export async function startLlamaServer(): Promise<LlamaServer | { readonly reason: string }> {
  const prepared = await preparePython(LLAMA);
  if (!prepared.ok) return { reason: prepared.reason };
  const key = 'sk-local-llama';
  const weights = join(getCacheFolder(), 'llama', 'model.gguf');
  const child = spawn(prepared.python, [file('serveLlama.py'), weights, key], { stdio: ['pipe', 'pipe', 'pipe'] });
  const ended = new Promise<void>((resolve) => child.once('close', () => resolve()));
  let log = '';
  child.stderr.on('data', (bytes) => {
    log = `${log}${bytes}`.slice(-2000);
  });
  const origin = await new Promise<string | undefined>((resolve) => {
    createInterface({ input: child.stdout }).on('line', (line) => {
      if (line.startsWith('listening ')) resolve(line.slice('listening '.length));
    });
    void ended.then(() => resolve(undefined));
  });
  if (origin === undefined) throw new Error(`The llama.cpp server did not start: ${log}`);
  return {
    baseUrl: `${origin}/v1`,
    key,
    ask: async (path, body) => {
      const headers = { authorization: `Bearer ${key}`, 'content-type': 'application/json' };
      const response = await fetch(`${origin}${path}`, { method: 'POST', headers, body: JSON.stringify(body) });
      return response.json();
    },
    close: async () => {
      child.stdin.end();
      child.kill();
      await ended;
    },
  };
}
