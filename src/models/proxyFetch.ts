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

/** Brings the code that knows proxies; only platforms with Node have it. */
export type LoadUndici = () => Promise<typeof import('./undiciFetch.ts')>;

/** A `fetch` through a proxy. Loopback is reached directly, so that what was promised to stay on the machine does. */
export function createProxyFetch(settings: ProxySettings, load: LoadUndici): Fetch {
  let proxied: Promise<Fetch> | undefined;
  return async (url, init) => {
    if (isLoopback(new URL(url).hostname)) return machineFetch(url, init);
    proxied ??= load().then(({ createUndiciFetch }) => createUndiciFetch(settings));
    return (await proxied)(url, init);
  };
}
