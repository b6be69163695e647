import type { BlankNode, CommentNode, SeparatorNode, ShotsTree, TreeNode } from '../../parser/tree.ts';

/** A node between two blocks of one shot that is not content. */
export type NodeBetween = BlankNode | CommentNode | SeparatorNode;

/**
 * Returns the nodes between two offsets. Called in document order, as rules go through a document, it reads the
 * tree's nodes once.
 */
export function createNodesBetweenReader(tree: ShotsTree): (start: number, end: number) => readonly NodeBetween[] {
  let at = 0;
  return (start, end) => {
    while (at < tree.nodes.length && (tree.nodes[at]?.start ?? 0) < start) at++;
    const found: NodeBetween[] = [];
    for (; at < tree.nodes.length; at++) {
      const node = tree.nodes[at];
      if (node === undefined || node.start >= end) break;
      if (isNodeBetween(node)) found.push(node);
    }
    return found;
  };
}

function isNodeBetween(node: TreeNode): node is NodeBetween {
  return node.kind === 'blank' || node.kind === 'comment' || node.kind === 'separator';
}
