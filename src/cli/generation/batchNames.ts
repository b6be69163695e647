import { existsSync } from 'node:fs';
import { readFile } from 'node:fs/promises';
import { resolve } from 'node:path';
import { defineMessages } from '../../core/index.ts';
import { type Alias, createMasker, type Masker, type MaskLevel } from '../../generation/index.ts';
import type { CliIo } from '../io.ts';
import { UsageError } from '../usageError.ts';
import type { Desk } from './desk.ts';
import type { GenerateFlags } from './flags.ts';

const say = defineMessages({
  noFile: { en: 'there is no file "{path}"', 'zh-CN': '没有文件“{path}”' },
  badMask: { en: '"{path}" is no table of names', 'zh-CN': '“{path}”不是名称对照表' },
});

/** What makes a masked batch readable again. It holds the real names and must stay where it is. */
export interface MaskFile {
  readonly level: MaskLevel;
  readonly aliases: readonly Alias[];
}

/** Where the real names of a batch file are kept. */
export function maskPath(requests: string): string {
  return `${requests}.names.json`;
}

/** The masker a batch was written with, from the table of names that `--batch-out` left beside its requests. */
export async function maskerFor({ names }: GenerateFlags, desk: Desk, io: CliIo): Promise<Masker | undefined> {
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
