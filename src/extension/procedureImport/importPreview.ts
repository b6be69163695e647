import { Disposable, EventEmitter, ViewColumn, type WebviewPanel, window } from 'vscode';
import {
  choose,
  defineMessages,
  type ImportedText,
  importText,
  leaveOut,
  readImport,
  textOf,
} from '../../core/index.ts';
import { type ImportPageRequest, isImportPageRequest } from '../../protocol/index.ts';
import { pageHtml } from '../page.ts';
import type { Session } from '../session.ts';
import { importTitle, isRowValue, type RowValue, toImportPage } from './importPage.ts';

const say = defineMessages({
  forbids: {
    en: 'Line {line} cannot be read as that: its words or its section say something else. Change the section first, or its words after the import.',
    'zh-CN': '第 {line} 行无法识别为所选类型：它的措辞或所在章节有别的含义。请先更改章节，或在导入后修改措辞。',
  },
});

const PAGE = { script: 'procedureImport.js', styles: ['main.css', 'procedureImport.css'] };

/** What a user decided about a text. */
export interface ImportDecision {
  readonly text: string;
  readonly next: 'create' | 'generate';
}

interface Preview {
  readonly session: Session;
  readonly name: string;
  readonly panel: WebviewPanel;
  /** The text after each choice; `at` is the one that is shown. */
  history: readonly ImportedText[];
  at: number;
  decide(decision: ImportDecision | undefined): void;
}

/** Shows how the lines of a text are read, and resolves with what is to be written; undefined if the user cancels. */
export async function previewImport(session: Session, name: string, text: string): Promise<ImportDecision | undefined> {
  const title = session.t(importTitle(name));
  const panel = window.createWebviewPanel('sopShots.procedureImport', title, ViewColumn.Active, {
    enableScripts: true,
    localResourceRoots: [session.context.extensionUri],
  });
  const decided = new EventEmitter<ImportDecision | undefined>();
  const decide = (decision: ImportDecision | undefined) => decided.fire(decision);
  const preview: Preview = { session, name, panel, history: [importText(text)], at: 0, decide };
  const following: readonly Disposable[] = [
    panel.webview.onDidReceiveMessage((message: unknown) => {
      if (isImportPageRequest(message)) answer(preview, message);
    }),
    session.onDidChangeLanguage(() => {
      panel.title = session.t(importTitle(name));
      show(preview);
    }),
    panel.onDidDispose(() => decide(undefined)),
    decided,
  ];
  panel.webview.html = pageHtml(session, panel.webview, title, PAGE);
  const decision = await new Promise<ImportDecision | undefined>((resolve) => decided.event(resolve));
  Disposable.from(...following).dispose();
  panel.dispose();
  return decision;
}

function answer(preview: Preview, request: ImportPageRequest): void {
  switch (request.type) {
    case 'ready':
      show(preview);
      break;
    case 'undo':
      moveTo(preview, preview.at - 1);
      break;
    case 'redo':
      moveTo(preview, preview.at + 1);
      break;
    case 'cancel':
      preview.decide(undefined);
      break;
    case 'create':
    case 'generate':
      preview.decide({ text: textOf(shown(preview)), next: request.type });
      break;
    case 'choose':
      if (isRowValue(request.value)) change(preview, request.index, request.value);
  }
}

function change(preview: Preview, index: number, value: RowValue): void {
  const before = shown(preview);
  const changed = value === 'left-out' ? leaveOut(before, index) : choose(before, index, value);
  if (changed === undefined) {
    show(preview, preview.session.t(say('forbids', { line: index + 1 })));
    return;
  }
  preview.history = [...preview.history.slice(0, preview.at + 1), changed];
  moveTo(preview, preview.at + 1);
}

function moveTo(preview: Preview, at: number): void {
  if (preview.history[at] === undefined) return;
  preview.at = at;
  show(preview);
}

function show(preview: Preview, problem?: string): void {
  const { session, name, panel, history, at } = preview;
  const state = { problem, canUndo: at > 0, canRedo: at < history.length - 1 };
  void panel.webview.postMessage(toImportPage(session, name, readImport(shown(preview)), state));
}

function shown({ history, at }: Preview): ImportedText {
  return history[at] ?? importText('');
}
