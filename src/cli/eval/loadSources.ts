import { resolve } from 'node:path';
import { createLanguageService, defineMessages, type LanguageService } from '../../core/index.ts';
import { separateUsable } from '../../datasets/index.ts';
import { type EvaluationSource, toEvaluationSource } from '../../evaluation/index.ts';
import type { CliIo } from '../io.ts';
import { listMatchingFiles, listNamedFiles } from '../namedFiles.ts';
import { UsageError } from '../usageError.ts';
import { createNodeHost, createRootFinder, toUri } from '../workspaceHost.ts';

const say = defineMessages({
  noShots: {
    en: 'there are no shots documents in "{paths}"',
    'zh-CN': '“{paths}”中没有示例文档',
  },
  unreadable: { en: 'cannot read "{path}" as UTF-8 text', 'zh-CN': '无法将“{path}”作为 UTF-8 文本读取' },
  oneWorkspace: {
    en: 'the documents are in several workspaces; evaluate them one at a time',
    'zh-CN': '这些文档位于多个工作区，请分别评测',
  },
});

/** The documents of a run, and the folder of their workspace. */
export interface LoadedSources {
  readonly sources: readonly EvaluationSource[];
  readonly root: string;
}

/** Reads the documents that the command line names. Those of `--held-out` are tested with the shots of the others. */
export async function loadSources(
  paths: readonly string[],
  heldOut: readonly string[],
  io: CliIo,
): Promise<LoadedSources> {
  const tested = new Set((await Promise.all(heldOut.map((glob) => listMatchingFiles(glob, io.cwd)))).flat());
  const files = new Set([...(await listShots(paths, io)), ...tested]);
  if (files.size === 0) throw new UsageError(say('noShots', { paths: [...paths] }), 'no-shots');
  const findRoot = createRootFinder(io.cwd);
  const [root = io.cwd, ...otherRoots] = new Set([...files].map((file) => findRoot(file, true)));
  if (otherRoots.length > 0) throw new UsageError(say('oneWorkspace'));
  const host = createNodeHost({ roots: [root] });
  const service = createLanguageService(host, { language: io.language });
  const sources: EvaluationSource[] = [];
  for (const file of files) {
    sources.push(await loadSource(service, file, heldOut.length === 0 ? undefined : tested.has(file)));
  }
  return { sources, root };
}

async function loadSource(
  service: LanguageService,
  file: string,
  isTested: boolean | undefined,
): Promise<EvaluationSource> {
  const uri = toUri(file);
  const context = await service.getContext(uri, 'shots');
  if (context === undefined) throw new UsageError(say('unreadable', { path: file }), 'unreadable');
  const { diagnostics } = await service.lint(uri, {}, 'shots');
  return toEvaluationSource(uri, context, separateUsable(context.document, diagnostics).leftOut, isTested);
}

/** Shots documents in folders and globs, and whatever file is named itself. */
async function listShots(paths: readonly string[], io: CliIo): Promise<readonly string[]> {
  const named = new Set(paths.map((path) => resolve(io.cwd, path)));
  const files = await listNamedFiles(paths, io);
  return files.filter((file) => named.has(file) || /\.shots\.md$/i.test(file));
}
