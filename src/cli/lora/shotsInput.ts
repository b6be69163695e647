import { readFile, stat } from 'node:fs/promises';
import { resolve } from 'node:path';
import { createLanguageService, defineMessages } from '../../core/index.ts';
import { countShots, countShotTokens, type ShotCount, sumShots } from '../../finetuning/index.ts';
import { findFiles } from '../findFiles.ts';
import type { CliIo } from '../io.ts';
import { UsageError } from '../usageError.ts';
import { createNodeHost, getWorkspaceRoot, toUri } from '../workspaceHost.ts';

const say = defineMessages({
  missing: { en: 'no such file or folder "{path}"', 'zh-CN': '没有文件或文件夹“{path}”' },
  noShots: { en: 'there are no shots in {paths}', 'zh-CN': '{paths} 中没有示例' },
});

/** Counts the shots of files and folders. A file without shots is counted as a whole. */
export async function countShotFiles(paths: readonly string[], io: CliIo): Promise<ShotCount> {
  const files = (await Promise.all(paths.map((path) => filesAt(path, io.cwd)))).flat();
  const counted = sumShots(await Promise.all(files.map((file) => countFile(file, io))));
  if (counted.tokens === 0) throw new UsageError(say('noShots', { paths }));
  return counted;
}

async function filesAt(path: string, cwd: string): Promise<readonly string[]> {
  const absolute = resolve(cwd, path);
  const found = await stat(absolute).catch(() => undefined);
  if (found === undefined) throw new UsageError(say('missing', { path }));
  return found.isDirectory() ? findFiles(absolute, ['**/*.shots.md']) : [absolute];
}

async function countFile(path: string, io: CliIo): Promise<ShotCount> {
  const logger = { info: () => {}, warn: () => {} };
  const host = createNodeHost({ roots: [getWorkspaceRoot(path, io.cwd)], logger });
  const context = await createLanguageService(host, { language: io.language }).getContext(toUri(path), 'shots');
  if (context !== undefined && context.document.shots.length > 0) return countShots(context.document);
  return { documents: 1, shots: 0, tokens: countShotTokens(await readFile(path, 'utf8')) };
}
