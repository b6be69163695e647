import { commands, Disposable, window } from 'vscode';
import type { TreeNode } from '../../evaluation/index.ts';
import type { WorkspaceCoverage } from '../coverage/workspaceCoverage.ts';
import type { Session } from '../session.ts';
import { createLazyTree } from '../sideBar/lazyTree.ts';
import type { ProcedureTree } from './procedureView.ts';

const VIEW = 'sopShots.procedures';

/** The view *Procedures* in the side bar: what the shots cover, with jumps and generation for what they do not. */
export function registerProcedures(session: Session, coverage: WorkspaceCoverage): Disposable {
  const tree = createLazyTree<TreeNode, ProcedureTree>(VIEW, async () => {
    const { createProcedureTree } = await import('./procedureView.ts');
    return createProcedureTree(session, coverage);
  });
  const view = window.createTreeView(VIEW, { treeDataProvider: tree, showCollapseAll: true });
  return Disposable.from(
    tree,
    view,
    commands.registerCommand('sopShots.refreshProcedures', async () => (await tree.bring()).refresh()),
    commands.registerCommand('sopShots.generateForGap', (node?: TreeNode) => generateFor(node ?? view.selection[0])),
  );
}

/** Shots for a tool come from its file or a document that can call it, those for a step from its procedure. */
async function generateFor(node: TreeNode | undefined): Promise<unknown> {
  if (node?.request === undefined) return undefined;
  const { document, procedure, tool, goals } = node.request;
  if (tool !== undefined) {
    return commands.executeCommand('sopShots.shotsForTool', { uri: document ?? tool.uri, tool: tool.name, goals });
  }
  return commands.executeCommand('sopShots.generateShots', { uri: document ?? procedure, procedure, goals });
}
