import { commands, Disposable, window } from 'vscode';
import type { ActiveRuns } from '../activeRuns.ts';
import type { Session } from '../session.ts';
import { createLazyTree } from '../sideBar/lazyTree.ts';
import type { RunNode } from './runNode.ts';
import type { RunTree, StoredRuns } from './runTree.ts';

const VIEW = 'sopShots.runs';

/** The view *Runs* in the side bar: generations and evaluations, to be stopped, resumed and looked at. */
export function registerRunsView(session: Session, active: ActiveRuns, stored: StoredRuns): Disposable {
  const tree = createLazyTree<RunNode, RunTree>(VIEW, async () => {
    const [{ createRunTree }, { createRunFiles }] = await Promise.all([
      import('./runTree.ts'),
      import('../results/runFiles.ts'),
    ]);
    return createRunTree(session, active, stored, createRunFiles());
  });
  const view = window.createTreeView(VIEW, { treeDataProvider: tree });
  const stop = commands.registerCommand('sopShots.stopRun', (given?: Pick<RunNode, 'id'>) => {
    const node = given ?? view.selection[0];
    if (node !== undefined) active.stop(node.id);
  });
  return Disposable.from(tree, view, stop);
}
