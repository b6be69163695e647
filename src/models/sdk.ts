import OpenAI from 'openai';
import type { Address } from './destination.ts';
import { createGuardedFetch, type Fetch } from './guardedFetch.ts';

/** `fetch` of the running machine. Looked up at each call, so that a host that wraps it later is respected. */
export const machineFetch: Fetch = (url, init) => globalThis.fetch(url, init);

/**
 * The SDK, stripped of everything it would take from the environment or do on its own: no key, organisation or headers
 * from variables, no logging of bodies, no hidden retries.
 */
export function createSdk(
  address: Address,
  headers: Readonly<Record<string, string>>,
  fetch: Fetch,
  observe: (response: Response) => void,
): OpenAI {
  return new OpenAI({
    baseURL: address.baseUrl,
    // The SDK insists on a key; guardedFetch drops this one and sets the real headers.
    apiKey: 'none',
    adminAPIKey: null,
    organization: null,
    project: null,
    webhookSecret: null,
    defaultQuery: { ...address.query },
    maxRetries: 0,
    logLevel: 'off',
    dangerouslyAllowBrowser: true,
    // The attempt's own watchdog is the time-out; this one would only cover the headers.
    timeout: 24 * 3600 * 1000,
    fetch: createGuardedFetch(address.origin, headers, fetch, observe),
  });
}
