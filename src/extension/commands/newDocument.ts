import { commands, Uri, window, workspace } from 'vscode';
import { procedureLanguage, shotsLanguage } from '../documents.ts';
import type { Session } from '../session.ts';

/** A new document: the contributed snippet it begins with, in each language, and the name it is saved under. */
interface Kind {
  readonly language: string;
  readonly snippets: { readonly en: string; readonly 'zh-CN': string };
  readonly name: string;
  readonly ending: string;
}

const shots: Kind = {
  language: shotsLanguage,
  snippets: { en: 'Shot (ReAct)', 'zh-CN': '示例（ReAct）' },
  name: 'new',
  ending: '.shots.md',
};

const procedure: Kind = {
  language: procedureLanguage,
  snippets: { en: 'SOP', 'zh-CN': '流程' },
  name: 'new',
  ending: '.sop.md',
};

const toolSchema: Kind = {
  language: 'json',
  snippets: { en: 'Tool schema', 'zh-CN': '工具定义' },
  name: 'new',
  ending: '.tools.json',
};

export const newShots = (session: Session): Promise<void> => create(session, shots);
export const newProcedure = (session: Session): Promise<void> => create(session, procedure);
export const newToolSchema = (session: Session): Promise<void> => create(session, toolSchema);

/** Opens an unsaved document that already has its place in the workspace, and starts its snippet. */
async function create(session: Session, kind: Kind): Promise<void> {
  const uri = await freeName(kind);
  const document = uri
    ? await workspace.openTextDocument(uri)
    : await workspace.openTextDocument({ language: kind.language });
  await window.showTextDocument(document);
  const snippet = { langId: kind.language, name: kind.snippets[session.language()] };
  await commands.executeCommand('editor.action.insertSnippet', snippet);
}

/** The first name beside the active file, or in the first folder, that no file and no unsaved document has. */
async function freeName({ name, ending }: Kind): Promise<Uri | undefined> {
  const active = window.activeTextEditor?.document;
  const beside = active !== undefined && !active.isUntitled && workspace.getWorkspaceFolder(active.uri) !== undefined;
  const folder = beside ? Uri.joinPath(active.uri, '..') : workspace.workspaceFolders?.[0]?.uri;
  if (folder === undefined) return undefined;
  for (let number = 1; ; number++) {
    const uri = Uri.joinPath(folder, `${name}${number === 1 ? '' : `-${number}`}${ending}`);
    const untitled = uri.with({ scheme: 'untitled' });
    const isOpen = workspace.textDocuments.some((document) => document.uri.toString() === untitled.toString());
    if (!isOpen && !(await exists(uri))) return untitled;
  }
}

async function exists(uri: Uri): Promise<boolean> {
  return workspace.fs.stat(uri).then(
    () => true,
    () => false,
  );
}
