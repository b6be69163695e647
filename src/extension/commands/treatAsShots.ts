import { ConfigurationTarget, languages, type TextDocument, window, workspace } from 'vscode';
import { defineMessages } from '../../core/index.ts';
import { SHOTS_LANGUAGE } from '../documents.ts';
import type { Session } from '../session.ts';

const say = defineMessages({
  noDocument: { en: 'Open the document with the shots first.', 'zh-CN': '请先打开含有示例的文档。' },
  always: { en: 'Always Read It as Shots', 'zh-CN': '始终按示例读取' },
  treated: { en: '{name} is now read as shots.', 'zh-CN': '现在将 {name} 作为示例文档读取。' },
});

/** Reads the active document, a `prompt.md` or `.txt`, as shots; on request always. */
export async function treatAsShots({ t }: Session): Promise<void> {
  const document = window.activeTextEditor?.document;
  if (document === undefined) {
    await window.showInformationMessage(t(say('noDocument')));
    return;
  }
  await languages.setTextDocumentLanguage(document, SHOTS_LANGUAGE);
  if (document.isUntitled || workspace.getWorkspaceFolder(document.uri) === undefined) return;
  const always = t(say('always'));
  const name = workspace.asRelativePath(document.uri, false);
  const answer = await window.showInformationMessage(t(say('treated', { name })), always);
  if (answer === always) await remember(document, name);
}

async function remember(document: TextDocument, name: string): Promise<void> {
  const configuration = workspace.getConfiguration('files', document.uri);
  const known = configuration.inspect<Record<string, string>>('associations')?.workspaceValue ?? {};
  await configuration.update(
    'associations',
    { ...known, [`**/${name}`]: SHOTS_LANGUAGE },
    ConfigurationTarget.Workspace,
  );
}
