import { stat } from 'node:fs/promises';
import { relative, resolve, sep } from 'node:path';
import { writeFile } from 'atomically';
import {
  createLanguageService,
  defineMessages,
  type FileKind,
  isWhole,
  type LanguageService,
  LineIndex,
  type LintOptions,
  type LintResult,
  renderMessage,
  type Severity,
  toolsFailure,
  type WorkspaceHost,
} from '../core/index.ts';
import { tellFailure, unreadable } from './fileFailure.ts';
import type { CliIo } from './io.ts';
import { createProgress } from './progress.ts';
import { createReporter, type Format } from './reporters/index.ts';
import type { FileReport, Summary } from './reporters/reporter.ts';
import { UsageError } from './usageError.ts';
import { CHECKED_FILES, createNodeHost, findFiles, pathOf, uriOf, workspaceRootOf } from './workspaceHost.ts';

const say = defineMessages({
  missing: { en: 'there is no file or folder "{path}"', 'zh-CN': '没有文件或文件夹“{path}”' },
  noMatch: { en: '"{path}" matches no file', 'zh-CN': '“{path}”没有匹配到任何文件' },
  noFiles: {
    en: 'nothing to check: no *.shots.md, *.sop.md or *.tools.json|yaml here\n',
    'zh-CN': '没有可检查的文件：这里没有 *.shots.md、*.sop.md 或 *.tools.json|yaml\n',
  },
  noTools: { en: '--tools {path}: {reason}', 'zh-CN': '--tools {path}：{reason}' },
  unread: { en: 'the file cannot be read.', 'zh-CN': '无法读取该文件。' },
  tooMany: {
    en: 'sop-shots: more warnings ({count}) than --max-warnings allows ({most})\n',
    'zh-CN': 'sop-shots：警告 {count} 个，超出 --max-warnings 的上限 {most} 个\n',
  },
});

export interface LintRun {
  readonly paths: readonly string[];
  readonly format: Format;
  readonly fix: boolean;
  readonly rules: Readonly<Record<string, Severity | 'off'>>;
  /** Globs relative to the current folder. */
  readonly tools: readonly string[];
  readonly maxWarnings: number | undefined;
  readonly stdinFilename: string | undefined;
  readonly quiet: boolean;
}

/** Checks what the command line names, reports it, and sets the exit code. */
export async function runLint(run: LintRun, io: CliIo): Promise<void> {
  const overlays = new Map<string, string>();
  if (run.stdinFilename !== undefined) overlays.set(uriOf(resolve(io.cwd, run.stdinFilename)), await io.stdin());
  const files = overlays.size > 0 ? [...overlays.keys()].map(pathOf) : await namedFiles(run.paths, io);
  if (files.length === 0) io.stderr(renderMessage(say('noFiles'), io.language));
  const tools = await Promise.all(run.tools.map((glob) => matchingFiles(glob, io.cwd)));
  const options: LintOptions = {
    rules: run.rules,
    ...(run.tools.length > 0 ? { tools: tools.flat().map(uriOf) } : {}),
  };
  for (const file of tools.flat()) await tellOfTools(file, io);
  // Standard output is taken by the mended document.
  const reporter = createReporter(run.format, overlays.size > 0 && run.fix ? { ...io, stdout: io.stderr } : io);
  const progress = createProgress(files.length, io);
  const counts = { files: 0, shots: 0, calls: 0, errors: 0, warnings: 0, infos: 0, hints: 0 };
  let warnings = 0;
  let mended = 0;
  for (const workspace of workspacesOf(files, overlays, io)) {
    for (const path of workspace.files) {
      if (io.signal.aborted) break;
      progress.step(path);
      const file: CheckedFile = {
        path,
        shown: relative(io.cwd, path).split(sep).join('/'),
        workspace,
        options,
        run,
        io,
      };
      if (run.fix && (await mend(file, overlays))) mended += 1;
      const { result, report } = await checkFile(file);
      warnings += result.diagnostics.filter(({ severity }) => severity === 'warning').length;
      count(counts, result, report);
      progress.clear();
      reporter.file(report);
    }
  }
  progress.clear();
  reporter.end(counts, mended);
  const tooMany = run.maxWarnings !== undefined && warnings > run.maxWarnings;
  if (tooMany) io.stderr(renderMessage(say('tooMany', { count: warnings, most: run.maxWarnings ?? 0 }), io.language));
  if (counts.errors > 0 || tooMany) io.setExitCode(1);
}

interface CliWorkspace {
  readonly host: WorkspaceHost;
  readonly service: LanguageService;
  readonly files: readonly string[];
}

/** Files grouped by the workspace they lie in, each with a service of its own. */
function workspacesOf(
  files: readonly string[],
  overlays: ReadonlyMap<string, string>,
  io: CliIo,
): readonly CliWorkspace[] {
  const byRoot = new Map<string, string[]>();
  for (const path of files) {
    const root = workspaceRootOf(path, io.cwd);
    const members = byRoot.get(root);
    if (members === undefined) byRoot.set(root, [path]);
    else members.push(path);
  }
  const logger = { info: () => {}, warn: () => {} };
  return [...byRoot].map(([root, members]) => {
    const host = createNodeHost({ roots: [root], overlays, logger });
    return { host, service: createLanguageService(host, { language: io.language }), files: members };
  });
}

