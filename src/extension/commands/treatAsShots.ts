import { ConfigurationTarget, languages, type TextDocument, window, workspace } from 'vscode';
import { defineMessages } from '../../core/index.ts';
import { SHOTS_LANGUAGE } from '../documents.ts';
import type { Session } from '../session.ts';

const say = defineMessages({
  open: { en: 'Read as Shots', 'zh-CN': '按示例读取' },
  kinds: { en: 'Prompts', 'zh-CN': '提示词' },
  always: { en: 'Always Read It as Shots', 'zh-CN': '始终按示例读取' },
  treated: { en: '{name} is now read as shots.', 'zh-CN': '现在将 {name} 作为示例文档读取。' },
});

/** Reads the active document, a `prompt.md` or `.txt`, as shots; on request always. Without one the user chooses a file. */
export async function treatAsShots({ t }: Session): Promise<void> {
  const document = window.activeTextEditor?.document ?? (await openChosenFile(t));
  if (document === undefined) return;
  await languages.setTextDocumentLanguage(document, SHOTS_LANGUAGE);
  if (document.isUntitled || workspace.getWorkspaceFolder(document.uri) === undefined) return;
  const always = t(say('always'));
  const name = workspace.asRelativePath(document.uri, false);
  const answer = await window.showInformationMessage(t(say('treated', { name })), always);
  if (answer === always) await remember(document, name);
}

async function openChosenFile(t: Session['t']): Promise<TextDocument | undefined> {
  const filters = { [t(say('kinds'))]: ['md', 'txt'] };
  const [uri] = (await window.showOpenDialog({ canSelectMany: false, openLabel: t(say('open')), filters })) ?? [];
  return uri && (await window.showTextDocument(uri)).document;
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
