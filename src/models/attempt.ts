import { NEVER_STOPPED, type StopSignal } from '../generation/index.ts';
import type { Credentials } from './credentials.ts';
import type { RequestFacts } from './failures.ts';

const DEFAULT_TIMEOUT_SECONDS = 120;

/** One request on its way: its abort signal, its watchdog, and what has been seen of it so far. */
export interface Attempt {
  readonly controller: AbortController;
  /** The answer's headers, once there is one. */
  readonly headers: Headers | undefined;
  /** True once a part of the reply was passed on, from where on a repetition would say it twice. */
  readonly started: boolean;
  answered(headers: Headers): void;
  /** Tells the watchdog that something arrived. */
  touch(): void;
  start(): void;
  facts(): RequestFacts;
  close(): void;
}

/** Starts the watchdog of a request and ties it to the caller's signal. `close` must be called in the end. */
export function startAttempt(
  origin: string,
  model: string,
  credentials: Credentials,
  timeoutSeconds: number = DEFAULT_TIMEOUT_SECONDS,
  signal: StopSignal = NEVER_STOPPED,
): Attempt {
  const controller = new AbortController();
  let headers: Headers | undefined;
  let started = false;
  let timedOut = false;
  const expire = (): void => {
    timedOut = true;
    controller.abort();
  };
  let watchdog = setTimeout(expire, timeoutSeconds * 1000);
  const touch = (): void => {
    clearTimeout(watchdog);
    watchdog = setTimeout(expire, timeoutSeconds * 1000);
  };
  const stop = (): void => controller.abort();
  signal.addEventListener('abort', stop);
  if (signal.aborted) stop();
  return {
    controller,
    get headers() {
      return headers;
    },
    get started() {
      return started;
    },
    answered: (given) => {
      headers = given;
      touch();
    },
    touch,
    start: () => {
      started = true;
    },
    facts: () => ({ origin, model, ...credentials, started, timedOut, stopped: signal.aborted }),
    close: () => {
      clearTimeout(watchdog);
      signal.removeEventListener('abort', stop);
      controller.abort();
    },
  };
}
