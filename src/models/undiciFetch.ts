import { EnvHttpProxyAgent, fetch, type RequestInit as UndiciInit } from 'undici';
import type { Fetch } from './guardedFetch.ts';
import type { ProxySettings } from './proxyFetch.ts';

/** A `fetch` that asks the proxies. Apart from all else, since undici is a quarter of the extension and seldom needed. */
export function createUndiciFetch({ http = '', https = '', noProxy = '' }: ProxySettings): Fetch {
  const dispatcher = new EnvHttpProxyAgent({ httpProxy: http, httpsProxy: https, noProxy });
  return async (url, init) => {
    // Headers of this realm are not undici's own class; a plain list is understood by both.
    const { headers, ...rest } = init;
    const plain = { ...rest, headers: [...new Headers(headers)], dispatcher } as unknown as UndiciInit;
    return (await fetch(url, plain)) as unknown as Response;
  };
}
