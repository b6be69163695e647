import { createReadStream, existsSync } from 'node:fs';
import { appendFile, readFile, rename, rm, stat, truncate } from 'node:fs/promises';
import { resolve } from 'node:path';
import { createInterface } from 'node:readline';
import { writeFile } from 'atomically';
import { defineMessages } from '../../core/index.ts';
import { createIngest, type Ingest, type IngestedLine } from '../../generation/index.ts';
import { UsageError } from '../usageError.ts';
import { maskerFor } from './batchNames.ts';
import { type BatchOrder, refuseToOverwrite } from './batchOrder.ts';
import { tell } from './connect.ts';

const say = defineMessages({
  needsOut: { en: '--batch-in needs --out for the shots', 'zh-CN': '--batch-in 需要用 --out 指定示例写到哪里' },
  noFile: { en: 'there is no file "{path}"', 'zh-CN': '没有文件“{path}”' },
  read: {
    en: '{shots} shots written to {path}, {rejected} results left out',
    'zh-CN': '已向 {path} 写入 {shots} 个示例，{rejected} 条结果未采用',
  },
  rejected: { en: '{count} × {code}', 'zh-CN': '{code}：{count} 条' },
  rejectedIn: { en: 'what was left out and why: {path}', 'zh-CN': '未采用的结果及原因见 {path}' },
});

/** How far the results of a batch have been read. */
interface Checkpoint {
  readonly lines: number;
  readonly shotBytes: number;
  readonly rejectedBytes: number;
  readonly shots: number;
  readonly codes: Readonly<Record<string, number>>;
}

const nothingRead: Checkpoint = { lines: 0, shotBytes: 0, rejectedBytes: 0, shots: 0, codes: {} };
const linesPerCheckpoint = 200;

/** Reads the results of a batch line by line, and writes the shots that hold. After a stop it goes on where it was. */
export async function readBatch(given: string, order: BatchOrder): Promise<void> {
  const { flags, desk, task, options, io } = order;
  const { path } = desk;
  if (flags.out === undefined || path === undefined) throw new UsageError(say('needsOut'));
  const results = resolve(io.cwd, given);
  if (!existsSync(results)) throw new UsageError(say('noFile', { path: given }));
  refuseToOverwrite(path, flags.out, order);
  const masker = await maskerFor(flags, desk, io);
  const ingest = createIngest(task, options, desk.services, masker, desk.drafts.fix);
  if ('problem' in ingest) throw new UsageError(ingest.problem, ingest.code);
  const files = { shots: `${path}.part`, rejected: `${path}.rejected.jsonl`, checkpoint: `${path}.checkpoint.json` };
  const begun = flags.force === true ? nothingRead : await readCheckpoint(files.checkpoint);
  const end = await ingestAll(results, ingest, files, begun, desk.text, io.signal);
  if (io.signal.aborted) return io.setExitCode(1);
  await rename(files.shots, path);
  await rm(files.checkpoint, { force: true });
  const rejected = Object.values(end.codes).reduce((sum, count) => sum + count, 0);
  tell(io, say('read', { shots: end.shots, path: flags.out, rejected }));
  for (const [code, count] of Object.entries(end.codes)) tell(io, say('rejected', { count, code }));
  if (rejected > 0) tell(io, say('rejectedIn', { path: `${flags.out}.rejected.jsonl` }));
  if (rejected > 0) io.setExitCode(1);
}

async function readCheckpoint(path: string): Promise<Checkpoint> {
  try {
    return { ...nothingRead, ...(JSON.parse(await readFile(path, 'utf8')) as Partial<Checkpoint>) };
  } catch {
    return nothingRead;
  }
}

interface IngestFiles {
  readonly shots: string;
  readonly rejected: string;
  readonly checkpoint: string;
}

async function ingestAll(
  results: string,
  ingest: Ingest,
  files: IngestFiles,
  begun: Checkpoint,
  front: string,
  signal: AbortSignal,
): Promise<Checkpoint> {
  await cutBack(files, begun, front);
  await recallShots(files.shots, ingest);
  let state = begun;
  let shots = '';
  let rejected = '';
  let line = 0;
  const save = async (): Promise<void> => {
    await appendFile(files.shots, shots);
    if (rejected !== '') await appendFile(files.rejected, rejected);
    state = {
      ...state,
      lines: line,
      shotBytes: (await stat(files.shots)).size,
      rejectedBytes: await sizeOf(files.rejected),
    };
    await writeFile(files.checkpoint, JSON.stringify(state));
    shots = '';
    rejected = '';
  };
  for await (const text of createInterface({ input: createReadStream(results), crlfDelay: Number.POSITIVE_INFINITY })) {
    if (signal.aborted) break;
    if (line++ < begun.lines || text.trim() === '') continue;
    const read = await ingest.line(text);
    if (read.kind === 'shot') {
      shots += `\n${read.shot.text}\n`;
      state = { ...state, shots: state.shots + 1 };
    } else {
      rejected += rejectedLine(read);
      state = { ...state, codes: counted(state.codes, read.code) };
    }
    if (line % linesPerCheckpoint === 0) await save();
  }
  await save();
  return state;
}

/** Servers have a few codes; one that makes up a new one each time is not to fill the memory. */
const mostCodes = 40;

function counted(codes: Checkpoint['codes'], given: string): Checkpoint['codes'] {
  const code = given in codes || Object.keys(codes).length < mostCodes ? given : 'other';
  return { ...codes, [code]: (codes[code] ?? 0) + 1 };
}

function rejectedLine(read: Extract<IngestedLine, { kind: 'rejected' }>): string {
  const findings = read.findings.map(({ rule, message }) => ({ rule, message }));
  return `${JSON.stringify({ custom_id: read.id, code: read.code, findings })}\n`;
}

/** What was written after the last checkpoint is written again, so it is cut off first. */
async function cutBack(files: IngestFiles, begun: Checkpoint, front: string): Promise<void> {
  if (begun.lines === 0 || !existsSync(files.shots)) {
    await writeFile(files.shots, front);
    await rm(files.rejected, { force: true });
    return;
  }
  await truncate(files.shots, begun.shotBytes);
  if (existsSync(files.rejected)) await truncate(files.rejected, begun.rejectedBytes);
}

/** Reminds the reader of the shots that were written before a stop. Each begins with its id. */
async function recallShots(path: string, ingest: Ingest): Promise<void> {
  let shot = '';
  for await (const line of createInterface({ input: createReadStream(path) })) {
    if (line.startsWith('<!-- id: ')) {
      ingest.recall(shot);
      shot = '';
    }
    shot += `${line}\n`;
  }
  ingest.recall(shot);
}

async function sizeOf(path: string): Promise<number> {
  return existsSync(path) ? (await stat(path)).size : 0;
}
