import { realpath } from 'node:fs/promises';
import { relative, resolve, sep } from 'node:path';
import { defineMessages, type LintOptions, type LintResult, type ProviderId, renderMessage } from '../core/index.ts';
import { createFileComparison } from '../datasets/index.ts';
import { listChangedFiles } from './changedFiles.ts';
import { applyFixes, type CheckedFile, type CheckedReport, type CheckSettings, checkFile } from './checkFile.ts';
import { groupByWorkspace } from './cliWorkspaces.ts';
import { withFound } from './dataset/withFound.ts';
import { reportFailure } from './fileFailure.ts';
import { createFileListing, type FileListing } from './fileListing.ts';
import { type GivenTools, readToolFiles } from './givenTools.ts';
import type { CliIo } from './io.ts';
import { type CacheStrategy, type LintCache, openLintCache } from './lintCache.ts';
import { listNamedFiles } from './namedFiles.ts';
import { createProgress } from './progress.ts';
import { createReporter } from './reporters/index.ts';
import type { FileReport, Summary } from './reporters/reporter.ts';
import { toPath, toUri } from './workspaceHost.ts';
import { limitYoungGeneration } from './youngGeneration.ts';

const say = defineMessages({
  noFiles: {
    en: 'nothing to check: no *.shots.md, *.sop.md or *.tools.json|yaml found\n',
    'zh-CN': '没有可检查的文件：这里没有 *.shots.md、*.sop.md 或 *.tools.json|yaml\n',
  },
  tooMany: {
    en: 'sop-shots: more warnings ({count}) than --max-warnings allows ({limit})\n',
    'zh-CN': 'sop-shots：警告 {count} 个，超出 --max-warnings 的上限 {limit} 个\n',
  },
});

export interface LintRun extends CheckSettings {
  readonly paths: readonly string[];
  readonly fix: boolean;
  /** Providers to check tools for; undefined for those of the project file. */
  readonly targets?: readonly ProviderId[] | undefined;
  /** Globs relative to the current folder. */
  readonly tools: readonly string[];
  readonly maxWarnings: number | undefined;
  readonly stdinFilename: string | undefined;
  /** A Git revision: only files that differ from it are checked. */
  readonly changedSince: string | undefined;
  /** True to compare the shots and rows of all files with each other. */
  readonly nearDuplicates: boolean;
  /** Where results are kept for the next run and how unchanged files are recognised, if they are kept. */
  readonly cache: { readonly location: string; readonly strategy: CacheStrategy; readonly version: string } | undefined;
}

/** Checks what the command line names, reports it, and sets the exit code. */
export async function runLint(run: LintRun, io: CliIo): Promise<void> {
  const { files, overlays, listing, workspaces } = await openFiles(run, io);
  const tools = await readToolFiles(run.tools, io);
  const options = toOptions(run, tools);
  const cache = await openCache(run, options, listing, io);
  // Standard output carries the fixed document.
  const reporter = createReporter(run.format, overlays.size > 0 && run.fix ? { ...io, stdout: io.stderr } : io);
  const progress = createProgress(files.length, io);
  const totals = createTotals();
  const comparison = run.nearDuplicates ? createFileComparison(run.rules, io.language) : undefined;
  const held: CheckedReport[] = [];
  const take = (checked: CheckedReport): void => {
    addToTotals(totals, checked);
    progress.clear();
    reporter.file(checked.report);
  };
  for (const workspace of workspaces) {
    for (const path of workspace.files) {
      if (io.signal.aborted) break;
      limitYoungGeneration(4);
      progress.step(path);
      const shown = relative(io.cwd, path).split(sep).join('/');
      const file: CheckedFile = { path, shown, workspace, options, tools, run, comparison, cache, io };
      if (run.fix && (await applyFixes(file, overlays))) totals.fixedFiles += 1;
      const checked = await checkFile(file).catch((error: unknown) => reportFailure(error, io));
      if (checked === undefined) continue;
      if (comparison === undefined) take(checked);
      else held.push(checked);
    }
  }
  await cache?.save().catch((error: unknown) => reportFailure(error, io));
  const found = comparison?.find();
  for (const { result, report } of held) {
    const others = (found?.get(report.uri) ?? []).filter(({ severity }) => !run.quiet || severity === 'error');
    const diagnostics = [...result.diagnostics, ...others];
    take({ result: { ...result, diagnostics }, report: withFound(report, others) });
  }
  progress.clear();
  reporter.end(totals.counts, totals.fixedFiles);
  setLintExitCode(run, totals, io);
}

