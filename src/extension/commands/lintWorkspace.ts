import { type CancellationToken, commands, type Progress, ProgressLocation, Uri, window } from 'vscode';
import type { FileKind } from '../../core/index.ts';
import { lint } from '../checker.ts';
import { openDocument } from '../documents.ts';
import type { Findings } from '../findings.ts';
import type { Session } from '../session.ts';

/** Files under way at one time: each waits for several answers of the file system, which may be far away. */
const atOnce = 8;

const kinds: readonly FileKind[] = ['project', 'tools', 'procedure', 'shots'];

/** Lints every file of the workspace into the Problems view. What was checked when it is cancelled stays there. */
export async function lintWorkspace(session: Session, findings: Findings): Promise<void> {
  const { t, host } = session;
  if (host.roots.length === 0) {
    await window.showInformationMessage(t('Open a folder first: there is no workspace to lint.'));
    return;
  }
  const options = { location: ProgressLocation.Notification, title: t('Linting the workspace'), cancellable: true };
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
      kinds.map(async (kind) => (await host.listFiles(root, kind)).map((uri) => [uri, kind] as const)),
    ),
  );
  // Roots may lie in one another.
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
        message: session.t('{0} of {1} files', checked.length, files.length),
        increment: 100 / files.length,
      });
    }
  };
  const begun = performance.now();
  await Promise.all(Array.from({ length: atOnce }, checkNext));
  session.log.info(`${checked.length} / ${files.length} files, ${Math.round(performance.now() - begun)} ms`);
  return checked;
}

async function report({ t }: Session, findings: Findings, checked: readonly Uri[]): Promise<void> {
  const all = checked.flatMap((uri) => findings.get(uri)?.findings ?? []);
  const count = (severity: string): number => all.filter(({ finding }) => finding.severity === severity).length;
  if (checked.length === 0) {
    await window.showInformationMessage(t('There are no shots, SOP or tool files in this workspace yet.'));
    return;
  }
  if (all.length === 0) {
    await window.showInformationMessage(t('{0} files checked: nothing found.', checked.length));
    return;
  }
  const show = t('Show Problems');
  const message = t(
    '{0} files checked: {1} errors, {2} warnings, {3} hints and notes.',
    checked.length,
    count('error'),
    count('warning'),
    count('info') + count('hint'),
  );
  const answer = await window.showInformationMessage(message, show);
  if (answer === show) await commands.executeCommand('workbench.actions.view.problems');
}
