import { existsSync } from 'node:fs';
import { appendFile, readFile, rm } from 'node:fs/promises';
import { createMemoryJournal, type Journal, type JournalEntry } from '../../generation/index.ts';

/** A journal beside the file that is being written; it is deleted once that is complete. */
export interface JournalFile extends Journal {
  readonly resumes: boolean;
  /** Takes down which shots stand in the document already, so that the next run does not write them again. */
  written(ids: readonly string[]): Promise<void>;
  remove(): Promise<void>;
}

/** The ids of the shots that a run, which was stopped, has put into a document. */
export async function writtenBefore(out: string): Promise<ReadonlySet<string>> {
  const lines = await linesOf(journalPath(out));
  return new Set(lines.flatMap((line) => (isWritten(line) ? line.written : [])));
}

/** The journal of an output file. */
export function journalPath(out: string): string {
  return `${out}.journal.jsonl`;
}

/** Opens the journal of an output file. A last line that a crash cut off is passed over: it was not answered. */
export async function openJournal(out: string): Promise<JournalFile> {
  const path = journalPath(out);
  const resumes = existsSync(path);
  const memory = createMemoryJournal((await linesOf(path)).filter(isEntry));
  const append = (line: unknown): Promise<void> => appendFile(path, `${JSON.stringify(line)}\n`, { mode: 0o600 });
  let queue: Promise<unknown> = Promise.resolve();
  return {
    resumes,
    get: memory.get,
    add: async (entry) => {
      await memory.add(entry);
      queue = queue.then(() => append(entry));
      await queue;
    },
    written: (ids) => append({ written: ids }),
    remove: () => rm(path, { force: true }),
  };
}

async function linesOf(path: string): Promise<readonly unknown[]> {
  return existsSync(path) ? (await readFile(path, 'utf8')).split('\n').flatMap(parsed) : [];
}

function parsed(line: string): readonly unknown[] {
  try {
    return [JSON.parse(line)];
  } catch {
    return [];
  }
}

function isEntry(line: unknown): line is JournalEntry {
  const { key, text } = (line ?? {}) as Partial<JournalEntry>;
  return typeof key === 'string' && typeof text === 'string';
}

function isWritten(line: unknown): line is { readonly written: readonly string[] } {
  const { written } = (line ?? {}) as { readonly written?: unknown };
  return Array.isArray(written) && written.every((id) => typeof id === 'string');
}
