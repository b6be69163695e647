import { CodeAction, CodeActionKind, type CodeActionProvider, type Disposable, languages, WorkspaceEdit } from 'vscode';
import { checkedSelector } from '../documents.ts';
import { fixedEdit } from '../fixedEdit.ts';
import type { Session } from '../session.ts';

/** What `editor.codeActionsOnSave` names to have every fix applied that keeps the meaning. */
export const fixAllKind = CodeActionKind.SourceFixAll.append('sopShots');

export function registerFixAll(session: Session): Disposable {
  const provider: CodeActionProvider = {
    provideCodeActions: async (document, _range, context) => {
      // Asked for by name only: computing it at every move of the cursor would cost a lint each time.
      if (context.only === undefined || !context.only.contains(fixAllKind)) return [];
      const edit = await fixedEdit(session, document);
      if (edit === undefined) return [];
      const action = new CodeAction(session.t('Fix all findings of SOP Shots'), fixAllKind);
      action.edit = new WorkspaceEdit();
      action.edit.set(document.uri, [...edit]);
      return [action];
    },
  };
  return languages.registerCodeActionsProvider(checkedSelector, provider, { providedCodeActionKinds: [fixAllKind] });
}
