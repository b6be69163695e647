import { createReadStream, existsSync } from 'node:fs';
import { readdir, readFile } from 'node:fs/promises';
import { dirname, join, resolve } from 'node:path';
import { createInterface } from 'node:readline';
import { defineMessages } from '../../core/index.ts';
import { type Alias, createMasker, findMaskedTool, type Masker, type MaskLevel } from '../../generation/index.ts';
import type { CliIo } from '../io.ts';
import { UsageError } from '../usageError.ts';
import type { GenerateFlags } from './flags.ts';
import type { GenerationContext } from './generationContext.ts';

const say = defineMessages({
  noFile: { en: 'there is no file "{path}"', 'zh-CN': '没有文件“{path}”' },
  needed: {
    en: 'the results contain masked names such as "{name}": read them with --names {path}',
    'zh-CN': '结果中有“{name}”等脱敏名称：读取时请加 --names {path}',
  },
  badMask: { en: '"{path}" is not a valid names file', 'zh-CN': '“{path}”不是有效的名称对照文件' },
});

/** What makes a masked batch readable again. It holds the real names and must stay where it is. */
export interface NamesFile {
  readonly level: MaskLevel;
  readonly aliases: readonly Alias[];
  /** The name of the batch, which is in its custom ids. */
  readonly batch?: string;
}

/** Where the real names of a batch file are kept. */
export function getNamesPath(requests: string): string {
  return `${requests}.names.json`;
}

/** Results that are looked at for masked names. */
const MAX_CHECKED_RESULTS = 50;

/** Refuses results with masked names if no names file is given: every shot in them would be rejected. */
export async function requireNames(
  results: string,
  batch: string,
  { names }: GenerateFlags,
  { services }: GenerationContext,
): Promise<void> {
  if (names !== undefined) return;
  let checked = 0;
  for await (const line of createInterface({ input: createReadStream(results) })) {
    const name = findMaskedTool(line, services.knownTools.isTool);
    if (name !== undefined) {
      throw new UsageError(say('needed', { name, path: await findNamesFile(dirname(results), batch) }), 'names-needed');
    }
    if (++checked === MAX_CHECKED_RESULTS) return;
  }
}

/** The names file of a batch in a folder; the usual form of its name if it is elsewhere. */
async function findNamesFile(folder: string, batch: string): Promise<string> {
  const files = (await readdir(folder)).filter((name) => name.endsWith('.names.json')).sort();
  for (const file of files) {
    const text = await readFile(join(folder, file), 'utf8').catch(() => '');
    if (text.includes(`"batch":"${batch}"`)) return file;
  }
  return files.length === 1 ? (files[0] ?? '') : 'REQUESTS.names.json';
}

/** The masker a batch was written with, from the table of names that `--batch-out` left beside its requests. */
export async function readBatchMasker(
  { names }: GenerateFlags,
  generationContext: GenerationContext,
  io: CliIo,
): Promise<Masker | undefined> {
  if (names === undefined) return undefined;
  const path = resolve(io.cwd, names);
  if (!existsSync(path)) throw new UsageError(say('noFile', { path: names }));
  try {
    const { level, aliases } = JSON.parse(await readFile(path, 'utf8')) as NamesFile;
    return createMasker(generationContext.tools, level, aliases);
  } catch {
    throw new UsageError(say('badMask', { path: names }));
  }
}
