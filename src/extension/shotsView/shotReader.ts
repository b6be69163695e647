import { CancellationTokenSource, type Disposable, EventEmitter, Uri, workspace } from 'vscode';
import { lint } from '../checker.ts';
import { listFiles } from '../coverage/workspaceCoverage.ts';
import { checkedKind } from '../documents.ts';
import type { Findings } from '../findings.ts';
import type { Session } from '../session.ts';
import type { WorkspaceChanges } from '../workspaceChanges.ts';
import { countProblemsByShot, type ListedShot, toListedShots } from './shotList.ts';

/** The shots of the workspace. A document is read when it is first asked for, then only after it changed. */
export interface ShotReader extends Disposable {
  /** The documents, sorted: the files of the workspace and other documents that are open. */
  documents(): Promise<readonly string[]>;
  shots(uri: string): Promise<readonly ListedShot[]>;
  /** What is known of a document without reading it. */
  known(uri: string): readonly ListedShot[] | undefined;
  /** The problems of each shot by its index: those of the Problems view, else the document is checked now. */
  problems(uri: string): Promise<ReadonlyMap<number, number>>;
  /** The same as far as it is known; the document is checked in the background if it is not, and `onDidChange` tells. */
  knownProblems(uri: string): ReadonlyMap<number, number>;
  readonly onDidChange: EventEmitter<void>['event'];
}

export function createShotReader(session: Session, findings: Findings, changes: WorkspaceChanges): ShotReader {
  const changed = new EventEmitter<void>();
  const read = new Map<string, readonly ListedShot[]>();
  const checked = new Map<string, ReadonlyMap<number, number>>();
  const shots = async (uri: string): Promise<readonly ListedShot[]> => {
    const before = read.get(uri);
    if (before !== undefined) return before;
    const context = await session.service.getContext(uri, 'shots');
    const found = context === undefined ? [] : toListedShots(context);
    read.set(uri, found);
    return found;
  };
  const checkNow = async (uri: string): Promise<ReadonlyMap<number, number>> => {
    const before = checked.get(uri);
    if (before !== undefined) return before;
    const source = new CancellationTokenSource();
    const { diagnostics } = await lint(session, Uri.parse(uri), 'shots', source);
    source.dispose();
    const counts = countProblemsByShot(await shots(uri), diagnostics);
    checked.set(uri, counts);
    return counts;
  };
  const checking = new Set<string>();
  const checkLater = async (uri: string): Promise<void> => {
    if (checking.has(uri)) return;
    checking.add(uri);
    try {
      if ((await checkNow(uri)).size > 0) changed.fire();
    } finally {
      checking.delete(uri);
    }
  };
  const following = changes.follow((uris) => {
    if (uris === 'all') {
      read.clear();
      checked.clear();
    } else {
      for (const uri of uris) {
        read.delete(uri);
        checked.delete(uri);
      }
    }
    changed.fire();
  });
  const shown = findings.onDidChange((uri) => {
    if (read.has(uri.toString())) changed.fire();
  });
  return {
    documents: async () => {
      const open = workspace.textDocuments.filter((document) => checkedKind(document, session.service) === 'shots');
      const uris = [...(await listFiles(session, 'shots')), ...open.map(({ uri }) => uri.toString())];
      return [...new Set(uris)].sort();
    },
    shots,
    known: (uri) => read.get(uri),
    problems: async (uri) => {
      const file = findings.get(Uri.parse(uri));
      if (file === undefined) return checkNow(uri);
      return countProblemsByShot(await shots(uri), file.result.diagnostics);
    },
    knownProblems: (uri) => {
      const file = findings.get(Uri.parse(uri));
      if (file !== undefined) return countProblemsByShot(read.get(uri) ?? [], file.result.diagnostics);
      if (!checked.has(uri)) void checkLater(uri);
      return checked.get(uri) ?? new Map();
    },
    onDidChange: changed.event,
    dispose: () => {
      following.dispose();
      shown.dispose();
      changed.dispose();
    },
  };
}
