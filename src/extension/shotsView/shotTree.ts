import { type Disposable, EventEmitter, type TreeDataProvider, type TreeItem, Uri, workspace } from 'vscode';
import type { Session } from '../session.ts';
import {
  isFiltered,
  type ListedShot,
  MOST_LINES,
  matchesFilter,
  NO_FILTER,
  type ShotFilter,
  toRuns,
} from './shotList.ts';
import type { ShotNode } from './shotNode.ts';
import type { ShotReader } from './shotReader.ts';
import { toShotItem } from './treeItems.ts';

/** The lines of the view *Shots*. Documents are read when their shots are looked at, or when a filter needs them. */
export interface ShotTree extends TreeDataProvider<ShotNode>, Disposable {
  readonly filter: ShotFilter;
  setFilter(filter: ShotFilter): void;
  getChildren(node?: ShotNode): Promise<ShotNode[]>;
  getTreeItem(node: ShotNode): TreeItem;
}

/** Milliseconds between two updates while documents are read in the background. */
const UPDATE_INTERVAL = 500;

export function createShotTree(session: Session, reader: ShotReader): ShotTree {
  const changed = new EventEmitter<undefined>();
  const refresh = (): void => changed.fire(undefined);
  const following = [reader.onDidChange(refresh), session.onDidChangeLanguage(refresh), changed];
  let filter = NO_FILTER;
  let isFilling = false;

  const matching = async (uri: string): Promise<readonly ListedShot[]> => {
    const shots = await reader.shots(uri);
    if (!isFiltered(filter)) return shots;
    const problems = filter.show === 'problems' ? await reader.problems(uri) : new Map<number, number>();
    return shots.filter((shot) => matchesFilter(shot, pathOf(uri), problems.get(shot.index) ?? 0, filter));
  };
  /** Reads the documents that are not known yet, so that their lines say what they hold. */
  const fill = async (uris: readonly string[]): Promise<void> => {
    const unread = uris.filter((uri) => reader.known(uri) === undefined);
    if (isFilling || unread.length === 0) return;
    isFilling = true;
    let shown = Date.now();
    for (const uri of unread) {
      await reader.shots(uri);
      await new Promise((resolve) => setTimeout(resolve, 0));
      if (Date.now() - shown < UPDATE_INTERVAL) continue;
      shown = Date.now();
      refresh();
    }
    isFilling = false;
    refresh();
  };
  const documents = async (): Promise<ShotNode[]> => {
    const uris = await reader.documents();
    if (!isFiltered(filter)) {
      void fill(uris);
      return uris.map((uri) => ({ kind: 'document', uri, path: pathOf(uri), shots: reader.known(uri) }));
    }
    const nodes: ShotNode[] = [];
    for (const uri of uris) {
      const shots = await matching(uri);
      if (shots.length > 0) nodes.push({ kind: 'document', uri, path: pathOf(uri), shots });
    }
    return nodes;
  };
  const lines = (uri: string, shots: readonly ListedShot[]): ShotNode[] => {
    const problems = reader.knownProblems(uri);
    return shots.map((shot) => ({ kind: 'shot', uri, shot, problems: problems.get(shot.index) ?? 0 }));
  };
  return {
    get filter() {
      return filter;
    },
    setFilter: (next) => {
      filter = next;
      refresh();
    },
    onDidChangeTreeData: changed.event,
    getTreeItem: (node) => toShotItem(node, session.language(), isFiltered(filter)),
    getChildren: async (node) => {
      if (node === undefined) return documents();
      if (node.kind === 'shot') return [];
      const shots = node.kind === 'run' ? node.shots : await matching(node.uri);
      if (shots.length <= MOST_LINES) return lines(node.uri, shots);
      return toRuns(shots).map((run) => ({ kind: 'run', uri: node.uri, shots: run }));
    },
    dispose: () => {
      reader.dispose();
      for (const part of following) part.dispose();
    },
  };
}

function pathOf(uri: string): string {
  return workspace.asRelativePath(Uri.parse(uri));
}
