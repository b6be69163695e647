import { Disposable, EventEmitter, type Uri, workspace } from 'vscode';
import { watchDeletedFolders } from './deletedFolders.ts';
import { checkedKind } from './documents.ts';
import type { Session } from './session.ts';
import { createTimers } from './timers.ts';

/** Milliseconds during which changes are collected before they are reported. */
const GATHERING_DELAY = 500;

const WATCHED_FILES = '**/*.{md,json,yaml,yml}';

/** The URIs of files that changed and of documents that depend on them; `all` when other folders are open. */
export type Changed = readonly string[] | 'all';

/** What changes in the workspace, on disk and in editors. Nothing is watched until somebody follows. */
export interface WorkspaceChanges extends Disposable {
  follow(listener: (changed: Changed) => void): Disposable;
}

export function createWorkspaceChanges(session: Session): WorkspaceChanges {
  const changed = new EventEmitter<Changed>();
  const timers = createTimers();
  let watching: Disposable | undefined;
  const pending = new Set<string>();
  const tell = async (): Promise<void> => {
    const uris = [...pending];
    pending.clear();
    const dependents = await Promise.all(uris.map((uri) => session.service.changed(uri)));
    changed.fire([...new Set([...uris, ...dependents.flat()])]);
  };
  const gather = (uri: Uri): void => {
    pending.add(uri.toString());
    timers.start('changed', GATHERING_DELAY, () => void tell());
  };
  return {
    follow: (listener) => {
      watching ??= watch(session, gather, () => changed.fire('all'));
      return changed.event(listener);
    },
    dispose: () => {
      watching?.dispose();
      timers.dispose();
      changed.dispose();
    },
  };
}

function watch(session: Session, gather: (uri: Uri) => void, restart: () => void): Disposable {
  const watcher = workspace.createFileSystemWatcher(WATCHED_FILES);
  return Disposable.from(
    watcher,
    watcher.onDidChange(gather),
    watcher.onDidCreate(gather),
    watcher.onDidDelete(gather),
    watchDeletedFolders(() => session.host.listedFiles, gather),
    workspace.onDidChangeTextDocument(({ document, contentChanges }) => {
      if (contentChanges.length > 0 && checkedKind(document, session.service) !== undefined) gather(document.uri);
    }),
    // What an editor had unsaved is gone with it.
    workspace.onDidCloseTextDocument((document) => {
      if (checkedKind(document, session.service) !== undefined) gather(document.uri);
    }),
    workspace.onDidChangeWorkspaceFolders(restart),
  );
}
