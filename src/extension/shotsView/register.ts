import { Disposable, window } from 'vscode';
import type { Findings } from '../findings.ts';
import { lazily } from '../lazy.ts';
import type { Session } from '../session.ts';
import { createLazyTree } from '../sideBar/lazyTree.ts';
import type { WorkspaceChanges } from '../workspaceChanges.ts';
import type { ShotNode } from './shotNode.ts';
import type { ShotTree } from './shotTree.ts';

const COMMANDS = ['approveShots', 'discardShots', 'filterShots', 'clearShotFilter'].map((name) => `sopShots.${name}`);

const VIEW = 'sopShots.shots';

/** The view *Shots* in the side bar: all shots of the workspace, to be filtered, opened, approved and discarded. */
export function registerShotsView(session: Session, findings: Findings, changes: WorkspaceChanges): Disposable {
  const tree = createLazyTree<ShotNode, ShotTree>(VIEW, async () => {
    const [{ createShotReader }, { createShotTree }] = await Promise.all([
      import('./shotReader.ts'),
      import('./shotTree.ts'),
    ]);
    return createShotTree(session, createShotReader(session, findings, changes));
  });
  const view = window.createTreeView(VIEW, {
    treeDataProvider: tree,
    canSelectMany: true,
    showCollapseAll: true,
  });
  const commands = lazily(COMMANDS, async () => {
    const { registerShotCommands } = await import('./shotCommands.ts');
    return registerShotCommands(session, await tree.bring(), view);
  });
  return Disposable.from(tree, view, commands);
}
