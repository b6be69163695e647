import { getToolNameRange, type Range, type Tool, type ToolFile } from '../../core/index.ts';
import type { Coverage, ToolCoverage } from '../../evaluation/index.ts';

/** A tool file with its tools. */
export interface ToolFileNode {
  readonly kind: 'file';
  readonly uri: string;
  /** The format of the tools; undefined where none could be read. */
  readonly format: string | undefined;
  readonly tools: readonly ToolNode[];
}

/** A tool or operation. */
export interface ToolNode {
  readonly kind: 'tool';
  readonly uri: string;
  readonly name: string;
  /** The HTTP operation: `GET /orders/{id}`; empty for other tools. */
  readonly operation: string;
  readonly description: string;
  /** Where the name is. */
  readonly range: Range;
  /** How many shots call it; undefined where no document that uses the file includes it. */
  readonly shots: number | undefined;
  /** The first document that can call it. */
  readonly document: string | undefined;
}

/** The providers whose limits the tools of a file are checked against. */
export interface TargetsNode {
  readonly kind: 'targets';
  readonly uri: string;
  readonly targets: readonly string[];
}

/** One line of the view *Tools*. */
export type ToolViewNode = ToolFileNode | TargetsNode | ToolNode;

/** The tools of a file, those that no shot calls first, then by the number of shots. */
export function toToolFileNode(file: ToolFile, { tools }: Pick<Coverage, 'tools'>): ToolFileNode {
  const measured = new Map(tools.flatMap((tool) => (tool.uri === file.uri ? [[tool.name, tool] as const] : [])));
  const nodes = file.tools.map((tool) => toToolNode(tool, measured.get(tool.name)));
  const order = ({ shots }: ToolNode): number => shots ?? Number.POSITIVE_INFINITY;
  return {
    kind: 'file',
    uri: file.uri,
    format: file.format,
    tools: nodes.toSorted((a, b) => compare(order(a), order(b))),
  };
}

function compare(a: number, b: number): number {
  return a === b ? 0 : a - b;
}

function toToolNode(tool: Tool, measured: ToolCoverage | undefined): ToolNode {
  const { start, end } = getToolNameRange(tool);
  const { lines, uri } = tool.file;
  const { operation } = tool;
  return {
    kind: 'tool',
    uri,
    name: tool.name,
    operation: operation === undefined ? '' : `${operation.method.toUpperCase()} ${operation.path}`,
    description: tool.description,
    range: { start: lines.positionAt(start), end: lines.positionAt(end) },
    shots: measured?.examples.length,
    document: measured?.documents[0],
  };
}

/** How many tools of a file no shot calls, those left aside that no document includes. */
export function countUnused({ tools }: ToolFileNode): number {
  return tools.filter(({ shots }) => shots === 0).length;
}
