import { createReadStream, createWriteStream, existsSync } from 'node:fs';
import { rename, rm, truncate } from 'node:fs/promises';
import { resolve } from 'node:path';
import { finished } from 'node:stream/promises';
import { writeFile } from 'atomically';
import { defineMessages } from '../../core/index.ts';
import { type Batch, planBatch, projectPrivacy, stricter } from '../../generation/index.ts';
import { UsageError } from '../usageError.ts';
import { type MaskFile, maskPath } from './batchNames.ts';
import { type BatchOrder, refuseToOverwrite } from './batchOrder.ts';
import { tell } from './connect.ts';

const say = defineMessages({
  needsModel: { en: '--batch-out needs --model', 'zh-CN': '--batch-out 需要 --model' },
  written: { en: '{count} requests written to {path}', 'zh-CN': '已向 {path} 写入 {count} 个请求' },
  masked: {
    en: 'the real names stay here; read the results with --names {path}',
    'zh-CN': '真实名称留在本地；读取结果时请加 --names {path}',
  },
});

/**
 * Writes a batch file line by line. It grows under another name until it is whole; after a stop the same command goes
 * on behind its last whole line, for the lines depend on the task and the seed only.
 */
export async function writeBatch(given: string, order: BatchOrder): Promise<void> {
  const { flags, desk, task, options, io } = order;
  if (flags.model === undefined) throw new UsageError(say('needsModel'));
  const path = resolve(io.cwd, given);
  refuseToOverwrite(path, given, order);
  const level = stricter(flags.mask, projectPrivacy(desk.context.project.privacy).level);
  const masker = level === undefined ? undefined : desk.services.masker(level);
  const target = { model: flags.model, structure: flags.structured ?? 'json_schema', masker } as const;
  const batch = planBatch(task, options, desk.services, target);
  if ('problem' in batch) throw new UsageError(batch.problem, batch.code);
  const part = `${path}.part`;
  const done = flags.force === true ? await startAnew(part) : await wholeLines(part);
  if (!(await appendLines(part, batch, done, io.signal))) return io.setExitCode(1);
  if (masker !== undefined && level !== undefined) {
    await writeFile(maskPath(path), JSON.stringify({ level, aliases: masker.aliases } satisfies MaskFile), {
      mode: 0o600,
    });
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
  stream.end();
  await Promise.race([finished(stream), failed]);
  return !signal.aborted;
}
