/** Named timers; starting a running one restarts it. */
export interface Timers {
  start(name: string, delay: number, run: () => void): void;
  stop(name: string): void;
  dispose(): void;
}

export function createTimers(): Timers {
  const timers = new Map<string, ReturnType<typeof setTimeout>>();
  const stop = (name: string): void => {
    clearTimeout(timers.get(name));
    timers.delete(name);
  };
  return {
    stop,
    start: (name, delay, run) => {
      stop(name);
      timers.set(
        name,
        setTimeout(() => {
          timers.delete(name);
          run();
        }, delay),
      );
    },
    dispose: () => {
      for (const name of [...timers.keys()]) stop(name);
    },
  };
}