interface Totals {
  readonly counts: Counts;
  /** All warnings, those that `--quiet` does not show included. */
  warnings: number;
  fixedFiles: number;
}

function createTotals(): Totals {
  const counts = { files: 0, shots: 0, calls: 0, errors: 0, warnings: 0, infos: 0, hints: 0 };
  return { counts, warnings: 0, fixedFiles: 0 };
}

function addToTotals(totals: Totals, { result, report }: CheckedReport): void {
  totals.warnings += result.diagnostics.filter(({ severity }) => severity === 'warning').length;
  addToCounts(totals.counts, result, report);
}

function setLintExitCode({ maxWarnings }: LintRun, { counts, warnings }: Totals, io: CliIo): void {
  const tooMany = maxWarnings !== undefined && warnings > maxWarnings;
  if (tooMany) io.stderr(renderMessage(say('tooMany', { count: warnings, limit: maxWarnings }), io.language));
  if (counts.errors > 0 || tooMany) io.setExitCode(1);
}

/** The files to check by workspace, and the texts that replace files. */
async function openFiles(run: LintRun, io: CliIo) {
  const overlays = new Map<string, string>();
  const listing = createFileListing();
  if (run.stdinFilename !== undefined) overlays.set(toUri(resolve(io.cwd, run.stdinFilename)), await io.stdin());
  const files = overlays.size > 0 ? [...overlays.keys()].map(toPath) : await listFiles(run, io, listing);
  if (files.length === 0 && run.changedSince === undefined) io.stderr(renderMessage(say('noFiles'), io.language));
  return { files, overlays, listing, workspaces: groupByWorkspace(files, overlays, listing, io) };
}

/** The results of earlier runs, where they can be used: a comparison needs the text of every file. */
async function openCache(
  { cache, stdinFilename, nearDuplicates }: LintRun,
  options: LintOptions,
  listing: FileListing,
  io: CliIo,
): Promise<LintCache | undefined> {
  if (cache === undefined || stdinFilename !== undefined || nearDuplicates) return undefined;
  const key = JSON.stringify([cache.version, io.language, io.cwd, options]);
  return openLintCache({ path: resolve(io.cwd, cache.location), strategy: cache.strategy, key, listing });
}

function toOptions({ rules, targets, tools: globs }: LintRun, given: readonly GivenTools[]): LintOptions {
  return {
    rules,
    ...(targets === undefined ? {} : { targets }),
    ...(globs.length > 0 ? { tools: given.map(({ uri }) => uri) } : {}),
  };
}

/** The files to check: those named, and of them those that changed if asked for. */
async function listFiles(run: LintRun, io: CliIo, listing: FileListing): Promise<readonly string[]> {
  const named = await listNamedFiles(run.paths, io, listing);
  if (run.changedSince === undefined) return named;
  const changed = await listChangedFiles(run.changedSince, io.cwd);
  const real = await Promise.all(named.map((path) => realpath(path).catch(() => path)));
  return named.filter((_, index) => changed.has(real[index] ?? ''));
}

type Counts = { -readonly [Key in keyof Summary]: Summary[Key] };

function addToCounts(counts: Counts, result: LintResult, { diagnostics }: FileReport): void {
  counts.files += 1;
  counts.shots += result.shots;
  counts.calls += result.calls;
  for (const { severity } of diagnostics) counts[`${severity}s`] += 1;
}
