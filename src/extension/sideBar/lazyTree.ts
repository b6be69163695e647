import { type Disposable, EventEmitter, type TreeDataProvider } from 'vscode';

/** A tree whose code is run when its view is shown first. */
export interface LazyTree<Node, Tree> extends TreeDataProvider<Node>, Disposable {
  /** Brings the tree itself. */
  bring(): Promise<Tree>;
}

/** Stands for a tree until VS Code asks for its lines. `load` imports the code and creates the tree. */
export function createLazyTree<Node, Tree extends TreeDataProvider<Node> & Disposable>(
  load: () => Promise<Tree>,
): LazyTree<Node, Tree> {
  const changed = new EventEmitter<undefined>();
  let loaded: Promise<Tree> | undefined;
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
    getChildren: async (node) => (await bring()).getChildren(node),
    getTreeItem: async (node) => (await bring()).getTreeItem(node),
    dispose: () => {
      changed.dispose();
      void loaded?.then((tree) => tree.dispose());
    },
  };
}
