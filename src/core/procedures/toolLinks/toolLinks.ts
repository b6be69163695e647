import type { FlowNode } from '../flow/flow.ts';
import type { Procedure } from '../procedure.ts';
import { mentionsCall } from './mentions.ts';
import { toolsSaidBy } from './saidTools.ts';
import { createToolGuess, type DescribedTool } from './toolGuess.ts';

/** A tool that a step uses. */
export interface ToolLink {
  readonly tool: string;
  /** `asked`: name and description fit the step best, which a person is to confirm. */
  readonly confidence: 'certain' | 'asked';
  /** The step has the tool's name. */
  readonly isNamed: boolean;
}

/**
 * The tools that each step uses, by the id of its flow node: those whose names it has, else those that its words are
 * surely about, else the one that name and description say fits best. A step that only decides where to go on has none.
 */
export function toolLinksOf(
  { flow }: Procedure,
  tools: readonly DescribedTool[],
  nodes: readonly FlowNode[] = flow.nodes,
): ReadonlyMap<string, readonly ToolLink[]> {
  const names = tools.map(({ name }) => name);
  const guess = createToolGuess(tools);
  const links = new Map<string, readonly ToolLink[]>();
  for (const node of nodes) {
    if (node.isDecision === true) continue;
    const own = linksOf(node, flow.sections[node.section]?.name ?? '', names, guess);
    if (own.length > 0) links.set(node.id, own);
  }
  return links;
}

function linksOf(
  node: FlowNode,
  title: string,
  names: readonly string[],
  guess: (node: FlowNode) => string | undefined,
): readonly ToolLink[] {
  const inCode = node.tools.filter((name) => names.includes(name));
  const mentioned = names.filter((name) => !inCode.includes(name) && mentionsCall(node.text, name));
  const written = [...inCode, ...mentioned];
  if (written.length > 0) return written.map((tool) => ({ tool, confidence: 'certain', isNamed: true }));
  const said = toolsSaidBy(node.text, title, names);
  if (said.length > 0) return said.map((tool) => ({ tool, confidence: 'certain', isNamed: false }));
  const guessed = guess(node);
  return guessed === undefined ? [] : [{ tool: guessed, confidence: 'asked', isNamed: false }];
}
