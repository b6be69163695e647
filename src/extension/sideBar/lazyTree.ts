import { commands, type Disposable, EventEmitter, type TreeDataProvider } from 'vscode';

/** A tree whose code is run when its view is shown first. */
export interface LazyTree<Node, Tree> extends TreeDataProvider<Node>, Disposable {
  /** Brings the tree itself. */
  bring(): Promise<Tree>;
}

/**
 * Stands for the tree of a view until VS Code asks for its lines. `load` imports the code and creates the tree. The
 * context key `VIEW.isRead` is set with the first lines: until then an empty view does not mean that there is nothing.
 */
export function createLazyTree<Node, Tree extends TreeDataProvider<Node> & Disposable>(
  view: string,
  load: () => Promise<Tree>,
): LazyTree<Node, Tree> {
  const changed = new EventEmitter<undefined>();
  let loaded: Promise<Tree> | undefined;
  let isRead = false;
  const begin = async (): Promise<Tree> => {
    const tree = await load();
    tree.onDidChangeTreeData?.(() => changed.fire(undefined));
    return tree;
  };
  const bring = (): Promise<Tree> => {
    loaded ??= begin();
    return loaded;
  };
  return {
    bring,
    onDidChangeTreeData: changed.event,
    async getChildren(node) {
      const children = await (await bring()).getChildren(node);
      if (node === undefined && !isRead) {
        isRead = true;
        await commands.executeCommand('setContext', `${view}.isRead`, true);
      }
      return children;
    },
    getTreeItem: async (node) => (await bring()).getTreeItem(node),
    dispose: () => {
      changed.dispose();
      void loaded?.then((tree) => tree.dispose());
    },
  };
}
