import { type CancellationToken, commands, type Progress, ProgressLocation, Uri, window } from 'vscode';
import { defineMessages, type FileKind } from '../../core/index.ts';
import { lint } from '../checker.ts';
import { openDocument } from '../documents.ts';
import type { Findings } from '../findings.ts';
import type { Session } from '../session.ts';

const say = defineMessages({
  noFolder: {
    en: 'Open a folder first: there is no workspace to lint.',
    'zh-CN': '请先打开文件夹：当前没有可检查的工作区。',
  },
  linting: { en: 'Linting the workspace', 'zh-CN': '正在检查工作区' },
  progress: { en: '{done} of {total} {total|file|files}', 'zh-CN': '已检查 {done}/{total} 个文件' },
  noFiles: {
    en: 'There are no shots, SOP or tool files in this workspace yet.',
    'zh-CN': '此工作区中还没有示例、流程或工具文件。',
  },
  noProblems: {
    en: '{files} {files|file|files} checked, no problems found.',
    'zh-CN': '已检查 {files} 个文件，未发现问题。',
  },
  problems: {
    en: '{files} {files|file|files} checked: {errors} {errors|error|errors}, {warnings} {warnings|warning|warnings}, {others} infos and hints.',
    'zh-CN': '已检查 {files} 个文件：{errors} 个错误，{warnings} 个警告，{others} 条信息和提示。',
  },
  showProblems: { en: 'Show Problems', 'zh-CN': '查看问题' },
});

/** Files under way at one time: each waits for several answers of the file system, which may be far away. */
const MAX_CONCURRENT = 8;

const KINDS: readonly FileKind[] = ['project', 'tools', 'procedure', 'shots'];

/** Lints every file of the workspace into the Problems view. What was checked when it is cancelled stays there. */
export async function lintWorkspace(session: Session, findings: Findings): Promise<void> {
  const { t, host } = session;
  if (host.roots.length === 0) {
    await window.showInformationMessage(t(say('noFolder')));
    return;
  }
  const options = { location: ProgressLocation.Notification, title: t(say('linting')), cancellable: true };
  const checked = await window.withProgress(options, (progress, token) => lintAll(session, findings, progress, token));
  await report(session, findings, checked);
}

async function lintAll(
  session: Session,
  findings: Findings,
  progress: Progress<{ message: string; increment: number }>,
  token: CancellationToken,
): Promise<readonly Uri[]> {
  const { host } = session;
  const listed = await Promise.all(
    host.roots.flatMap((root) =>
      KINDS.map(async (kind) => (await host.listFiles(root, kind)).map((uri) => [uri, kind] as const)),
    ),
  );
  // Workspace folders can be nested.
  const files = [...new Map(listed.flat())];
  const waiting = files.values();
  const checked: Uri[] = [];
  const checkNext = async (): Promise<void> => {
    for (const [key, kind] of waiting) {
      if (token.isCancellationRequested) return;
      const uri = Uri.parse(key);
      const version = openDocument(uri)?.version;
      const result = await lint(session, uri, kind, { token });
      if (token.isCancellationRequested) return;
      findings.set(uri, result, version);
      findings.keep(uri);
      checked.push(uri);
      progress.report({
        message: session.t(say('progress', { done: checked.length, total: files.length })),
        increment: 100 / files.length,
      });
    }
  };
  const begun = performance.now();
  await Promise.all(Array.from({ length: MAX_CONCURRENT }, checkNext));
  session.log.info(`${checked.length} / ${files.length} files, ${Math.round(performance.now() - begun)} ms`);
  return checked;
}

async function report({ t }: Session, findings: Findings, checked: readonly Uri[]): Promise<void> {
  const all = checked.flatMap((uri) => findings.get(uri)?.findings ?? []);
  const count = (severity: string): number => all.filter(({ finding }) => finding.severity === severity).length;
  if (checked.length === 0) {
    await window.showInformationMessage(t(say('noFiles')));
    return;
  }
  if (all.length === 0) {
    await window.showInformationMessage(t(say('noProblems', { files: checked.length })));
    return;
  }
  const show = t(say('showProblems'));
  const message = t(
    say('problems', {
      files: checked.length,
      errors: count('error'),
      warnings: count('warning'),
      others: count('info') + count('hint'),
    }),
  );
  const answer = await window.showInformationMessage(message, show);
  if (answer === show) await commands.executeCommand('workbench.actions.view.problems');
}
