import { realpath, stat } from 'node:fs/promises';
import { relative, resolve, sep } from 'node:path';
import {
  createLanguageService,
  defineMessages,
  type FileKind,
  getToolFileFailure,
  type LanguageService,
  LineIndex,
  type LintOptions,
  type LintResult,
  type ProviderId,
  renderMessage,
  type Severity,
  type Tool,
} from '../core/index.ts';
import type { DataShape } from '../datasets/index.ts';
import { replaceFile } from '../files/index.ts';
import { listChangedFiles } from './changedFiles.ts';
import { type CliWorkspace, groupByWorkspace } from './cliWorkspaces.ts';
import { createFileComparison, type FileComparison, withFound } from './dataset/compareFiles.ts';
import { detectData } from './dataset/dataFile.ts';
import { lintDataFile } from './dataset/lintData.ts';
import { isDatasetInfo, lintDatasetInfo } from './dataset/lintInfo.ts';
import { createUnreadableError, reportFailure } from './fileFailure.ts';
import { createFileListing, type FileListing } from './fileListing.ts';
import { findFiles } from './findFiles.ts';
import type { CliIo } from './io.ts';
import { type CacheStrategy, type LintCache, openLintCache } from './lintCache.ts';
import { createProgress } from './progress.ts';
import { createReporter, type Format } from './reporters/index.ts';
import type { FileReport, Summary } from './reporters/reporter.ts';
import { UsageError } from './usageError.ts';
import { createNodeHost, getWorkspaceRoot, toPath, toUri } from './workspaceHost.ts';

const say = defineMessages({
  missing: { en: 'no such file or folder "{path}"', 'zh-CN': '没有文件或文件夹“{path}”' },
  noMatch: { en: '"{path}" matches no file', 'zh-CN': '“{path}”没有匹配到任何文件' },
  noFiles: {
    en: 'nothing to check: no *.shots.md, *.sop.md or *.tools.json|yaml found\n',
    'zh-CN': '没有可检查的文件：这里没有 *.shots.md、*.sop.md 或 *.tools.json|yaml\n',
  },
  noTools: { en: '--tools {path}: {reason}', 'zh-CN': '--tools {path}：{reason}' },
  unread: { en: 'the file cannot be read.', 'zh-CN': '无法读取该文件。' },
  tooMany: {
    en: 'sop-shots: more warnings ({count}) than --max-warnings allows ({limit})\n',
    'zh-CN': 'sop-shots：警告 {count} 个，超出 --max-warnings 的上限 {limit} 个\n',
  },
});

