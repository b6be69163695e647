import { type Document, isMap, isPair, isSeq } from 'yaml';

/** Keys that are maps or lists may be nested so deep. Each level is printed as text once per level around it. */
const MAX_DEPTH = 8;

/**
 * True if keys of a document are maps or lists that are nested too deeply to become the text that keys are in JSON:
 * `{{{{…` takes time that grows with the third power of its length or faster.
 */
export function hasDeepKeys(document: Document): boolean {
  const open: { readonly node: unknown; readonly depth: number }[] = [{ node: document.contents, depth: 0 }];
  for (let next = open.pop(); next !== undefined; next = open.pop()) {
    const { node, depth } = next;
    if (depth > MAX_DEPTH) return true;
    // Inside of a key every level counts.
    const inner = depth === 0 ? 0 : depth + 1;
    if (isSeq(node)) for (const item of node.items) open.push({ node: item, depth: inner });
    if (isPair(node)) open.push({ node: node.key, depth: depth + 1 }, { node: node.value, depth: inner });
    if (isMap(node)) for (const pair of node.items) open.push({ node: pair, depth });
  }
  return false;
}
