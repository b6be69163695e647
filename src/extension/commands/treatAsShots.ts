import { ConfigurationTarget, languages, type TextDocument, window, workspace } from 'vscode';
import { shotsLanguage } from '../documents.ts';
import type { Session } from '../session.ts';

/** Reads the active document, a `prompt.md` or `.txt`, as shots; on request always. */
export async function treatAsShots({ t }: Session): Promise<void> {
  const document = window.activeTextEditor?.document;
  if (document === undefined) {
    await window.showInformationMessage(t('Open the document with the shots first.'));
    return;
  }
  await languages.setTextDocumentLanguage(document, shotsLanguage);
  if (document.isUntitled || workspace.getWorkspaceFolder(document.uri) === undefined) return;
  const always = t('Always');
  const name = workspace.asRelativePath(document.uri, false);
  const answer = await window.showInformationMessage(t('{0} is now read as shots.', name), always);
  if (answer === always) await remember(document, name);
}

async function remember(document: TextDocument, name: string): Promise<void> {
  const configuration = workspace.getConfiguration('files', document.uri);
  const known = configuration.inspect<Record<string, string>>('associations')?.workspaceValue ?? {};
  await configuration.update(
    'associations',
    { ...known, [`**/${name}`]: shotsLanguage },
    ConfigurationTarget.Workspace,
  );
}
