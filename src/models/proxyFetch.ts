import { ProxyAgent, type RequestInit as UndiciInit, fetch as undiciFetch } from 'undici';
import { isLoopback } from '../generation/index.ts';
import type { Fetch } from './guardedFetch.ts';
import { machineFetch } from './sdk.ts';

/**
 * A `fetch` through a proxy. Node only: the browser build never loads this file. Loopback is reached directly, so
 * that what was promised to stay on the machine does.
 */
export function proxyFetch(proxyUrl: string): Fetch {
  const dispatcher = new ProxyAgent(proxyUrl);
  return async (url, init) => {
    if (isLoopback(new URL(url).hostname)) return machineFetch(url, init);
    // Headers of this realm are not undici's own class; a plain list is understood by both.
    const { headers, ...rest } = init;
    const plain = { ...rest, headers: [...new Headers(headers)], dispatcher } as unknown as UndiciInit;
    return (await undiciFetch(url, plain)) as unknown as Response;
  };
}
