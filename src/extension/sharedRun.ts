/**
 * Lets callers share a run: who asks while one is under way gets the next, which sees what has changed since the other began.
 * No two of them are under way at a time.
 */
export function createSharedRun<Result>(run: () => Promise<Result>): () => Promise<Result> {
  let last: Promise<unknown> = Promise.resolve();
  let next: Promise<Result> | undefined;
  const begin = (): Promise<Result> => {
    next = undefined;
    return run();
  };
  return () => {
    if (next === undefined) {
      next = last.then(begin, begin);
      last = next;
    }
    return next;
  };
}
