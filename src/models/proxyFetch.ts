import { EnvHttpProxyAgent, type RequestInit as UndiciInit, fetch as undiciFetch } from 'undici';
import { isLoopback } from '../generation/index.ts';
import type { Fetch } from './guardedFetch.ts';
import { machineFetch } from './sdk.ts';

/** Where proxies are, in the form the usual environment variables have. */
export interface ProxySettings {
  /** For `http:` addresses. */
  readonly http?: string | undefined;
  /** For `https:` addresses. */
  readonly https?: string | undefined;
  /** Hosts that are reached directly, apart by commas. */
  readonly noProxy?: string | undefined;
}

/**
 * A `fetch` through a proxy. Node only: the browser build never loads this file. Loopback is reached directly, so
 * that what was promised to stay on the machine does.
 */
export function proxyFetch({ http = '', https = '', noProxy = '' }: ProxySettings): Fetch {
  const dispatcher = new EnvHttpProxyAgent({ httpProxy: http, httpsProxy: https, noProxy });
  return async (url, init) => {
    if (isLoopback(new URL(url).hostname)) return machineFetch(url, init);
    // Headers of this realm are not undici's own class; a plain list is understood by both.
    const { headers, ...rest } = init;
    const plain = { ...rest, headers: [...new Headers(headers)], dispatcher } as unknown as UndiciInit;
    return (await undiciFetch(url, plain)) as unknown as Response;
  };
}
