import {
  type FileKind,
  type LanguageService,
  LineIndex,
  type LintOptions,
  type LintResult,
  type Severity,
} from '../core/index.ts';
import type { DataShape, FileComparison } from '../datasets/index.ts';
import { replaceFile } from '../files/index.ts';
import type { CliWorkspace } from './cliWorkspaces.ts';
import { detectData } from './dataset/dataFile.ts';
import { lintDataFile } from './dataset/lintData.ts';
import { isDatasetInfo, lintDatasetInfo } from './dataset/lintInfo.ts';
import { createUnreadableError, reportFailure } from './fileFailure.ts';
import type { GivenTools } from './givenTools.ts';
import type { CliIo } from './io.ts';
import type { LintCache } from './lintCache.ts';
import { isData } from './namedFiles.ts';
import type { Format } from './reporters/index.ts';
import type { FileReport } from './reporters/reporter.ts';
import { toUri } from './workspaceHost.ts';

/** How findings are chosen and reported. */
export interface CheckSettings {
  readonly format: Format;
  readonly rules: Readonly<Record<string, Severity | 'off'>>;
  /** True to report errors only. */
  readonly quiet: boolean;
}

/** A file to check, with what its check needs. */
export interface CheckedFile {
  readonly path: string;
  /** The path as it is reported. */
  readonly shown: string;
  readonly workspace: CliWorkspace;
  readonly options: LintOptions;
  readonly tools: readonly GivenTools[];
  readonly run: CheckSettings;
  /** Receives the shots or rows of the file. */
  readonly comparison: FileComparison | undefined;
  readonly cache: LintCache | undefined;
  readonly io: CliIo;
}

/** What is found in a file, and how it is reported. */
export interface CheckedReport {
  readonly result: LintResult;
  readonly report: FileReport;
}

/** Applies the fixes of a file, or of the document on standard input. True if something changed. */
export async function applyFixes(file: CheckedFile, overlays: Map<string, string>): Promise<boolean> {
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

/** `*` also matches a `package.json`, which has nothing to do with tools: it is left alone. */
async function isOtherData(service: LanguageService, uri: string): Promise<boolean> {
  if (service.getFileKind(uri) !== undefined || !isData(uri)) return false;
  return (await service.toolFile(uri))?.isOtherData === true;
}

async function lintPinned({ workspace: { service }, options }: CheckedFile, uri: string): Promise<LintResult> {
  const otherData = { uri, kind: 'tools' as const, diagnostics: [], shots: 0, drafts: 0, calls: 0, targets: [] };
  return (await isOtherData(service, uri)) ? otherData : service.lint(uri, options, getFileKind(service, uri));
}

/** Checks a file of any kind, or answers what the cache has for it. */
export async function checkFile(file: CheckedFile): Promise<CheckedReport> {
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
async function checkDataFile(file: CheckedFile, uri: string, shape: DataShape): Promise<CheckedReport> {
  const { path, shown, run, comparison, io } = file;
  const options = { rules: run.rules, tools: file.tools.flatMap(({ tools }) => tools) };
  const compared = { path: shown, uri };
  const result = await lintDataFile(path, uri, shape, options, io, (line, conversation) =>
    comparison?.addRow(compared, line, conversation),
  );
  return toReport(file, result);
}

function toReport({ shown, run }: CheckedFile, result: LintResult, text = ''): CheckedReport {
  const diagnostics = run.quiet
    ? result.diagnostics.filter(({ severity }) => severity === 'error')
    : result.diagnostics;
  const report: FileReport = { path: shown, uri: result.uri, text, lines: new LineIndex(text), diagnostics };
  return { result, report };
}
