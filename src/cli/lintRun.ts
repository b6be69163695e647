import { stat } from 'node:fs/promises';
import { relative, resolve, sep } from 'node:path';
import { writeFile } from 'atomically';
import {
  createLanguageService,
  defineMessages,
  type FileKind,
  type LanguageService,
  LineIndex,
  type LintOptions,
  type LintResult,
  type Message,
  renderMessage,
  type Severity,
  type WorkspaceHost,
} from '../core/index.ts';
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
  unreadable: { en: 'sop-shots: cannot read {path}: {reason}\n', 'zh-CN': 'sop-shots：无法读取 {path}：{reason}\n' },
  unwritable: { en: 'sop-shots: cannot write {path}: {reason}\n', 'zh-CN': 'sop-shots：无法写入 {path}：{reason}\n' },
  'not-found': { en: 'it is not there', 'zh-CN': '文件不存在' },
  'not-a-file': { en: 'it is not a file', 'zh-CN': '不是文件' },
  'too-large': { en: 'it is larger than 500 MB', 'zh-CN': '文件超过 500 MB' },
  'not-text': { en: 'it is not text', 'zh-CN': '不是文本文件' },
  gb18030: {
    en: 'it is encoded in GB18030; save it as UTF-8',
    'zh-CN': '文件编码是 GB18030，请另存为 UTF-8',
  },
  'no-permission': { en: 'permission denied', 'zh-CN': '没有权限' },
  'outside-workspace': { en: 'it leads outside the workspace', 'zh-CN': '它指向工作区之外' },
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
  const files = overlays.size > 0 ? [...overlays.keys()].map(pathOf) : await namedFiles(run.paths, io.cwd);
  if (files.length === 0) io.stderr(renderMessage(say('noFiles'), io.language));
  const tools = await Promise.all(run.tools.map((glob) => matchingFiles(glob, io.cwd)));
  const options: LintOptions = {
    rules: run.rules,
    ...(run.tools.length > 0 ? { tools: tools.flat().map(uriOf) } : {}),
  };
  const reporter = createReporter(run.format, io);
  const progress = createProgress(files.length, io);
  const counts = { files: 0, shots: 0, calls: 0, errors: 0, warnings: 0, infos: 0, hints: 0 };
  for (const workspace of workspacesOf(files, overlays, io)) {
    for (const path of workspace.files) {
      if (io.signal.aborted) break;
      progress.step(path);
      const checked = await checkFile(path, workspace, options, run, io);
      if (checked === undefined) continue;
      count(counts, checked.result);
      progress.clear();
      reporter.file(checked.report);
    }
  }
  progress.clear();
  reporter.end(counts);
  if (counts.errors > 0 || (run.maxWarnings !== undefined && counts.warnings > run.maxWarnings)) io.setExitCode(1);
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

async function checkFile(path: string, workspace: CliWorkspace, options: LintOptions, run: LintRun, io: CliIo) {
  const { host, service } = workspace;
  const uri = uriOf(path);
  const kind: FileKind = service.kindOf(uri) ?? 'shots';
  const shown = relative(io.cwd, path).split(sep).join('/');
  const tell = (key: 'unreadable' | 'unwritable', reason: Message | string) => {
    io.stderr(renderMessage(say(key, { path: shown, reason }), io.language));
    io.setExitCode(2);
  };
  if (run.fix) {
    const mended = await service.fixAll(uri, options, kind);
    try {
      if (mended.changed) await writeFile(path, mended.text);
    } catch (error) {
      tell('unwritable', (error as Error).message);
    }
    if (mended.changed) await service.changed(uri);
  }
  const read = await host.readFile(uri);
  if (!read.ok) {
    tell('unreadable', say(read.reason));
    return undefined;
  }
  const result = await service.lint(uri, options, kind);
  const diagnostics = run.quiet
    ? result.diagnostics.filter(({ severity }) => severity === 'error')
    : result.diagnostics;
  const report: FileReport = { path: shown, uri, text: read.text, lines: new LineIndex(read.text), diagnostics };
  return { result, report };
}

/** Every file the arguments name: a folder stands for its own files, a glob for what it matches. */
export async function namedFiles(paths: readonly string[], cwd: string): Promise<readonly string[]> {
  const found = new Set<string>();
  for (const path of paths) {
    const absolute = resolve(cwd, path);
    const info = await stat(absolute).catch(() => undefined);
    if (info?.isDirectory()) for (const file of await findFiles(absolute, CHECKED_FILES)) found.add(resolve(file));
    else if (info !== undefined) found.add(absolute);
    else for (const file of await matchingFiles(path, cwd)) found.add(file);
  }
  return [...found];
}

/** The files a path or glob names; wrong use if there are none. */
export async function matchingFiles(glob: string, cwd: string): Promise<readonly string[]> {
  const isGlob = /[*?[\]{}!]/.test(glob);
  const files = await findFiles(cwd, [glob.split(sep).join('/')]);
  if (files.length === 0) throw new UsageError(say(isGlob ? 'noMatch' : 'missing', { path: glob }));
  return files.map((file) => resolve(file));
}

type Counts = { -readonly [Key in keyof Summary]: Summary[Key] };

function count(counts: Counts, result: LintResult): void {
  counts.files += 1;
  counts.shots += result.shots;
  counts.calls += result.calls;
  for (const { severity } of result.diagnostics) counts[`${severity}s`] += 1;
}
