import { createHash } from 'node:crypto';
import { existsSync } from 'node:fs';
import { readFile, rm } from 'node:fs/promises';
import { isObject } from '../../core/index.ts';
import { appendToFile } from '../../files/index.ts';
import { createMemoryJournal, type Journal, type JournalEntry } from '../../generation/index.ts';

/** Shots that a run writes to a document. */
export interface WrittenShots {
  readonly ids: readonly string[];
  /** Plan indexes, parallel to `ids`. */
  readonly plans: readonly number[];
  /** Identifies the input of the run: plan indexes of another input mean other shots. */
  readonly run: string;
}

/** What a journal says about a document. */
export interface JournalState {
  readonly exists: boolean;
  /** True if a run of this journal wrote the document, whatever was edited since. */
  readonly ownsDocument: boolean;
  /** Plan indexes of a run that are already written, even if the shot was edited or deleted since. */
  getDonePlans(run: string): ReadonlySet<number>;
  /** Ids of written shots for which an older version recorded no plan index. */
  readonly idsWithoutPlan: ReadonlySet<string>;
}

/** A journal beside the document of a run; it is deleted when the run is complete. */
export interface JournalFile extends Journal {
  readonly resumes: boolean;
  /** Records what is about to be written, so that a crash before `written` leaves no doubt. */
  writing(shots: WrittenShots, content: string): Promise<void>;
  /** Records which shots are in the document, so that the next run does not write them again. */
  written(shots: WrittenShots): Promise<void>;
  /** Starts a new document: nothing written before counts. Replies stay usable. */
  restart(): Promise<void>;
  remove(): Promise<void>;
}

/** The journal of an output file. */
export function getJournalPath(out: string): string {
  return `${out}.journal.jsonl`;
}

/** Reads what the journal of a document says about its present text; undefined if the document does not exist. */
export async function readJournalState(out: string, text: string | undefined): Promise<JournalState> {
  const path = getJournalPath(out);
  let written: Partial<WrittenShots>[] = [];
  let pending: PendingWrite | undefined;
  for (const line of await readLines(path)) {
    if (isObject(line.writing)) pending = line.writing as Partial<WrittenShots> & { readonly hash?: string };
    else if (isTextList(line.written)) {
      written.push({ ...line, ids: line.written });
      pending = undefined;
    } else if (line.restarted === true) {
      written = [];
      pending = undefined;
    }
  }
  if (pending !== undefined && text !== undefined && isInText(pending, text)) written.push(pending);
  return {
    exists: existsSync(path),
    ownsDocument: written.length > 0,
    getDonePlans: (run) => new Set(written.flatMap((shots) => (shots.run === run ? (shots.plans ?? []) : []))),
    idsWithoutPlan: new Set(written.flatMap(({ ids = [], plans }) => (plans === undefined ? ids : []))),
  };
}

/** Opens the journal of an output file. An incomplete last line (after a crash) is skipped. */
export async function openJournal(out: string): Promise<JournalFile> {
  const path = getJournalPath(out);
  const resumes = existsSync(path);
  const memory = createMemoryJournal((await readLines(path)).flatMap(toEntry));
  // A crash can leave part of a line, which must not spoil the next one.
  let separator = resumes && !(await readFile(path, 'utf8')).endsWith('\n') ? '\n' : '';
  let queue: Promise<unknown> = Promise.resolve();
  const append = async (line: object): Promise<void> => {
    const text = `${separator}${JSON.stringify(line)}\n`;
    separator = '';
    queue = queue.then(() => appendToFile(path, text, 0o600));
    await queue;
  };
  return {
    resumes,
    get: memory.get,
    add: async (entry) => {
      await memory.add(entry);
      await append(entry);
    },
    writing: (shots, content) => append({ writing: { ...shots, hash: toHash(content) } }),
    written: ({ ids, plans, run }) => append({ written: ids, plans, run }),
    restart: () => append({ restarted: true }),
    remove: () => rm(path, { force: true }),
  };
}

type Line = Readonly<Record<string, unknown>>;
type PendingWrite = Partial<WrittenShots> & { readonly hash?: string };

/** A write that was recorded before a crash happened if the document has its content, or some of its shots. */
function isInText({ hash, ids = [] }: PendingWrite, text: string): boolean {
  return toHash(text) === hash || ids.some((id) => text.includes(`<!-- id: ${id} -->`));
}

function toHash(text: string): string {
  return createHash('sha256').update(text).digest('hex');
}

/** Every complete line of a journal. */
async function readLines(path: string): Promise<readonly Line[]> {
  return existsSync(path) ? (await readFile(path, 'utf8')).split('\n').flatMap(parseLine) : [];
}

function parseLine(line: string): readonly Line[] {
  try {
    const value: unknown = JSON.parse(line);
    return isObject(value) ? [value] : [];
  } catch {
    return [];
  }
}

function toEntry(line: Line): readonly JournalEntry[] {
  const { key, text } = line;
  return typeof key === 'string' && typeof text === 'string' ? [line as unknown as JournalEntry] : [];
}

function isTextList(value: unknown): value is readonly string[] {
  return Array.isArray(value) && value.every((item) => typeof item === 'string');
}
