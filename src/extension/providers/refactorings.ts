import { CodeAction, CodeActionKind, type Diagnostic, type Disposable, languages } from 'vscode';
import type * as lsp from 'vscode-languageserver-types';
import { CALL_REWRITE, defineMessages } from '../../core/index.ts';
import { DIAGNOSTIC_SOURCE } from '../convert.ts';
import { CHECKED_SELECTOR } from '../documents.ts';
import type { Session } from '../session.ts';
import { toEdit } from './answers.ts';
import { ask } from './asking.ts';

const say = defineMessages({
  convert: { en: 'Convert Calls To…', 'zh-CN': '将调用转换为…' },
});

/** Offers to write a call in another form, to move rounds, and to use names that providers accept. */
export function registerRefactorings(session: Session): Disposable {
  return languages.registerCodeActionsProvider(
    CHECKED_SELECTOR,
    {
      async provideCodeActions(document, range, { only, diagnostics }) {
        const found = await ask(session, document, [], (service, uri, kind) => service.codeActions(uri, range, kind));
        const shown = diagnostics.filter(({ source }) => source === DIAGNOSTIC_SOURCE);
        const actions = found.map((action) => toAction(action, shown));
        const isCall = found.some(({ kind }) => kind === CALL_REWRITE);
        const all = isCall ? [...actions, conversion(session)] : actions;
        return all.filter(({ kind }) => only === undefined || (kind && only.contains(kind)));
      },
    },
    { providedCodeActionKinds: [CodeActionKind.Refactor, CodeActionKind.QuickFix] },
  );
}

/** Opens the choice of a notation for all calls of the document. */
function conversion({ t }: Session): CodeAction {
  const title = t(say('convert'));
  const action = new CodeAction(title, CodeActionKind.RefactorRewrite);
  action.command = { command: 'sopShots.convertCalls', title };
  return action;
}

/** A quick fix is listed with those of the findings at its place. */
function toAction({ title, kind, edit }: lsp.CodeAction, shown: readonly Diagnostic[]): CodeAction {
  const [first, ...parts] = (kind ?? '').split('.');
  const base = first === 'quickfix' ? CodeActionKind.QuickFix : CodeActionKind.Refactor;
  const action = new CodeAction(
    title,
    parts.reduce((whole, part) => whole.append(part), base),
  );
  if (edit !== undefined) action.edit = toEdit(edit);
  if (base === CodeActionKind.QuickFix) action.diagnostics = [...shown];
  return action;
}
