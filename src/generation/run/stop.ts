import type { StopSignal } from '../model.ts';

/** A signal that comes when another one does, or when `stop` is called. */
export interface Stop {
  readonly signal: StopSignal;
  stop(): void;
}

/** Makes a signal that follows another one and can be set off on its own. */
export function createLinkedStop(outer: StopSignal): Stop {
  const listeners = new Set<() => void>();
  let stopped = false;
  const stop = (): void => {
    if (stopped) return;
    stopped = true;
    outer.removeEventListener('abort', stop);
    for (const listener of [...listeners]) listener();
  };
  if (outer.aborted) stopped = true;
  else outer.addEventListener('abort', stop);
  return {
    stop,
    signal: {
      get aborted() {
        return stopped;
      },
      addEventListener: (_, listener) => void listeners.add(listener),
      removeEventListener: (_, listener) => void listeners.delete(listener),
    },
  };
}
