import { CodeAction, CodeActionKind, type Disposable, languages } from 'vscode';
import type * as lsp from 'vscode-languageserver-types';
import { shotsSelector } from '../documents.ts';
import type { Session } from '../session.ts';
import { toEdit } from './answers.ts';
import { ask } from './asking.ts';

/** Offers to write a call in another form and to move rounds. */
export function registerRefactorings(session: Session): Disposable {
  return languages.registerCodeActionsProvider(
    shotsSelector,
    {
      async provideCodeActions(document, range, { only }) {
        const found = await ask(session, document, [], (service, uri, kind) => service.codeActions(uri, range, kind));
        return found.map(toAction).filter(({ kind }) => only === undefined || (kind && only.contains(kind)));
      },
    },
    { providedCodeActionKinds: [CodeActionKind.Refactor] },
  );
}

function toAction({ title, kind, edit }: lsp.CodeAction): CodeAction {
  const [, ...parts] = (kind ?? '').split('.');
  const action = new CodeAction(
    title,
    parts.reduce((whole, part) => whole.append(part), CodeActionKind.Refactor),
  );
  if (edit !== undefined) action.edit = toEdit(edit);
  return action;
}
