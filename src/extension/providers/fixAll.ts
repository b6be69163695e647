import { CodeAction, CodeActionKind, type CodeActionProvider, type Disposable, languages, WorkspaceEdit } from 'vscode';
import { defineMessages } from '../../core/index.ts';
import { CHECKED_SELECTOR } from '../documents.ts';
import { fixedEdit } from '../fixedEdit.ts';
import type { Session } from '../session.ts';
import { isReadOnly } from '../writing/readOnly.ts';

const say = defineMessages({
  fixAll: { en: 'Fix all auto-fixable SOP Shots problems', 'zh-CN': '修复所有可自动修复的 SOP Shots 问题' },
});

/** What `editor.codeActionsOnSave` names to have every fix applied that keeps the meaning. */
export const FIX_ALL_KIND = CodeActionKind.SourceFixAll.append('sopShots');

export function registerFixAll(session: Session): Disposable {
  const provider: CodeActionProvider = {
    provideCodeActions: async (document, _range, context) => {
      // Asked for by name only: computing it at every move of the cursor would cost a lint each time.
      if (context.only === undefined || !context.only.contains(FIX_ALL_KIND)) return [];
      if (await isReadOnly(document.uri)) return [];
      const edit = await fixedEdit(session, document);
      if (edit === undefined) return [];
      const action = new CodeAction(session.t(say('fixAll')), FIX_ALL_KIND);
      action.edit = new WorkspaceEdit();
      action.edit.set(document.uri, [...edit]);
      return [action];
    },
  };
  return languages.registerCodeActionsProvider(CHECKED_SELECTOR, provider, { providedCodeActionKinds: [FIX_ALL_KIND] });
}