export interface LintRun {
  readonly paths: readonly string[];
  readonly format: Format;
  readonly fix: boolean;
  readonly rules: Readonly<Record<string, Severity | 'off'>>;
  /** Providers to check tools for; undefined for those of the project file. */
  readonly targets?: readonly ProviderId[] | undefined;
  /** Globs relative to the current folder. */
  readonly tools: readonly string[];
  readonly maxWarnings: number | undefined;
  readonly stdinFilename: string | undefined;
  readonly quiet: boolean;
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
  const tools = await readToolFiles(run, io);
  const options = toOptions(run, tools);
  const cache = await openCache(run, options, listing, io);
  // Standard output carries the fixed document.
  const reporter = createReporter(run.format, overlays.size > 0 && run.fix ? { ...io, stdout: io.stderr } : io);
  const progress = createProgress(files.length, io);
  const totals = createTotals();
  const comparison = run.nearDuplicates ? createFileComparison(run.rules, io) : undefined;
  const held: CheckedReport[] = [];
  const take = (checked: CheckedReport): void => {
    addToTotals(totals, checked);
    progress.clear();
    reporter.file(checked.report);
  };
  for (const workspace of workspaces) {
    for (const path of workspace.files) {
      if (io.signal.aborted) break;
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

type CheckedReport = Awaited<ReturnType<typeof checkFile>>;

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

/** A file of `--tools` with its tools. */
interface GivenTools {
  readonly uri: string;
  readonly tools: readonly Tool[];
}

async function readToolFiles({ tools: globs }: LintRun, io: CliIo): Promise<readonly GivenTools[]> {
  const paths = (await Promise.all(globs.map((glob) => listMatchingFiles(glob, io.cwd)))).flat();
  const files: GivenTools[] = [];
  for (const path of paths) files.push(await readToolFile(path, io));
  return files;
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

interface CheckedFile {
  readonly path: string;
  /** The path as it is reported. */
  readonly shown: string;
  readonly workspace: CliWorkspace;
  readonly options: LintOptions;
  readonly tools: readonly GivenTools[];
  readonly run: LintRun;
  /** Receives the shots or rows of the file. */
  readonly comparison: FileComparison | undefined;
  readonly cache: LintCache | undefined;
  readonly io: CliIo;
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

/** Applies the fixes of a file, or of the document on standard input. True if something changed. */
async function applyFixes(file: CheckedFile, overlays: Map<string, string>): Promise<boolean> {
  const { path, workspace, options, cache, io } = file;
  const { host, service, root } = workspace;
  const uri = toUri(path);
  const kept = await cache?.find(path);
  if (kept?.diagnostics.some(({ fixable }) => fixable) === false) return false;
  const before = await host.pin(uri);
  try {
    if (!before.ok) return false;
    const { text, changed } = await service.fixAll(uri, options, getFileKind(service, uri));
    if (overlays.has(uri)) {
      io.document(text);
      overlays.set(uri, text);
    } else if (changed) {
      await replaceFile(path, text, { expected: before.text, roots: [root] });
      cache?.forget(path);
    }
    host.unpin(uri);
    if (changed) await service.changed(uri);
    return changed;
  } catch (error) {
    reportFailure(error, io);
    return false;
  } finally {
    host.unpin(uri);
  }
}

/** The kind of a file named on the command line. Data is read for tools, everything else without a known name as shots. */
function getFileKind(service: LanguageService, uri: string): FileKind {
  return service.getFileKind(uri) ?? (isData(uri) ? 'tools' : 'shots');
}

export function isData(path: string): boolean {
  return /\.(?:jsonl?|ndjson|ya?ml)$/i.test(path);
}

/** `*` also matches a `package.json`, which has nothing to do with tools: it is left alone. */
async function isOtherData(service: LanguageService, uri: string): Promise<boolean> {
  if (service.getFileKind(uri) !== undefined || !isData(uri)) return false;
  return (await service.toolFile(uri))?.isOtherData === true;
}

async function lintPinned({ workspace: { service }, options }: CheckedFile, uri: string): Promise<LintResult> {
  const otherData = { uri, kind: 'tools' as const, diagnostics: [], shots: 0, drafts: 0, calls: 0, targets: [] };
  return (await isOtherData(service, uri)) ? otherData : service.lint(uri, options, getFileKind(service, uri));
}

async function checkFile(file: CheckedFile) {
  const { path, shown, workspace, run, cache } = file;
  const { host, service } = workspace;
  const uri = toUri(path);
  const kept = await cache?.find(path);
  if (kept !== undefined) return toReport(file, kept, await readExcerpts(file, kept));
  if (isDatasetInfo(path)) return toReport(file, await lintDatasetInfo(path, uri, run.rules, file.io));
  const data = await detectData(path);
  if (data !== undefined) return checkDataFile(file, uri, data);
  const read = await host.pin(uri);
  const result = await lintPinned(file, uri)
    .then(async (linted) => {
      if (linted.kind === 'shots') await addToComparison(file, uri);
      return linted;
    })
    .finally(() => host.unpin(uri));
  if (read.ok) await cache?.keep(path, result, service.dependenciesOf(uri));
  const checked = toReport(file, result, read.ok ? read.text : '');
  // In text format the finding already says so on the same terminal.
  if (!read.ok && run.format === 'text' && checked.report.diagnostics.length > 0) file.io.setExitCode(2);
  else if (!read.ok) reportFailure(createUnreadableError(shown, read.reason), file.io);
  return checked;
}

/** The text of an unchanged file, of which the text format shows the lines with findings. */
async function readExcerpts({ workspace, run }: CheckedFile, { uri, diagnostics }: LintResult): Promise<string> {
  if (run.format !== 'text' || diagnostics.length === 0) return '';
  const read = await workspace.host.readFile(uri);
  return read.ok ? read.text : '';
}

async function addToComparison({ workspace: { service }, shown, comparison }: CheckedFile, uri: string): Promise<void> {
  const context = comparison && (await service.getContext(uri, getFileKind(service, uri)));
  if (context !== undefined) comparison?.addDocument({ path: shown, uri }, context);
}

/** Training data is read line by line: neither its text nor what is right in it is kept. */
async function checkDataFile(file: CheckedFile, uri: string, shape: DataShape) {
  const { path, shown, run, comparison, io } = file;
  const options = { rules: run.rules, tools: file.tools.flatMap(({ tools }) => tools) };
  const compared = { path: shown, uri };
  const result = await lintDataFile(path, uri, shape, options, io, (line, conversation) =>
    comparison?.addRow(compared, line, conversation),
  );
  return toReport(file, result);
}

function toReport({ shown, run }: CheckedFile, result: LintResult, text = '') {
  const diagnostics = run.quiet
    ? result.diagnostics.filter(({ severity }) => severity === 'error')
    : result.diagnostics;
  const report: FileReport = { path: shown, uri: result.uri, text, lines: new LineIndex(text), diagnostics };
  return { result, report };
}

/**
 * Every file the arguments name: a folder means the files in it, a glob the files it matches. Folders that cannot be
 * read are reported.
 */
export async function listNamedFiles(
  paths: readonly string[],
  io: CliIo,
  listing: FileListing = createFileListing(),
): Promise<readonly string[]> {
  const { cwd } = io;
  const found = new Set<string>();
  const onRefusal = (refusal: Error) => reportFailure(refusal, io);
  for (const path of paths) {
    const absolute = resolve(cwd, path);
    const info = await stat(absolute).catch(() => undefined);
    if (info?.isDirectory()) for (const file of await listing.list(absolute, onRefusal)) found.add(resolve(file));
    else if (info !== undefined) found.add(absolute);
    else for (const file of await listMatchingFiles(path, cwd, onRefusal)) found.add(file);
  }
  return [...found];
}

/** The files a path or glob names; a usage error if there are none. `onRefusal` receives folders that cannot be read. */
export async function listMatchingFiles(
  glob: string,
  cwd: string,
  onRefusal: (refusal: Error) => void = () => {},
): Promise<readonly string[]> {
  const isGlob = /[*?[\]{}!]/.test(glob);
  const files = await findFiles(cwd, [glob.split(sep).join('/')], onRefusal);
  if (files.length === 0) throw new UsageError(say(isGlob ? 'noMatch' : 'missing', { path: glob }));
  return files.map((file) => resolve(file));
}

type Counts = { -readonly [Key in keyof Summary]: Summary[Key] };

function addToCounts(counts: Counts, result: LintResult, { diagnostics }: FileReport): void {
  counts.files += 1;
  counts.shots += result.shots;
  counts.calls += result.calls;
  for (const { severity } of diagnostics) counts[`${severity}s`] += 1;
}
