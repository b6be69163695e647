import type { ShotsTree } from '../../parser/tree.ts';
import { encloses } from '../../text/range.ts';
import type { Finding, Fix } from '../rule.ts';

/** Rules about how labels are written. Recorded turns have none. */
const ABOUT_LABELS: ReadonlySet<string> = new Set([
  'blank-line-in-round',
  'label-style',
  'round-separator',
  'unknown-label',
]);

/** The findings of recorded conversation: none about labels, and no edit that would break a JSON string. */
export function recordedFindings(tree: ShotsTree, findings: readonly Finding[]): readonly Finding[] {
  const kept = findings.filter(({ rule }) => !ABOUT_LABELS.has(rule));
  if (tree.turns === 'tokens') return kept;
  const strings = tree.nodes.filter((node) => node.kind === 'block' && node.encoding === 'json');
  const isSafe = ({ edits }: Fix) =>
    edits.every(({ range, newText }) => !/["\\\r\n]/.test(newText) || !strings.some((node) => encloses(node, range)));
  return kept.map(({ fix, suggestions, ...finding }) => ({
    ...finding,
    ...(fix !== undefined && isSafe(fix) ? { fix } : {}),
    ...(suggestions === undefined ? {} : { suggestions: suggestions.filter(isSafe) }),
  }));
}
