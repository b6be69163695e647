import { type Disposable, EventEmitter, type TreeDataProvider, type TreeItem, Uri, workspace } from 'vscode';
import { type TreeNode, toCoverageTree } from '../../evaluation/index.ts';
import type { WorkspaceCoverage } from '../coverage/workspaceCoverage.ts';
import type { Session } from '../session.ts';
import { toTreeItem } from './treeItems.ts';

/** The lines of the view *Procedures*, measured when they are looked at. */
export interface ProcedureTree extends TreeDataProvider<TreeNode>, Disposable {
  /** Measures again. */
  refresh(): void;
  getChildren(node?: TreeNode): Promise<TreeNode[]>;
  getTreeItem(node: TreeNode): TreeItem;
}

export function createProcedureTree(session: Session, coverage: WorkspaceCoverage): ProcedureTree {
  const changed = new EventEmitter<undefined>();
  const refresh = (): void => changed.fire(undefined);
  const following = [coverage.onDidChange(refresh), session.onDidChangeLanguage(refresh), changed];
  const pathOf = (uri: string): string => workspace.asRelativePath(Uri.parse(uri));
  return {
    refresh,
    onDidChangeTreeData: changed.event,
    getTreeItem: toTreeItem,
    async getChildren(node) {
      if (node === undefined) {
        const measured = await coverage.measure();
        return measured === undefined ? [] : [...toCoverageTree(measured, session.language(), pathOf)];
      }
      return [...node.children];
    },
    dispose: () => {
      for (const part of following) part.dispose();
    },
  };
}
