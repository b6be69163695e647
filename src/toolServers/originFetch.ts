/** Thrown when a server sends a request elsewhere. */
export class RedirectRefused extends Error {
  constructor() {
    super('redirect');
  }
}

/** A `fetch` that goes to one origin only: nothing is sent to a host that the user did not confirm. */
export function createOriginFetch(origin: string): (input: string | URL, init?: RequestInit) => Promise<Response> {
  return async (input, init = {}) => {
    if (new URL(input).origin !== origin) throw new RedirectRefused();
    const response = await fetch(input, { ...init, redirect: 'manual' });
    if (response.status < 300 || response.status >= 400) return response;
    await response.body?.cancel();
    throw new RedirectRefused();
  };
}
