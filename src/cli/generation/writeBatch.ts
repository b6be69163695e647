import { createReadStream, existsSync } from 'node:fs';
import { rm, truncate } from 'node:fs/promises';
import { resolve } from 'node:path';
import { defineMessages } from '../../core/index.ts';
import { appendToFile, moveFile, replaceFile } from '../../files/index.ts';
import { type Batch, getStricterLevel, parseProjectPrivacy, planBatch } from '../../generation/index.ts';
import { UsageError } from '../usageError.ts';
import { limitYoungGeneration } from '../youngGeneration.ts';
import { type BatchContext, refuseToOverwrite } from './batchContext.ts';
import { getNamesPath, type NamesFile } from './batchNames.ts';
import { printMessage } from './connect.ts';
import { keepBackup } from './keepBackup.ts';

const say = defineMessages({
  needsModel: { en: '--batch-out needs --model', 'zh-CN': '--batch-out 需要 --model' },
  written: { en: '{count} {count|request|requests} written to {path}', 'zh-CN': '已向 {path} 写入 {count} 个请求' },
  masked: {
    en: 'the real names stay on this machine; read the results with --names {path}',
    'zh-CN': '真实名称留在本地；读取结果时请加 --names {path}',
  },
});

/**
 * Writes a batch file line by line. It grows under a temporary name until it is complete. After an interruption the
 * same command continues after the last complete line, because the lines depend only on the task and the seed.
 */
export async function writeBatch(given: string, order: BatchContext): Promise<void> {
  const { flags, context, task, options, io } = order;
  if (flags.model === undefined) throw new UsageError(say('needsModel'));
  const path = resolve(io.cwd, given);
  refuseToOverwrite(path, given, order);
  const level = getStricterLevel(flags.mask, parseProjectPrivacy(context.context.project.privacy).level);
  const masker = level === undefined ? undefined : context.services.masker(level);
  const target = { model: flags.model, structure: flags.structured ?? 'json_schema', masker } as const;
  const batch = planBatch(task, options, context.services, target);
  if ('problem' in batch) throw new UsageError(batch.problem, batch.code);
  const part = `${path}.part`;
  const done = flags.force === true ? await startOver(part) : await countCompleteLines(part);
  if (!(await appendLines(part, batch, done, io.signal))) return io.setExitCode(1);
  if (masker !== undefined && level !== undefined) {
    await replaceFile(
      getNamesPath(path),
      JSON.stringify({ level, aliases: masker.aliases, batch: batch.name } satisfies NamesFile),
      {
        mode: 0o600,
      },
    );
    printMessage(io, say('masked', { path: getNamesPath(given) }));
  }
  if (flags.force === true && existsSync(path)) await keepBackup(path, io);
  await moveFile(part, path, { overwrite: flags.force === true });
  printMessage(io, say('written', { count: batch.count, path: given }));
}

async function startOver(part: string): Promise<number> {
  await rm(part, { force: true });
  return 0;
}

/** Removes an incomplete last line and counts the complete ones. */
async function countCompleteLines(part: string): Promise<number> {
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

/** Characters that are written at once. */
const CHUNK_LENGTH = 1_000_000;

/** False if it was stopped; then all lines so far are complete. */
async function appendLines(part: string, batch: Batch, from: number, signal: AbortSignal): Promise<boolean> {
  let text = '';
  for (let index = from; index < batch.count && !signal.aborted; index++) {
    text += `${JSON.stringify(batch.line(index))}\n`;
    if (text.length < CHUNK_LENGTH) continue;
    limitYoungGeneration(16);
    await appendToFile(part, text, 0o600);
    text = '';
  }
  await appendToFile(part, text, 0o600);
  return !signal.aborted;
}
