import { Disposable, window } from 'vscode';
import type { Session } from '../session.ts';
import { createLazyTree } from '../sideBar/lazyTree.ts';
import type { ConnectionViewNode } from './connectionNode.ts';
import type { ConnectionSources, ConnectionTree } from './connectionTree.ts';

const VIEW = 'sopShots.connections';

/** The view *Connections* in the side bar: who can write shots, which keys are set, and who is the default. */
export function registerConnectionsView(session: Session, sources: ConnectionSources): Disposable {
  const tree = createLazyTree<ConnectionViewNode, ConnectionTree>(VIEW, async () => {
    const { createConnectionTree } = await import('./connectionTree.ts');
    return createConnectionTree(session, sources);
  });
  return Disposable.from(tree, window.createTreeView(VIEW, { treeDataProvider: tree }));
}