interface CheckedFile {
  readonly path: string;
  /** The path as it is reported. */
  readonly shown: string;
  readonly workspace: CliWorkspace;
  readonly options: LintOptions;
  readonly run: LintRun;
  readonly io: CliIo;
}

/** Tells of a file given as tools that gives none, or not all of them: no document would. */
async function tellOfTools(path: string, io: CliIo): Promise<void> {
  const host = createNodeHost({ roots: [workspaceRootOf(path, io.cwd)], logger: { info: () => {}, warn: () => {} } });
  const file = await createLanguageService(host, { language: io.language }).toolFile(uriOf(path));
  const reason = file === undefined ? say('unread') : toolsFailure(file);
  if (reason === undefined) return;
  tellFailure(new UsageError(say('noTools', { path: relative(io.cwd, path), reason }), 'no-tools'), io);
}

/** Applies the fixes of a file: to the file, or to what standard input stands in for. True if something changed. */
async function mend(file: CheckedFile, overlays: Map<string, string>): Promise<boolean> {
  const { path, workspace, options, io } = file;
  const { service } = workspace;
  const uri = uriOf(path);
  const { text, changed } = await service.fixAll(uri, options, await kindOf(service, uri));
  if (overlays.has(uri)) {
    io.stdout(text);
    overlays.set(uri, text);
  } else if (changed) {
    try {
      await writeFile(path, text);
    } catch (error) {
      tellFailure(error, io);
      return false;
    }
  }
  if (changed) await service.changed(uri);
  return changed;
}

/**
 * What a file is that the command line names. One that is not known by its name is read as shots, but for data that
 * declare tools or are broken: `*` names a `package.json`, too, in which nobody looks for tools.
 */
async function kindOf(service: LanguageService, uri: string): Promise<FileKind> {
  const known = service.kindOf(uri);
  if (known !== undefined || !isData(uri)) return known ?? 'shots';
  const file = await service.toolFile(uri);
  return file === undefined || (file.format === undefined && isWhole(file)) ? 'shots' : 'tools';
}

export function isData(path: string): boolean {
  return /\.(?:json|ya?ml)$/i.test(path);
}

async function checkFile(file: CheckedFile) {
  const { path, shown, workspace, options, run } = file;
  const { host, service } = workspace;
  const uri = uriOf(path);
  const result = await service.lint(uri, options, await kindOf(service, uri));
  const diagnostics = run.quiet
    ? result.diagnostics.filter(({ severity }) => severity === 'error')
    : result.diagnostics;
  const read = await host.readFile(uri);
  // As text the finding already says it, on the same terminal.
  if (!read.ok && run.format === 'text' && diagnostics.length > 0) file.io.setExitCode(2);
  else if (!read.ok) tellFailure(unreadable(shown, read.reason), file.io);
  const text = read.ok ? read.text : '';
  const report: FileReport = { path: shown, uri, text, lines: new LineIndex(text), diagnostics };
  return { result, report };
}

/**
 * Every file the arguments name: a folder stands for its own files, a glob for what it matches. Of folders that may not
 * be read the user is told.
 */
export async function namedFiles(paths: readonly string[], io: CliIo): Promise<readonly string[]> {
  const { cwd } = io;
  const found = new Set<string>();
  const tell = (refusal: Error) => tellFailure(refusal, io);
  for (const path of paths) {
    const absolute = resolve(cwd, path);
    const info = await stat(absolute).catch(() => undefined);
    if (info?.isDirectory())
      for (const file of await findFiles(absolute, CHECKED_FILES, tell)) found.add(resolve(file));
    else if (info !== undefined) found.add(absolute);
    else for (const file of await matchingFiles(path, cwd, tell)) found.add(file);
  }
  return [...found];
}

/** The files a path or glob names; wrong use if there are none. `tell` hears of folders that may not be read. */
export async function matchingFiles(
  glob: string,
  cwd: string,
  tell: (refusal: Error) => void = () => {},
): Promise<readonly string[]> {
  const isGlob = /[*?[\]{}!]/.test(glob);
  const files = await findFiles(cwd, [glob.split(sep).join('/')], tell);
  if (files.length === 0) throw new UsageError(say(isGlob ? 'noMatch' : 'missing', { path: glob }));
  return files.map((file) => resolve(file));
}

type Counts = { -readonly [Key in keyof Summary]: Summary[Key] };

function count(counts: Counts, result: LintResult, { diagnostics }: FileReport): void {
  counts.files += 1;
  counts.shots += result.shots;
  counts.calls += result.calls;
  for (const { severity } of diagnostics) counts[`${severity}s`] += 1;
}
