import type { Message } from '../../core/index.ts';

/** A shot that is not in the dataset, and why. */
export interface LeftOutEntry {
  readonly path: string;
  /** From 1. */
  readonly line: number;
  readonly id: string | undefined;
  readonly reason: string;
  readonly message: Message;
}

/** The shots that were left out. All are counted; the first ones are listed, so that the memory is bounded. */
export interface LeftOutList {
  readonly entries: readonly LeftOutEntry[];
  readonly counts: ReadonlyMap<string, number>;
  readonly total: number;
  add(entry: LeftOutEntry): void;
}

const MAX_ENTRIES = 10_000;

export function createLeftOutList(): LeftOutList {
  const entries: LeftOutEntry[] = [];
  const counts = new Map<string, number>();
  let total = 0;
  return {
    entries,
    counts,
    get total() {
      return total;
    },
    add(entry) {
      total += 1;
      counts.set(entry.reason, (counts.get(entry.reason) ?? 0) + 1);
      if (entries.length < MAX_ENTRIES) entries.push(entry);
    },
  };
}
