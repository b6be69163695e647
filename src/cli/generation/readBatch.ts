import { createReadStream, existsSync } from 'node:fs';
import { readFile, rm, stat, truncate } from 'node:fs/promises';
import { basename, resolve } from 'node:path';
import { createInterface } from 'node:readline';
import { defineMessages, type Message } from '../../core/index.ts';
import { appendToFile, replaceFile } from '../../files/index.ts';
import { type BatchReader, createBatchReader, toBatchName } from '../../generation/index.ts';
import { UsageError } from '../usageError.ts';
import { limitYoungGeneration } from '../youngGeneration.ts';
import { type BatchContext, refuseToOverwrite } from './batchContext.ts';
import { readBatchMasker, requireNames } from './batchNames.ts';
import { printMessage } from './connect.ts';
import { writeDocuments } from './numberedDocuments.ts';
import { settleRejections, toRejectedLine } from './rejectedResults.ts';

const say = defineMessages({
  needsOut: { en: '--batch-in needs --out for the shots', 'zh-CN': '--batch-in 需要用 --out 指定示例写到哪里' },
  noFile: { en: 'there is no file "{path}"', 'zh-CN': '没有文件“{path}”' },
  read: {
    en: '{shots} {shots|shot|shots} written to {path}, {rejected} {rejected|result|results} rejected',
    'zh-CN': '已向 {path} 写入 {shots} 个示例，{rejected} 条结果未采用',
  },
  divided: {
    en: '{shots} {shots|shot|shots} written to {count} {count|document|documents}, {first} to {last}, {rejected} {rejected|result|results} rejected',
    'zh-CN': '已将 {shots} 个示例写入 {count} 个文档（{first} 至 {last}），{rejected} 条结果未采用',
  },
  rejected: { en: '{count} × {code}', 'zh-CN': '{code}：{count} 条' },
  rejectedIn: { en: 'rejected results with reasons: {path}', 'zh-CN': '未采用的结果及原因见 {path}' },
});

/** How far the results of a batch have been read. */
interface Checkpoint {
  readonly lines: number;
  readonly shotBytes: number;
  readonly rejectedBytes: number;
  readonly shots: number;
}

const NOTHING_READ: Checkpoint = { lines: 0, shotBytes: 0, rejectedBytes: 0, shots: 0 };
const LINES_PER_CHECKPOINT = 1000;
/** Results that are checked together. */
const LINES_AT_ONCE = 100;

/** Reads the results of a batch and writes the accepted shots. After an interruption it continues at its checkpoint. */
export async function readBatch(given: string, order: BatchContext): Promise<void> {
  const { flags, context, task, options, io } = order;
  const { path } = context;
  if (flags.out === undefined || path === undefined) throw new UsageError(say('needsOut'));
  const results = resolve(io.cwd, given);
  if (!existsSync(results)) throw new UsageError(say('noFile', { path: given }));
  refuseToOverwrite(path, flags.out, order);
  await requireNames(results, toBatchName(task, options), flags, context);
  const masker = await readBatchMasker(flags, context, io);
  const ingest = createBatchReader(task, options, context.services, masker, context.drafts);
  if ('problem' in ingest) throw new UsageError(ingest.problem, ingest.code);
  const files = { shots: `${path}.part`, rejected: `${path}.rejected.jsonl`, checkpoint: `${path}.checkpoint.json` };
  const begun = flags.force === true ? NOTHING_READ : await readCheckpoint(files.checkpoint);
  const end = await ingestAll(results, ingest, files, begun, context.text, io.signal);
  if (io.signal.aborted) return io.setExitCode(1);
  const request = { part: files.shots, path, shots: end.shots, force: flags.force === true };
  const written = await writeDocuments(request, io);
  await rm(files.checkpoint, { force: true });
  const { codes, missing } = await settleRejections(files.rejected, ingest);
  const rejected = [...codes.values()].reduce((sum, count) => sum + count, 0);
  printMessage(io, toSummary(end.shots, flags.out, written, rejected));
  for (const [code, count] of codes) printMessage(io, say('rejected', { count, code }));
  if (rejected > 0) printMessage(io, say('rejectedIn', { path: `${flags.out}.rejected.jsonl` }));
  if (missing > 0) io.setExitCode(1);
}

function toSummary(shots: number, given: string, written: readonly string[], rejected: number): Message {
  const [first = '', last = ''] = [written.at(0), written.at(-1)].map((path = '') => basename(path));
  if (written.length < 2) return say('read', { shots, path: given, rejected });
  return say('divided', { shots, count: written.length, first, last, rejected });
}

async function readCheckpoint(path: string): Promise<Checkpoint> {
  try {
    return { ...NOTHING_READ, ...(JSON.parse(await readFile(path, 'utf8')) as Partial<Checkpoint>) };
  } catch {
    return NOTHING_READ;
  }
}

interface IngestFiles {
  readonly shots: string;
  readonly rejected: string;
  readonly checkpoint: string;
}

async function ingestAll(
  results: string,
  ingest: BatchReader,
  files: IngestFiles,
  begun: Checkpoint,
  front: string,
  signal: AbortSignal,
): Promise<Checkpoint> {
  await truncateToCheckpoint(files, begun, front);
  await restoreShots(files.shots, ingest);
  let state = begun;
  let shots = '';
  let rejected = '';
  let line = 0;
  let pending: string[] = [];
  const readPending = async (): Promise<void> => {
    limitYoungGeneration(16);
    for (const read of await ingest.readLines(pending)) {
      if (read.kind === 'shot') {
        shots += `\n${read.shot.text}\n`;
        state = { ...state, shots: state.shots + 1 };
      } else {
        rejected += toRejectedLine(read);
      }
    }
    pending = [];
  };
  const save = async (): Promise<void> => {
    await readPending();
    await appendToFile(files.shots, shots);
    if (rejected !== '') await appendToFile(files.rejected, rejected);
    state = {
      ...state,
      lines: line,
      shotBytes: (await stat(files.shots)).size,
      rejectedBytes: await getFileSize(files.rejected),
    };
    await replaceFile(files.checkpoint, JSON.stringify(state));
    shots = '';
    rejected = '';
  };
  for await (const text of createInterface({ input: createReadStream(results), crlfDelay: Number.POSITIVE_INFINITY })) {
    if (signal.aborted) break;
    if (line++ < begun.lines || text.trim() === '') continue;
    pending.push(text);
    if (pending.length === LINES_AT_ONCE) await readPending();
    if (line % LINES_PER_CHECKPOINT === 0) await save();
  }
  await save();
  return state;
}

/** What was written after the last checkpoint is written again, so it is cut off first. */
async function truncateToCheckpoint(files: IngestFiles, begun: Checkpoint, front: string): Promise<void> {
  if (begun.lines === 0 || !existsSync(files.shots)) {
    await replaceFile(files.shots, front);
    await rm(files.rejected, { force: true });
    return;
  }
  await truncate(files.shots, begun.shotBytes);
  if (existsSync(files.rejected)) await truncate(files.rejected, begun.rejectedBytes);
}

/** Reminds the reader of the shots that were written before a stop. Each begins with its id. */
async function restoreShots(path: string, ingest: BatchReader): Promise<void> {
  let shot = '';
  for await (const line of createInterface({ input: createReadStream(path) })) {
    if (line.startsWith('<!-- id: ')) {
      ingest.restore(shot);
      shot = '';
    }
    shot += `${line}\n`;
  }
  ingest.restore(shot);
}

async function getFileSize(path: string): Promise<number> {
  return existsSync(path) ? (await stat(path)).size : 0;
}
