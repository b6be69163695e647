import type { LineIndex } from '../../text/lineIndex.ts';
import type { TextRange } from '../../text/range.ts';
import type { Procedure } from '../procedure.ts';

/** The graph of a procedure as data for other programs: offsets are given as lines and columns counted from one. */
export function flowJson({ uri, lines, flow }: Procedure): string {
  const place = (range: TextRange) => placeOf(lines, range);
  const data = {
    uri,
    sections: flow.sections.map(({ name, start, range }) => ({ name, start, range: place(range) })),
    nodes: flow.nodes.map((node) => ({ ...node, range: place(node.range) })),
    edges: flow.edges.map((edge) => ({
      ...edge,
      range: place(edge.range),
      ...(edge.reference === undefined ? {} : { reference: place(edge.reference) }),
    })),
    rules: flow.rules.map((rule) => ({ ...rule, range: place(rule.range) })),
    references: flow.references.map((reference) => ({ ...reference, range: place(reference.range) })),
  };
  return `${JSON.stringify(data, undefined, 2)}\n`;
}

function placeOf(lines: LineIndex, { start, end }: TextRange) {
  const at = (offset: number) => {
    const { line, character } = lines.positionAt(offset);
    return { line: line + 1, column: character + 1 };
  };
  return { start: at(start), end: at(end) };
}
