import { Uri, window, workspace } from 'vscode';
import { defineMessages, type Message } from '../../core/index.ts';
import { hasShots } from '../prompt/promptSource.ts';
import type { Session } from '../session.ts';

const say = defineMessages({
  document: { en: 'This Document', 'zh-CN': '当前文档' },
  folder: { en: 'Folder…', 'zh-CN': '文件夹…' },
  workspace: { en: 'Workspace', 'zh-CN': '工作区' },
});

/** Asks which shots are meant: a document, a folder or the workspace; undefined if the user leaves. */
export async function chooseScope(session: Session, title: Message): Promise<Uri | 'workspace' | undefined> {
  const { t } = session;
  const document = window.activeTextEditor?.document;
  const folders = workspace.workspaceFolders ?? [];
  const items = [
    ...(document !== undefined && hasShots(session, document)
      ? [{ label: t(say('document')), description: workspace.asRelativePath(document.uri), value: document.uri }]
      : []),
    { label: t(say('folder')), description: '', value: 'folder' as const },
    ...(folders.length === 0
      ? []
      : [
          {
            label: t(say('workspace')),
            description: folders.map(({ name }) => name).join(', '),
            value: 'workspace' as const,
          },
        ]),
  ];
  const chosen = await window.showQuickPick(items, { title: t(title) });
  if (chosen?.value !== 'folder') return chosen?.value;
  const options = { canSelectFiles: false, canSelectFolders: true, title: t(title) };
  return (await window.showOpenDialog(options))?.[0];
}

/** The shots documents below a folder, or of the whole workspace. */
export async function listShots({ host }: Session, folder?: Uri): Promise<readonly Uri[]> {
  const roots = folder === undefined ? host.roots : [folder.toString()];
  const listed = await Promise.all(roots.map((root) => host.listFiles(root, 'shots')));
  // Workspace folders can be nested.
  return [...new Set(listed.flat())].map((uri) => Uri.parse(uri));
}
