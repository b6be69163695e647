import { contentHash } from '../hash.ts';
import type { ChatRequest, FinishReason, TokenUsage } from '../model.ts';

/** A reply that was paid for. `text` is as it came, masked if the request was. */
export interface JournalEntry {
  readonly key: string;
  readonly text: string;
  readonly finish: FinishReason | 'cut-off' | 'stopped';
  readonly usage: TokenUsage;
}

/** Keeps replies, so that a run that was stopped goes on without sending again what was answered already. */
export interface Journal {
  get(key: string): JournalEntry | undefined;
  add(entry: JournalEntry): Promise<void>;
}

/** A journal that forgets with the process. */
export function createMemoryJournal(entries: Iterable<JournalEntry> = []): Journal {
  const known = new Map([...entries].map((entry) => [entry.key, entry]));
  return { get: (key) => known.get(key), add: async (entry) => void known.set(entry.key, entry) };
}

/** Reads an entry that was written as JSON. One that a crash cut short is none: it was not answered. */
export function readJournalEntry(text: string): JournalEntry | undefined {
  try {
    const value = JSON.parse(text) as JournalEntry;
    return typeof value.key === 'string' && typeof value.text === 'string' ? value : undefined;
  } catch {
    return undefined;
  }
}

/** What a request is known by. The same words sent for another time in one run are another request. */
export function journalKey(model: string, request: ChatRequest, repetition: number): string {
  return contentHash(JSON.stringify([model, request, repetition]));
}
