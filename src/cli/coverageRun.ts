import { relative, sep } from 'node:path';
import { defineMessages, getFileKind, renderMessage } from '../core/index.ts';
import {
  type Coverage,
  type CoverageFiles,
  type CoverageFormat,
  createCoverageMeter,
  getPercent,
  getTotals,
  getWholeShare,
  reportCoverage,
} from '../evaluation/index.ts';
import { type CliWorkspace, groupByWorkspace } from './cliWorkspaces.ts';
import { createFileListing } from './fileListing.ts';
import type { CliIo } from './io.ts';
import { listNamedFiles } from './namedFiles.ts';
import { toPath, toUri } from './uris.ts';

const say = defineMessages({
  tooLow: {
    en: 'sop-shots: {percent}% is covered, less than --min {limit} asks for\n',
    'zh-CN': 'sop-shots：覆盖率 {percent}%，低于 --min 要求的 {limit}%\n',
  },
});

export interface CoverageRun {
  readonly paths: readonly string[];
  readonly format: CoverageFormat;
  /** The percentage below which the exit code is 1. */
  readonly min: number | undefined;
}

/** Measures what the command line names, reports it, and sets the exit code. */
export async function runCoverage({ paths, format, min }: CoverageRun, io: CliIo): Promise<void> {
  const listing = createFileListing();
  const files = await listNamedFiles(paths, io, listing);
  const workspaces = groupByWorkspace(files, new Map(), listing, io);
  const parts: Coverage[] = [];
  for (const workspace of workspaces) {
    const meter = createCoverageMeter(() => workspace.service);
    const measured = await meter.measure(await chooseFiles(workspace), { isCancelled: () => io.signal.aborted });
    if (measured !== undefined) parts.push(measured);
  }
  if (io.signal.aborted) return;
  const coverage: Coverage = {
    procedures: parts.flatMap(({ procedures }) => procedures),
    tools: parts.flatMap(({ tools }) => tools),
  };
  const pathOf = (uri: string): string => relative(io.cwd, toPath(uri)).split(sep).join('/');
  io.stdout(reportCoverage(format, { coverage, language: io.language, pathOf }));
  const percent = getPercent(getWholeShare(getTotals(coverage)));
  if (min === undefined || percent >= min) return;
  io.stderr(renderMessage(say('tooLow', { percent, limit: min }), io.language));
  io.setExitCode(1);
}

/** Without a shots document among the named files, those of the whole workspace count. */
async function chooseFiles({ files, host }: CliWorkspace): Promise<CoverageFiles> {
  const uris = files.map(toUri);
  const ofKind = (kind: string): readonly string[] => uris.filter((uri) => getFileKind(uri) === kind);
  const shots = ofKind('shots');
  const all = await Promise.all(host.roots.map((root) => host.listFiles(root, 'shots')));
  return {
    shots: shots.length > 0 ? shots : all.flat(),
    procedures: ofKind('procedure'),
    tools: ofKind('tools'),
    includesUsed: shots.length > 0,
  };
}
