import { type Disposable, EventEmitter, type TreeDataProvider, type TreeItem } from 'vscode';
import { listFiles, type WorkspaceCoverage } from '../coverage/workspaceCoverage.ts';
import type { Session } from '../session.ts';
import { type ToolFileNode, type ToolViewNode, toToolFileNode } from './toolNode.ts';
import { toToolItem } from './treeItems.ts';

/** The lines of the view *Tools*: tool files, and their tools with the shots that call them. */
export interface ToolTree extends TreeDataProvider<ToolViewNode>, Disposable {
  getChildren(node?: ToolViewNode): Promise<ToolViewNode[]>;
  getTreeItem(node: ToolViewNode): TreeItem;
}

export function createToolTree(session: Session, coverage: WorkspaceCoverage): ToolTree {
  const changed = new EventEmitter<undefined>();
  const refresh = (): void => changed.fire(undefined);
  const following = [coverage.onDidChange(refresh), session.onDidChangeLanguage(refresh), changed];
  const files = async (): Promise<ToolFileNode[]> => {
    const measured = (await coverage.measure()) ?? { procedures: [], tools: [] };
    const uris = [...(await listFiles(session, 'tools')), ...measured.tools.map(({ uri }) => uri)];
    const found = await Promise.all([...new Set(uris)].sort().map((uri) => session.service.toolFile(uri)));
    return found.flatMap((file) => (file === undefined || file.isOtherData ? [] : [toToolFileNode(file, measured)]));
  };
  return {
    onDidChangeTreeData: changed.event,
    getTreeItem: (node) => toToolItem(node, session.language()),
    getChildren: async (node) => {
      if (node === undefined) return files();
      if (node.kind !== 'file') return [];
      const { targets } = await session.service.lint(node.uri, { maxFindings: 1 });
      return [{ kind: 'targets', uri: node.uri, targets }, ...node.tools];
    },
    dispose: () => {
      for (const part of following) part.dispose();
    },
  };
}
