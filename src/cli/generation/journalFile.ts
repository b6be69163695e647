import { existsSync } from 'node:fs';
import { appendFile, readFile, rm } from 'node:fs/promises';
import { createMemoryJournal, type Journal, type JournalEntry } from '../../generation/index.ts';

/** A journal beside the file that is being written; it is deleted once that is complete. */
export interface JournalFile extends Journal {
  readonly resumes: boolean;
  remove(): Promise<void>;
}

/** The journal of an output file. */
export function journalPath(out: string): string {
  return `${out}.journal.jsonl`;
}

/** Opens the journal of an output file. A last line that a crash cut off is passed over: it was not answered. */
export async function openJournal(out: string): Promise<JournalFile> {
  const path = journalPath(out);
  const resumes = existsSync(path);
  const lines = resumes ? (await readFile(path, 'utf8')).split('\n') : [];
  const memory = createMemoryJournal(lines.flatMap(entryOf));
  let queue: Promise<unknown> = Promise.resolve();
  return {
    resumes,
    get: memory.get,
    add: async (entry) => {
      await memory.add(entry);
      queue = queue.then(() => appendFile(path, `${JSON.stringify(entry)}\n`, { mode: 0o600 }));
      await queue;
    },
    remove: () => rm(path, { force: true }),
  };
}

function entryOf(line: string): readonly JournalEntry[] {
  if (line.trim() === '') return [];
  try {
    const value = JSON.parse(line) as JournalEntry;
    return typeof value.key === 'string' && typeof value.text === 'string' ? [value] : [];
  } catch {
    return [];
  }
}
