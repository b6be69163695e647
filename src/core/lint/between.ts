import type { BlankNode, CommentNode, SeparatorNode, ShotsTree, TreeNode } from '../parser/tree.ts';

/** What can stand between two blocks of one shot without being content. */
export type BetweenNode = BlankNode | CommentNode | SeparatorNode;

/**
 * Answers the nodes between two offsets. Asked in document order, as rules go through a document, it reads the
 * tree's nodes once.
 */
export function between(tree: ShotsTree): (start: number, end: number) => readonly BetweenNode[] {
  let at = 0;
  return (start, end) => {
    while (at < tree.nodes.length && (tree.nodes[at]?.start ?? 0) < start) at++;
    const found: BetweenNode[] = [];
    for (; at < tree.nodes.length; at++) {
      const node = tree.nodes[at];
      if (node === undefined || node.start >= end) break;
      if (isBetween(node)) found.push(node);
    }
    return found;
  };
}

function isBetween(node: TreeNode): node is BetweenNode {
  return node.kind === 'blank' || node.kind === 'comment' || node.kind === 'separator';
}
