import {
  Disposable,
  type Position,
  type TextDocument,
  type TextDocumentChangeEvent,
  type Uri,
  window,
  workspace,
} from 'vscode';
import { type Checker, createChecker } from './checker.ts';
import { watchDeletedFolders } from './deletedFolders.ts';
import { checkedKind, openDocument } from './documents.ts';
import type { Findings } from './findings.ts';
import type { Session } from './session.ts';
import { SECTION, setting } from './settings.ts';
import { createTimers, type Timers } from './timers.ts';

/** Milliseconds without an edit after which a document is checked while its author types. */
const TYPING_DELAY = 150;
/** Milliseconds without an edit after which the author is taken to have finished the block at the cursor too. */
const REST_DELAY = 2000;
/** Milliseconds in which changes of several files, as a branch switch makes them, are gathered. */
const GATHERING_DELAY = 300;

/** Files whose change may matter to documents: schemas, procedures, project files. */
const WATCHED_FILES = '**/*.{md,json,yaml,yml}';

/** Keeps the Problems view true: as one types, on save, and when anything a document depends on changes. */
export function registerDiagnostics(session: Session, findings: Findings): Disposable {
  const checker = createChecker(session, findings);
  const timers = createTimers();
  const parts = [
    checker,
    timers,
    ...checkWhileEditing(session, findings, checker, timers),
    ...checkDependents(session, findings, checker, timers),
    ...checkAllAgain(session, findings, checker),
  ];
  for (const document of workspace.textDocuments) void checker.check(document.uri);
  return Disposable.from(...parts);
}

function checkWhileEditing(session: Session, findings: Findings, checker: Checker, timers: Timers): Disposable[] {
  const edited = ({ document, contentChanges }: TextDocumentChangeEvent): void => {
    if (contentChanges.length === 0) return;
    // What was checked and no longer is, as Markdown whose last fence of shots went, loses its findings.
    if (checkedKind(document, session.service) === undefined && findings.get(document.uri) === undefined) return;
    checker.cancel(document.uri);
    if (setting('lint.run', document) === 'onSave') return;
    timers.start(`type ${document.uri}`, TYPING_DELAY, () => void checker.check(document.uri, cursorOf(document)));
    timers.start(`rest ${document.uri}`, REST_DELAY, () => void checker.check(document.uri));
  };
  const stop = (document: TextDocument): void => {
    timers.stop(`type ${document.uri}`);
    timers.stop(`rest ${document.uri}`);
    checker.cancel(document.uri);
  };
  return [
    workspace.onDidOpenTextDocument((document) => void checker.check(document.uri)),
    workspace.onDidChangeTextDocument(edited),
    workspace.onDidSaveTextDocument((document) => {
      stop(document);
      void checker.check(document.uri);
    }),
    workspace.onDidCloseTextDocument((document) => {
      stop(document);
      if (findings.isKept(document.uri)) void checker.check(document.uri);
      else findings.delete(document.uri);
    }),
  ];
}

function checkDependents(session: Session, findings: Findings, checker: Checker, timers: Timers): Disposable[] {
  const pending = new Map<string, Uri>();
  const follow = async (): Promise<void> => {
    const uris = [...pending.keys()];
    pending.clear();
    const affected = new Set((await Promise.all(uris.map((uri) => affectedBy(session, uri)))).flat());
    for (const uri of shownFiles(findings)) if (affected.has(uri.toString())) await checker.check(uri);
  };
  const changed = (uri: Uri): void => {
    pending.set(uri.toString(), uri);
    timers.start('changed', GATHERING_DELAY, () => void follow());
  };
  const edited = ({ document, contentChanges }: TextDocumentChangeEvent): void => {
    if (contentChanges.length > 0 && setting('lint.run', document) === 'onType') changed(document.uri);
  };
  const deleted = (uri: Uri): void => {
    if (openDocument(uri) === undefined) findings.delete(uri);
    changed(uri);
  };
  const known = (): readonly string[] => [...session.host.listedFiles, ...findings.uris.map(String)];
  const watcher = workspace.createFileSystemWatcher(WATCHED_FILES);
  return [
    watcher,
    watcher.onDidChange(changed),
    watcher.onDidCreate(changed),
    watcher.onDidDelete(deleted),
    watchDeletedFolders(known, deleted),
    workspace.onDidChangeTextDocument(edited),
    workspace.onDidSaveTextDocument(({ uri }) => changed(uri)),
    // What an editor had unsaved is gone with it; the file on disk counts again.
    workspace.onDidCloseTextDocument(({ uri }) => changed(uri)),
  ];
}

function checkAllAgain(session: Session, findings: Findings, checker: Checker): Disposable[] {
  const all = async (): Promise<void> => {
    for (const uri of shownFiles(findings)) await checker.check(uri);
  };
  return [
    session.onDidChangeLanguage(() => void all()),
    workspace.onDidChangeWorkspaceFolders(() => void all()),
    workspace.onDidChangeConfiguration((event) => {
      if (event.affectsConfiguration(`${SECTION}.lint`)) void all();
    }),
  ];
}

/** What has to be checked again after a change of a file. An open document is checked by its own edits, not by the disk. */
async function affectedBy({ service }: Session, changed: string): Promise<readonly string[]> {
  const dependents = await service.changed(changed);
  if (openDocument(changed) === undefined) return [...dependents, changed];
  return dependents.filter((uri) => uri !== changed);
}

/** Every file that is open or has findings. */
function shownFiles(findings: Findings): readonly Uri[] {
  const uris = [...findings.uris, ...workspace.textDocuments.map(({ uri }) => uri)];
  return [...new Map(uris.map((uri) => [uri.toString(), uri])).values()];
}

/**
 * The cursor position while typing; undefined if the document was changed elsewhere (undo in another group, replace).
 */
function cursorOf(document: TextDocument): Position | undefined {
  const editor = window.activeTextEditor;
  return editor?.document === document ? editor.selection.active : undefined;
}
