import { type Flow, type FlowEdge, type FlowNode, parseProcedure } from '../../src/core/index.ts';

/** Where the expected graph of a fixture begins. */
const MARK = '<!-- graph';

/** A procedure of the fixtures, and its expected graph, one fact per line. */
export interface FlowFixture {
  readonly text: string;
  readonly expected: string;
}

export function readFlowFixture(source: string): FlowFixture {
  const at = source.indexOf(MARK);
  const expected = at === -1 ? '' : source.slice(at + MARK.length, source.indexOf('-->', at));
  return { text: at === -1 ? source : source.slice(0, at), expected: expected.trim() };
}

/** The graph of a procedure as text: its nodes, edges, rules, references and findings. */
export function flowText(text: string): string {
  const { flow, lineKinds } = parseProcedure('file:///procedure.sop.md', text);
  const kinds = ['meta', 'note', 'rule', 'unread', 'spoken'] as const;
  const lines = kinds.flatMap((kind) => {
    const numbers = lineKinds.flatMap((other, line) => (other === kind ? [line + 1] : []));
    return numbers.length === 0 ? [] : [`lines ${kind} ${numbers.join(' ')}`];
  });
  return [...lines, ...flow.nodes.filter(isShown).map(nodeText), ...flow.edges.map(edgeText), ...restOf(flow)].join(
    '\n',
  );
}

function isShown({ kind }: FlowNode): boolean {
  return kind === 'step' || kind === 'call';
}

function nodeText(node: FlowNode): string {
  const details = [
    ...node.actors.map((actor) => `@${actor}`),
    ...node.tools.map((tool) => `tool=${tool}`),
    ...node.limits.map((limit) => `limit=${limit}`),
    ...node.says.map((say) => `say=${say}`),
    ...(node.asks.length === 0 ? [] : [`asks=${node.asks.length}`]),
  ];
  return [`${node.id} ${node.kind}: ${node.text.replace(/\s+/g, ' ')}`, ...details].join(' | ');
}

function edgeText({ from, to, kind, condition, limit, confidence }: FlowEdge): string {
  const parts = [
    `${from} -> ${to} | ${kind}`,
    ...(condition === undefined ? [] : [condition]),
    ...(limit === undefined ? [] : [`at most ${limit}`]),
  ];
  return `${parts.join(' | ')}${confidence === 'inferred' ? ' (i)' : ''}`;
}

function restOf({ rules, references, branchProblems }: Flow): readonly string[] {
  return [
    ...rules.map(({ kind, text }) => `rule ${kind}: ${text}`),
    ...references.map(({ label, target, problem }) => `reference ${label}: ${target ?? problem ?? ''}`),
    ...branchProblems.map(({ kind, amount }) => `${kind}: ${amount}`),
  ];
}
