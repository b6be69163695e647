/**
 * Runs an asynchronous generator for each item, a few at a time, and passes their events on as they come. Items are
 * taken only when there is room for them. When the consumer stops, `stop` is called, which has to make the running
 * generators come to an end.
 */
export async function* runConcurrently<Item, Event>(
  items: Iterable<Item>,
  limit: number,
  run: (item: Item) => AsyncIterable<Event>,
  stop: () => void,
): AsyncGenerator<Event, void> {
  const source = items[Symbol.iterator]();
  const running = new Map<AsyncIterator<Event>, Promise<Step<Event>>>();
  const advance = (iterator: AsyncIterator<Event>): void => {
    running.set(
      iterator,
      iterator.next().then((result) => ({ iterator, result })),
    );
  };
  const fill = (): void => {
    while (running.size < limit) {
      const next = source.next();
      if (next.done === true) return;
      advance(run(next.value)[Symbol.asyncIterator]());
    }
  };
  try {
    for (fill(); running.size > 0; fill()) {
      const { iterator, result } = await Promise.race(running.values());
      running.delete(iterator);
      if (result.done === true) continue;
      advance(iterator);
      yield result.value;
    }
  } finally {
    stop();
    await Promise.allSettled([...running.keys()].map((iterator) => iterator.return?.()));
  }
}

interface Step<Event> {
  readonly iterator: AsyncIterator<Event>;
  readonly result: IteratorResult<Event>;
}
