/** `fetch`, as this area uses it; hosts give their own to go through a proxy. */
export type Fetch = (url: string, init: RequestInit) => Promise<Response>;

/** Thrown when a server sends a request elsewhere. `location` is the other origin, if it can be known. */
export class RedirectRefused extends Error {
  readonly location: string | undefined;

  constructor(location: string | undefined) {
    super('redirect');
    this.location = location;
  }
}

/**
 * A `fetch` that goes to one origin only and carries only what was meant for it. A redirect is refused, because
 * following it would hand the request's contents to a host nobody consented to; headers the SDK adds by itself, from
 * the environment or about the machine, are left out.
 */
export function createGuardedFetch(
  origin: string,
  headers: Readonly<Record<string, string>>,
  fetch: Fetch,
  observe: (response: Response) => void = () => undefined,
): (input: string | URL | Request, init?: RequestInit) => Promise<Response> {
  return async (input, init = {}) => {
    const url = typeof input === 'string' ? input : 'url' in input ? input.url : input.href;
    if (new URL(url).origin !== origin) throw new RedirectRefused(new URL(url).origin);
    const response = await fetch(url, {
      ...init,
      headers: toMinimalHeaders(init.headers, headers),
      redirect: 'manual',
    });
    if (response.type === 'opaqueredirect' || (response.status >= 300 && response.status < 400)) {
      await response.body?.cancel();
      throw new RedirectRefused(getRedirectOrigin(response.headers.get('location'), url));
    }
    observe(response);
    return response;
  };
}

function toMinimalHeaders(given: RequestInit['headers'], own: Readonly<Record<string, string>>): Headers {
  const all = new Headers(given);
  const lean = new Headers();
  for (const name of ['accept', 'content-type']) {
    const value = all.get(name);
    if (value !== null) lean.set(name, value);
  }
  for (const [name, value] of Object.entries(own)) lean.set(name, value);
  return lean;
}

function getRedirectOrigin(location: string | null, base: string): string | undefined {
  return location !== null && URL.canParse(location, base) ? new URL(location, base).origin : undefined;
}
