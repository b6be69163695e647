import { createReadStream, createWriteStream, existsSync } from 'node:fs';
import { appendFile, readFile, rename, rm, stat, truncate } from 'node:fs/promises';
import { resolve } from 'node:path';
import { createInterface } from 'node:readline';
import { writeFile } from 'atomically';
import { defineMessages } from '../../core/index.ts';
import {
  type Alias,
  type Batch,
  createIngest,
  createMasker,
  type Ingest,
  type IngestedLine,
  type Masker,
  type MaskLevel,
  planBatch,
  projectPrivacy,
  type RunOptions,
  type Task,
} from '../../generation/index.ts';
import type { CliIo } from '../io.ts';
import { UsageError } from '../usageError.ts';
import { tell } from './connect.ts';
import type { Desk } from './desk.ts';
import type { GenerateFlags } from './flags.ts';

const say = defineMessages({
  needsModel: { en: '--batch-out needs --model', 'zh-CN': '--batch-out 需要 --model' },
  needsOut: { en: '--batch-in needs --out for the shots', 'zh-CN': '--batch-in 需要用 --out 指定示例写到哪里' },
  noFile: { en: 'there is no file "{path}"', 'zh-CN': '没有文件“{path}”' },
  exists: { en: '"{path}" exists already; --force writes it anew', 'zh-CN': '“{path}”已存在；用 --force 重写' },
  wrong: { en: '{problem}', 'zh-CN': '{problem}' },
  badMask: { en: '"{path}" is no table of names', 'zh-CN': '“{path}”不是名称对照表' },
  written: { en: '{count} requests written to {path}', 'zh-CN': '已向 {path} 写入 {count} 个请求' },
  masked: {
    en: 'the real names stay here; read the results with --names {path}',
    'zh-CN': '真实名称留在本地；读取结果时请加 --names {path}',
  },
  read: {
    en: '{shots} shots written to {path}, {rejected} results left out',
    'zh-CN': '已向 {path} 写入 {shots} 个示例，{rejected} 条结果未采用',
  },
  rejected: { en: '{count} × {code}', 'zh-CN': '{code}：{count} 条' },
  rejectedIn: { en: 'what was left out and why: {path}', 'zh-CN': '未采用的结果及原因见 {path}' },
});

/** What makes a masked batch readable again. It holds the real names and must stay where it is. */
interface MaskFile {
  readonly level: MaskLevel;
  readonly aliases: readonly Alias[];
}

const maskPath = (requests: string): string => `${requests}.names.json`;

/**
 * Writes a batch file line by line. It grows under another name until it is whole; after a stop the same command goes
 * on behind its last whole line, for the lines depend on the task and the seed only.
 */
export async function writeBatch(
  given: string,
  flags: GenerateFlags,
  desk: Desk,
  task: Task,
  options: RunOptions,
  io: CliIo,
): Promise<void> {
  if (flags.model === undefined) throw new UsageError(say('needsModel'));
  const path = resolve(io.cwd, given);
  if (existsSync(path) && flags.force !== true) throw new UsageError(say('exists', { path: given }));
  const level = stricter(flags.mask, projectPrivacy(desk.context.project.privacy).level);
  const masker = level === undefined ? undefined : desk.services.masker(level);
  const target = { model: flags.model, structure: flags.structured ?? 'json_schema', masker } as const;
  const batch = planBatch(task, options, desk.services, target);
  if ('problem' in batch) throw new UsageError(say('wrong', { problem: batch.problem }));
  const part = `${path}.part`;
  const done = flags.force === true ? await startAnew(part) : await wholeLines(part);
  if (!(await appendLines(part, batch, done, io.signal))) return io.setExitCode(1);
  if (masker !== undefined && level !== undefined) {
    await writeFile(maskPath(path), JSON.stringify({ level, aliases: masker.aliases }), { mode: 0o600 });
    tell(io, say('masked', { path: maskPath(given) }));
  }
  await rename(part, path);
  tell(io, say('written', { count: batch.count, path: given }));
}

async function startAnew(part: string): Promise<number> {
  await rm(part, { force: true });
  return 0;
}

/** Cuts a half-written last line off, and counts the whole ones. */
async function wholeLines(part: string): Promise<number> {
  if (!existsSync(part)) return 0;
  let lines = 0;
  let whole = 0;
  let offset = 0;
  for await (const chunk of createReadStream(part)) {
    const bytes = chunk as Buffer;
    for (let at = bytes.indexOf(10); at !== -1; at = bytes.indexOf(10, at + 1)) {
      lines++;
      whole = offset + at + 1;
    }
    offset += bytes.length;
  }
  await truncate(part, whole);
  return lines;
}

/** False if it was stopped. Waits whenever the disk is slower than the lines are made. */
async function appendLines(part: string, batch: Batch, from: number, signal: AbortSignal): Promise<boolean> {
  const stream = createWriteStream(part, { flags: 'a', mode: 0o600 });
  const failed = new Promise<never>((_, reject) => stream.on('error', reject));
  failed.catch(() => undefined);
  for (let index = from; index < batch.count && !signal.aborted; index++) {
    const ready = stream.write(`${JSON.stringify(batch.line(index))}\n`);
    if (!ready) await Promise.race([new Promise<void>((drained) => stream.once('drain', drained)), failed]);
  }
  await Promise.race([new Promise<void>((ended) => stream.end(ended)), failed]);
  return !signal.aborted;
}

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
export async function readBatch(
  given: string,
  flags: GenerateFlags,
  desk: Desk,
  task: Task,
  options: RunOptions,
  io: CliIo,
): Promise<void> {
  const { path } = desk;
  if (flags.out === undefined || path === undefined) throw new UsageError(say('needsOut'));
  const results = resolve(io.cwd, given);
  if (!existsSync(results)) throw new UsageError(say('noFile', { path: given }));
  if (existsSync(path) && flags.force !== true) throw new UsageError(say('exists', { path: flags.out }));
  const masker = await maskerFor(flags, desk, io);
  const ingest = createIngest(task, options, desk.services, masker, desk.drafts.fix);
  if ('problem' in ingest) throw new UsageError(say('wrong', { problem: ingest.problem }));
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

/** The masker a batch was written with, from the table of names that `--batch-out` left beside its requests. */
async function maskerFor({ names }: GenerateFlags, desk: Desk, io: CliIo): Promise<Masker | undefined> {
  if (names === undefined) return undefined;
  const path = resolve(io.cwd, names);
  if (!existsSync(path)) throw new UsageError(say('noFile', { path: names }));
  try {
    const { level, aliases } = JSON.parse(await readFile(path, 'utf8')) as MaskFile;
    return createMasker(desk.tools, level, aliases);
  } catch {
    throw new UsageError(say('badMask', { path: names }));
  }
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
      state = { ...state, codes: { ...state.codes, [read.code]: (state.codes[read.code] ?? 0) + 1 } };
    }
    if (line % linesPerCheckpoint === 0) await save();
  }
  await save();
  return state;
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

async function sizeOf(path: string): Promise<number> {
  return existsSync(path) ? (await stat(path)).size : 0;
}

function stricter(a: MaskLevel | undefined, b: MaskLevel | undefined): MaskLevel | undefined {
  return a === 'strict' || b === 'strict' ? 'strict' : (a ?? b);
}
