import type { Language } from '../../l10n/messages.ts';
import type { FlowNode } from '../flow/flow.ts';
import type { Procedure } from '../procedure.ts';
import { createEdgeLabels, nodeLabel } from './labels.ts';

/** The graph of a procedure as a Mermaid flowchart. */
export function flowMermaid(procedure: Procedure, language: Language): string {
  const { flow } = procedure;
  const names = new Map(flow.nodes.map(({ id }, index) => [id, `n${index}`]));
  const nodes = flow.nodes.map((node) => `  ${names.get(node.id)}${shape(node, nodeLabel(node, procedure, language))}`);
  const edgeLabel = createEdgeLabels(flow, language);
  const edges = flow.edges.map((edge) => {
    const label = edgeLabel(edge);
    const arrow = edge.confidence === 'inferred' ? '-.->' : '-->';
    const middle = label === '' ? arrow : `${arrow}|${quoted(label)}|`;
    return `  ${names.get(edge.from)} ${middle} ${names.get(edge.to)}`;
  });
  return `${['flowchart TD', ...nodes, ...edges].join('\n')}\n`;
}

function shape({ kind, isDecision }: FlowNode, label: string): string {
  if (isDecision === true) return `{${quoted(label)}}`;
  if (kind === 'step') return `[${quoted(label)}]`;
  return kind === 'call' ? `[[${quoted(label)}]]` : `([${quoted(label)}])`;
}

/** Mermaid has entities for what would end a label. */
function quoted(text: string): string {
  const escaped = text.replace(/[#"<>|{}[\]]/g, (character) => `#${character.codePointAt(0)};`);
  return `"${escaped}"`;
}
