import type { BlankNode, CommentNode, SeparatorNode, ShotsTree, TreeNode } from '../../parser/tree.ts';

/** A node between two blocks of one shot that is not content. */
export type NodeBetween = BlankNode | CommentNode | SeparatorNode;

/** Undefined if the blocks are in different fences, which only their author can put together. */
export type NodesBetweenReader = (start: number, end: number) => readonly NodeBetween[] | undefined;

/**
 * Returns the nodes between two offsets. Called in document order, as rules go through a document, it reads the
 * tree's nodes once.
 */
export function createNodesBetweenReader(tree: ShotsTree): NodesBetweenReader {
  let at = 0;
  return (start, end) => {
    while (at < tree.nodes.length && (tree.nodes[at]?.start ?? 0) < start) at++;
    const found: NodeBetween[] = [];
    let inFences = false;
    for (; at < tree.nodes.length; at++) {
      const node = tree.nodes[at];
      if (node === undefined || node.start >= end) break;
      if (isNodeBetween(node)) found.push(node);
      inFences ||= node.kind === 'fence';
    }
    return inFences ? undefined : found;
  };
}

function isNodeBetween(node: TreeNode): node is NodeBetween {
  return node.kind === 'blank' || node.kind === 'comment' || node.kind === 'separator';
}
