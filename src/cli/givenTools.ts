import { relative } from 'node:path';
import { createLanguageService, defineMessages, getToolFileFailure, type Tool } from '../core/index.ts';
import { reportFailure } from './fileFailure.ts';
import type { CliIo } from './io.ts';
import { listMatchingFiles } from './namedFiles.ts';
import { UsageError } from './usageError.ts';
import { createNodeHost, getWorkspaceRoot, toUri } from './workspaceHost.ts';

const say = defineMessages({
  noTools: { en: '--tools {path}: {reason}', 'zh-CN': '--tools {path}：{reason}' },
  unread: { en: 'the file cannot be read.', 'zh-CN': '无法读取该文件。' },
});

/** A file of `--tools` with its tools. */
export interface GivenTools {
  readonly uri: string;
  readonly tools: readonly Tool[];
}

/** Reads the files that the globs of `--tools` name. */
export async function readToolFiles(globs: readonly string[], io: CliIo): Promise<readonly GivenTools[]> {
  const paths = (await Promise.all(globs.map((glob) => listMatchingFiles(glob, io.cwd)))).flat();
  const files: GivenTools[] = [];
  for (const path of paths) files.push(await readToolFile(path, io));
  return files;
}

/** Reads a `--tools` file. One from which no tool, or not every tool, can be read is reported: no document does it. */
async function readToolFile(path: string, io: CliIo): Promise<GivenTools> {
  const host = createNodeHost({ roots: [getWorkspaceRoot(path, io.cwd)] });
  const file = await createLanguageService(host, { language: io.language }).toolFile(toUri(path));
  const reason = file === undefined ? say('unread') : getToolFileFailure(file);
  if (reason !== undefined) {
    reportFailure(new UsageError(say('noTools', { path: relative(io.cwd, path), reason }), 'no-tools'), io);
  }
  return { uri: toUri(path), tools: file?.tools ?? [] };
}
