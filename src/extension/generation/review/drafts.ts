import {
  CodeAction,
  CodeActionKind,
  type Disposable,
  languages,
  Range,
  type TextDocument,
  type Uri,
  WorkspaceEdit,
  window,
  workspace,
} from 'vscode';
import {
  defineMessages,
  parseShots,
  projectDocument,
  renderMessage,
  type Shot,
  type TextRange,
} from '../../../core/index.ts';
import { SHOTS_SELECTOR } from '../../documents.ts';
import type { Session } from '../../session.ts';
import { createStoredValue } from '../../storedValue.ts';
import { applyEdit } from '../../writing/applyEdit.ts';
import { PREVIEW_SCHEME } from './previewTabs.ts';

const say = defineMessages({
  approve: { en: 'Approve draft', 'zh-CN': '批准草稿' },
  who: { en: 'Your name as it will appear in the document', 'zh-CN': '你的名字，会写进文档' },
});

const REVIEWER_KEY = 'sopShots.getReviewer';

/** Lets a person approve a generated shot by a code action within it. */
export function registerDrafts(session: Session): Disposable {
  const title = (): string => session.t(say('approve'));
  return languages.registerCodeActionsProvider(
    [...SHOTS_SELECTOR],
    {
      provideCodeActions: (document, range) => {
        const at = document.offsetAt(range.start);
        const shot = findDrafts(document).find(({ start, end }) => start <= at && at <= end);
        if (shot === undefined) return [];
        const action = new CodeAction(title(), CodeActionKind.RefactorRewrite);
        const { line } = document.positionAt(shot.request?.start ?? shot.start);
        action.command = { title: title(), command: 'sopShots.approveShot', arguments: [document.uri, line] };
        return [action];
      },
    },
    { providedCodeActionKinds: [CodeActionKind.RefactorRewrite] },
  );
}

function findDrafts(document: TextDocument): readonly Shot[] {
  if (document.uri.scheme === PREVIEW_SCHEME) return [];
  const text = document.getText();
  // Most documents have no draft, and actions are asked for wherever the cursor goes.
  if (!/<!--\s*status:\s*draft/i.test(text)) return [];
  const known = { isTool: () => false };
  return projectDocument(parseShots(text), known).shots.filter(({ status }) => status?.state === 'draft');
}

/** Approves the draft at a line, or at the cursor, in the name of a person. */
export async function approveShot(session: Session, uri?: Uri, line?: number, by?: string): Promise<void> {
  const editor = window.activeTextEditor;
  const document = uri === undefined ? editor?.document : await workspace.openTextDocument(uri);
  if (document === undefined) return;
  const shot = findDraftAt(document, line ?? editor?.selection.active.line ?? 0);
  if (shot === undefined) return;
  const name = by ?? (await getReviewer(session));
  // The document may have been edited while the name was asked for.
  const status = findDraftAt(document, document.positionAt(shot.start).line)?.status ?? shot.status;
  if (name === undefined || status === undefined) return;
  const edit = new WorkspaceEdit();
  addApproval(edit, document, status, name);
  await applyEdit(session, edit);
}

/** Adds to an edit that the draft with this status is approved in the name of a person. */
export function addApproval(edit: WorkspaceEdit, document: TextDocument, status: TextRange, name: string): void {
  const range = new Range(document.positionAt(status.start), document.positionAt(status.end));
  edit.replace(
    document.uri,
    range,
    document.getText(range).replace(/draft/i, () => `approved by ${name}`),
  );
}

function findDraftAt(document: TextDocument, line: number): Shot | undefined {
  const offset = document.offsetAt(document.lineAt(Math.min(line, document.lineCount - 1)).range.end);
  return findDrafts(document).find(({ start, end }) => start <= offset && offset <= end);
}

/** Asked for once, then remembered. Characters that would end the comment are left out. */
export async function getReviewer(session: Session): Promise<string | undefined> {
  const { context, language } = session;
  const toName = (value: unknown) => (typeof value === 'string' ? value : undefined);
  const stored = createStoredValue(context.globalState, REVIEWER_KEY, toName, session);
  const known = stored.get();
  if (known !== undefined) return known;
  const typed = await window.showInputBox({ prompt: renderMessage(say('who'), language()), ignoreFocusOut: true });
  const name = typed?.replaceAll(/[<>]|--/g, '').trim();
  if (name === undefined || name === '') return undefined;
  await stored.set(name);
  return name;
}
