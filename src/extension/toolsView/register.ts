import { commands, Disposable, window } from 'vscode';
import type { WorkspaceCoverage } from '../coverage/workspaceCoverage.ts';
import type { Session } from '../session.ts';
import { createLazyTree } from '../sideBar/lazyTree.ts';
import type { ToolViewNode } from './toolNode.ts';
import type { ToolTree } from './toolTree.ts';

const VIEW = 'sopShots.tools';

/** The view *Tools* in the side bar: what is loaded, which shots call it, and generation for each tool. */
export function registerToolsView(session: Session, coverage: WorkspaceCoverage): Disposable {
  const tree = createLazyTree<ToolViewNode, ToolTree>(VIEW, async () => {
    const { createToolTree } = await import('./toolTree.ts');
    return createToolTree(session, coverage);
  });
  const view = window.createTreeView(VIEW, { treeDataProvider: tree, showCollapseAll: true });
  return Disposable.from(
    tree,
    view,
    commands.registerCommand('sopShots.generateForTool', (given?: ToolViewNode) => {
      const node = given ?? view.selection[0];
      if (node?.kind !== 'tool') return undefined;
      // The shots go to the first document that can call the tool, else a new one is made beside its file.
      return commands.executeCommand('sopShots.shotsForTool', { uri: node.document ?? node.uri, tool: node.name });
    }),
  );
}
