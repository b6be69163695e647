import type { ShotsTree } from '../../parser/tree.ts';
import type { TextRange } from '../../text/range.ts';
import type { Finding } from '../rule.ts';

/** The findings in the shots fences of ordinary Markdown; its prose is nobody's example. */
export function fencedFindings(tree: ShotsTree, findings: readonly Finding[]): readonly Finding[] {
  const fences = fencedRanges(tree);
  return findings.filter(({ range }) => fences.some(({ start, end }) => start <= range.start && range.start <= end));
}

/** From the opening line of each fence whose content is read as shots to its closing line. */
function fencedRanges(tree: ShotsTree): readonly TextRange[] {
  const ranges: TextRange[] = [];
  let start: number | undefined;
  for (const node of tree.nodes) {
    if (node.kind !== 'fence') continue;
    if (start !== undefined) ranges.push({ start, end: node.end });
    start = start === undefined ? node.start : undefined;
  }
  return start === undefined ? ranges : [...ranges, { start, end: tree.text.length }];
}
