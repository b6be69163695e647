import { existsSync } from 'node:fs';
import { readdir, readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { type ModelReply, printCacheLine, type ReplyCache, readCacheLine } from '../../evaluation/index.ts';
import { appendToFile, FileError, replaceFile } from '../../files/index.ts';

/** Runs and replies of a workspace, in `.sop-shots`. Git ignores both folders. */
export interface RunStore {
  readonly cache: ReplyCache;
  /** An id that stays the same until a run with it is complete, so that an interrupted one finds its replies. */
  toRunId(key: string): Promise<string>;
  /** Stores the record of a complete run. */
  save(runId: string, record: object): Promise<string>;
}

/** Opens the store in the folder of a workspace. Nothing is written before there is something to store. */
export async function openRunStore(root: string): Promise<RunStore> {
  const folder = join(root, '.sop-shots');
  const runs = join(folder, 'runs');
  return {
    cache: await openCache(join(folder, 'cache')),
    toRunId: async (key) => {
      const names = existsSync(runs) ? await readdir(runs) : [];
      return `${key}-${names.filter((name) => name.startsWith(`${key}-`)).length + 1}`;
    },
    save: async (runId, record) => {
      await ignoreFolder(runs);
      const path = join(runs, `${runId}.json`);
      await replaceFile(path, `${JSON.stringify(record, undefined, 2)}\n`);
      return path;
    },
  };
}

async function openCache(folder: string): Promise<ReplyCache> {
  const path = join(folder, 'replies.jsonl');
  const text = existsSync(path) ? await readFile(path, 'utf8') : '';
  const replies = new Map<string, ModelReply>(
    text.split('\n').flatMap((line) => {
      const entry = line === '' ? undefined : readCacheLine(line);
      return entry === undefined ? [] : [entry];
    }),
  );
  // A crash can leave part of a line, which must not spoil the next one.
  let pending = text === '' || text.endsWith('\n') ? '' : '\n';
  let isNew = text === '';
  let writing: Promise<void> | undefined;
  const write = async (): Promise<void> => {
    if (isNew) await ignoreFolder(folder);
    isNew = false;
    while (pending !== '') {
      const lines = pending;
      pending = '';
      await appendToFile(path, lines, 0o600);
    }
    writing = undefined;
  };
  return {
    get: async (key) => replies.get(key),
    // Replies that come while others are written are written together.
    add: async (key, reply) => {
      replies.set(key, reply);
      pending += printCacheLine(key, reply);
      writing ??= write();
      await writing;
    },
  };
}

/** Replies hold what was sent and what came back: the folder has a file that keeps it out of Git. */
async function ignoreFolder(folder: string): Promise<void> {
  try {
    await replaceFile(join(folder, '.gitignore'), '*\n', { expected: null });
  } catch (error) {
    if (!(error instanceof FileError) || error.code !== 'file-exists') throw error;
  }
}
