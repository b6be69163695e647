import { contentHash } from '../../core/index.ts';
import type { ChatRequest, FinishReason, TokenUsage } from '../model.ts';

/** A reply that was paid for. `text` is as it came, masked if the request was. */
export interface JournalEntry {
  readonly key: string;
  readonly text: string;
  readonly finish: FinishReason | 'cut-off' | 'stopped';
  readonly usage: TokenUsage;
}

/** Stores replies, so that an interrupted run continues without sending answered requests again. */
export interface Journal {
  get(key: string): JournalEntry | undefined;
  add(entry: JournalEntry): Promise<void>;
}

/** A journal that forgets with the process. */
export function createMemoryJournal(entries: Iterable<JournalEntry> = []): Journal {
  const known = new Map([...entries].map((entry) => [entry.key, entry]));
  return { get: (key) => known.get(key), add: async (entry) => void known.set(entry.key, entry) };
}

/** Reads an entry that was written as JSON. An entry that a crash cut short is not an entry: it has no answer. */
export function readJournalEntry(text: string): JournalEntry | undefined {
  try {
    const value = JSON.parse(text) as JournalEntry;
    return typeof value.key === 'string' && typeof value.text === 'string' ? value : undefined;
  } catch {
    return undefined;
  }
}

/** What a request is known by. The same words sent for another time in one run are another request. */
export function toJournalKey(model: string, request: ChatRequest, repetition: number): string {
  return contentHash(JSON.stringify([model, request, repetition]));
}
