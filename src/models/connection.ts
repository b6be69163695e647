import type { KeyStyle } from './presets.ts';

/** A way to a server, as the user's settings name it. It never holds a key. */
export interface Connection {
  readonly baseUrl: string;
  /** Absent until the user has chosen one from the server's list. */
  readonly model?: string;
  /** How the key is sent; default: as the provider's preset says. */
  readonly key?: KeyStyle;
  /** Sent with every request. Their values are treated as secrets. */
  readonly headers?: Readonly<Record<string, string>>;
  /** Seconds without data before a request times out; default 120. */
  readonly timeoutSeconds?: number;
  /** How often a request is repeated after an error that may pass; default 4. */
  readonly maxRetries?: number;
  /** The longest wait a server may ask for, in seconds; default 300. */
  readonly maxWaitSeconds?: number;
}

/** Finds the key that belongs to an origin. A key is stored under one origin and handed out for no other. */
export interface KeyResolver {
  keyFor(origin: string): Promise<string | undefined>;
}

/** For servers without keys. */
export const NO_KEYS: KeyResolver = { keyFor: async () => undefined };
