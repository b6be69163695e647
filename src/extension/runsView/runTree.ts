import { type Disposable, type Event, EventEmitter, type TreeDataProvider, type TreeItem } from 'vscode';
import type { RunRecord } from '../../generation/index.ts';
import type { ActiveRuns } from '../activeRuns.ts';
import type { RunFiles } from '../results/runFiles.ts';
import type { Session } from '../session.ts';
import { createTimers } from '../timers.ts';
import { type RunNode, toRunNodes } from './runNode.ts';
import { toRunItem } from './treeItems.ts';

/** Generations that are stored and not under way. */
export interface StoredRuns {
  list(): Promise<readonly RunRecord[]>;
  readonly onDidChange: Event<void>;
}

/** The lines of the view *Runs*: generations and evaluations. */
export interface RunTree extends TreeDataProvider<RunNode>, Disposable {
  getChildren(node?: RunNode): Promise<RunNode[]>;
  getTreeItem(node: RunNode): TreeItem;
}

/** Milliseconds in which changes are gathered: a running evaluation reports each of its cases. */
const DELAY = 200;

export function createRunTree(session: Session, active: ActiveRuns, stored: StoredRuns, files: RunFiles): RunTree {
  const changed = new EventEmitter<undefined>();
  const timers = createTimers();
  const refresh = (): void => timers.start('refresh', DELAY, () => changed.fire(undefined));
  const following = [
    session.onDidChangeLanguage(refresh),
    active.onDidChange(refresh),
    stored.onDidChange(refresh),
    files.onDidChange(refresh),
    files,
    timers,
    changed,
  ];
  return {
    onDidChangeTreeData: changed.event,
    getTreeItem: (node) => toRunItem(node, session.language()),
    getChildren: async (node) => {
      if (node !== undefined) return [];
      const [interrupted, results] = await Promise.all([stored.list(), files.list()]);
      return [...toRunNodes(active.list(), interrupted, results)];
    },
    dispose: () => {
      for (const part of following) part.dispose();
    },
  };
}
