import type { BlockNode, ShotsTree, TreeNode } from '../parser/tree.ts';

/** The index of the last node of a tree that begins before an offset, or at it; -1 if there is none. */
export function nodeIndexAt({ nodes }: ShotsTree, offset: number): number {
  let low = 0;
  let high = nodes.length;
  while (low < high) {
    const middle = (low + high) >> 1;
    if ((nodes[middle]?.start ?? 0) <= offset) low = middle + 1;
    else high = middle;
  }
  return low - 1;
}

/** The block that text at an offset goes on: the last one, with nothing but blank lines and comments after it. */
export function blockBefore(tree: ShotsTree, offset: number): BlockNode | undefined {
  for (let index = nodeIndexAt(tree, offset); index >= 0; index--) {
    const node = tree.nodes[index];
    if (node?.kind === 'block') return node.label.end <= offset ? node : previousBlock(tree, index);
    if (!isSkipped(node)) return undefined;
  }
  return undefined;
}

/** The last block before a node, whatever is between. */
export function previousBlock({ nodes }: ShotsTree, index: number): BlockNode | undefined {
  for (let at = index - 1; at >= 0; at--) {
    const node = nodes[at];
    if (node?.kind === 'block') return node;
  }
  return undefined;
}

function isSkipped(node: TreeNode | undefined): boolean {
  return node?.kind === 'blank' || node?.kind === 'comment';
}
