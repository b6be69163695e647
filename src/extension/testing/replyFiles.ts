import { Uri, workspace } from 'vscode';
import { printCacheLine, type ReplyCache, readCacheLine } from '../../evaluation/index.ts';
import type { Session } from '../session.ts';
import { toWriteMessage } from '../writing/fileWriter.ts';

/** The replies of evaluations, each in a file of the extension's own storage, which no project can write to. */
export function createReplyFiles({ context, files, log, t }: Session): ReplyCache {
  const { storageUri, globalStorageUri } = context;
  const folder = Uri.joinPath(storageUri ?? globalStorageUri, 'evaluation');
  const fileOf = (key: string): Uri => Uri.joinPath(folder, `${key}.reply.json`);
  return {
    get: async (key) => {
      const text = await workspace.fs.readFile(fileOf(key)).then(
        (bytes) => new TextDecoder().decode(bytes),
        () => '',
      );
      return readCacheLine(text)?.[1];
    },
    add: async (key, reply) => {
      const bytes = new TextEncoder().encode(printCacheLine(key, reply));
      // A reply that cannot be kept is paid for again, which is no reason to stop the run.
      await files.write(fileOf(key), bytes).catch((error: unknown) => log.warn(t(toWriteMessage(fileOf(key), error))));
    },
  };
}
