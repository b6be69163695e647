import { createReadStream, existsSync } from 'node:fs';
import { readFile, rm } from 'node:fs/promises';
import { createInterface } from 'node:readline';
import { defineMessages } from '../../core/index.ts';
import { moveFile, replaceFile } from '../../files/index.ts';
import type { CliIo } from '../io.ts';
import { UsageError } from '../usageError.ts';
import { keepBackup } from './keepBackup.ts';

const say = defineMessages({
  exists: {
    en: '"{path}" already exists with other content; use --force to overwrite it. The shots read so far are in {part}',
    'zh-CN': '“{path}”已存在且内容不同；用 --force 覆盖。已读取的示例保存在 {part}',
  },
});

/** A document with more shots is slow to check and to edit. */
const SHOTS_PER_DOCUMENT = 1000;

/** How a collection of shots becomes documents. */
export interface DocumentsRequest {
  /** The file with front matter and all shots, each with its id in the first line. It is gone afterwards. */
  readonly part: string;
  /** The document that was asked for. */
  readonly path: string;
  readonly shots: number;
  readonly force: boolean;
}

/**
 * Gives a collection of shots its final name or, if it is too long for one document, divides it among numbered documents
 * with the same front matter. After an interruption, documents that are there already are written again or found equal.
 */
export async function writeDocuments(request: DocumentsRequest, io: CliIo): Promise<readonly string[]> {
  const { part, path, shots, force } = request;
  if (shots > SHOTS_PER_DOCUMENT) return divide(request, io);
  if (force && existsSync(path)) await keepBackup(path, io);
  await moveFile(part, path, { overwrite: force });
  return [path];
}

async function divide({ part, path, shots, force }: DocumentsRequest, io: CliIo): Promise<readonly string[]> {
  const digits = String(Math.ceil(shots / SHOTS_PER_DOCUMENT)).length;
  const written: string[] = [];
  for await (const text of readDocuments(part)) {
    const name = toNumberedPath(path, written.length + 1, digits);
    const before = existsSync(name) ? await readFile(name, 'utf8') : undefined;
    if (before !== undefined && before !== text) {
      if (!force) throw new UsageError(say('exists', { path: name, part }));
      await keepBackup(name, io);
    }
    if (before !== text) await replaceFile(name, text, { expected: before ?? null });
    written.push(name);
  }
  await rm(part);
  return written;
}

/** The documents one by one, so that memory holds one of them. */
async function* readDocuments(part: string): AsyncGenerator<string> {
  let front: string | undefined;
  let text = '';
  let shots = 0;
  for await (const line of createInterface({ input: createReadStream(part) })) {
    if (line.startsWith('<!-- id: ')) {
      front ??= text;
      if (shots === SHOTS_PER_DOCUMENT) {
        yield `${text.trimEnd()}\n`;
        text = front;
        shots = 0;
      }
      shots++;
    }
    text += `${line}\n`;
  }
  yield `${text.trimEnd()}\n`;
}

/** `a.shots.md` → `a-01.shots.md`: names that sort by number, with the ending that makes them shots documents. */
function toNumberedPath(path: string, number: number, digits: number): string {
  const numbered = `-${String(number).padStart(digits, '0')}`;
  const [ending = ''] = /(?:\.shots)?\.[^./\\]+$/i.exec(path) ?? [];
  return path.slice(0, path.length - ending.length) + numbered + ending;
}
