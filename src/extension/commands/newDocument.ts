import { commands, window, workspace } from 'vscode';
import { PROCEDURE_LANGUAGE, SHOTS_LANGUAGE } from '../documents.ts';
import { freeFile } from '../freeFile.ts';
import type { Session } from '../session.ts';

/** A new document: the contributed snippet it begins with, in each language, and the name it is saved under. */
interface Kind {
  readonly language: string;
  readonly snippets: { readonly en: string; readonly 'zh-CN': string };
  readonly name: string;
  readonly ending: string;
}

const SHOTS: Kind = {
  language: SHOTS_LANGUAGE,
  snippets: { en: 'Shot (ReAct)', 'zh-CN': '示例（ReAct）' },
  name: 'new',
  ending: '.shots.md',
};

const PROCEDURE: Kind = {
  language: PROCEDURE_LANGUAGE,
  snippets: { en: 'SOP', 'zh-CN': '流程' },
  name: 'new',
  ending: '.sop.md',
};

const TOOL_SCHEMA: Kind = {
  language: 'json',
  snippets: { en: 'Tool schema', 'zh-CN': '工具定义' },
  name: 'new',
  ending: '.tools.json',
};

export const createShotsFile = (session: Session): Promise<void> => create(session, SHOTS);
export const createProcedureFile = (session: Session): Promise<void> => create(session, PROCEDURE);
export const createToolSchemaFile = (session: Session): Promise<void> => create(session, TOOL_SCHEMA);

/** Opens an unsaved document with a path in the workspace, and inserts its snippet. */
async function create(session: Session, kind: Kind): Promise<void> {
  const uri = (await freeFile(kind.name, kind.ending))?.with({ scheme: 'untitled' });
  const document = uri
    ? await workspace.openTextDocument(uri)
    : await workspace.openTextDocument({ language: kind.language });
  await window.showTextDocument(document);
  const snippet = { langId: kind.language, name: kind.snippets[session.language()] };
  await commands.executeCommand('editor.action.insertSnippet', snippet);
}
