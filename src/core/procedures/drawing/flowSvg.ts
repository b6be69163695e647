import type { Language } from '../../l10n/messages.ts';
import type { FlowEdge, FlowNode } from '../flow/flow.ts';
import type { Procedure } from '../procedure.ts';
import { type CoverageState, createNodeDescription } from './description.ts';
import { type LabelPlace, placeLabels, widthOf } from './labelPlaces.ts';
import { createEdgeLabels, nodeLabel } from './labels.ts';
import { type Layout, type LayoutSizes, layoutFlow, type Placement } from './layout.ts';

/** What the shots cover of the drawn procedure; what is in neither set is drawn plainly. */
export interface FlowColors {
  /** Ids of nodes, and edges of `Procedure.flow`. */
  readonly covered: ReadonlySet<string | FlowEdge>;
  readonly uncovered: ReadonlySet<string | FlowEdge>;
}

const WIDTH = 220;
const HEIGHT = 44;
const GAP_Y = 56;
const MARGIN = 24;
const SIZES: LayoutSizes = { node: WIDTH, bend: 12, gap: 40 };
/** Room on the right for loops; what is written at them comes on top. */
const LOOP_ROOM = 34;

/** Colors follow the theme where the drawing is shown in an editor, and are readable on paper otherwise. */
const STYLE = `text{font:12px var(--vscode-font-family,sans-serif);fill:var(--vscode-editor-foreground,#222)}
.box{fill:var(--vscode-editorWidget-background,#fff);stroke:var(--vscode-contrastBorder,var(--vscode-descriptionForeground,#666));stroke-width:1.5}
.covered .box{stroke:var(--vscode-charts-green,#388a34);stroke-width:3}
.uncovered .box{stroke:var(--vscode-testing-iconFailed,var(--vscode-errorForeground,#c72e0f));stroke-width:2;stroke-dasharray:5 3}
.edge{fill:none;stroke:var(--vscode-editor-foreground,#444);stroke-width:1.2}
.inferred{stroke-dasharray:2 3}
.edge.covered{stroke:var(--vscode-charts-green,#388a34);stroke-width:2.5}
.edge.uncovered{stroke:var(--vscode-testing-iconFailed,var(--vscode-errorForeground,#c72e0f));stroke-width:1.5;stroke-dasharray:7 4}
.label{font-size:11px;paint-order:stroke;stroke:var(--vscode-editor-background,#fff);stroke-width:5px;stroke-linejoin:round}
.head{fill:var(--vscode-editor-foreground,#444)}
.head.covered{fill:var(--vscode-charts-green,#388a34)}
.head.uncovered{fill:var(--vscode-testing-iconFailed,var(--vscode-errorForeground,#c72e0f))}
g[tabindex]:focus .box{stroke:var(--vscode-focusBorder,#005fb8);stroke-width:3}`;

/** The graph of a procedure as one SVG picture, for the panel and the command line. */
export function flowSvg(procedure: Procedure, language: Language, colors?: FlowColors): string {
  const { flow } = procedure;
  const layout = layoutFlow(flow, SIZES);
  const height = 2 * MARGIN + layout.rowCount * (HEIGHT + GAP_Y) - GAP_Y;
  const lines = flow.edges.map((edge) => routed(edge, layout));
  const paths = flow.edges.map((edge, index) => pathSvg(edge, lines[index] ?? NOWHERE, colors));
  const edgeLabel = createEdgeLabels(flow, language);
  const places = placeLabels(
    flow.edges.map((edge, index) => ({ text: edgeLabel(edge), ...(lines[index] ?? NOWHERE).label })),
  );
  const labels = places.map(labelSvg);
  const rightmost = places.map(({ text, x, anchor }) => (anchor === 'start' ? x + widthOf(text) : 0));
  const width = Math.ceil(MARGIN + Math.max(MARGIN + layout.width, ...rightmost));
  const describe = createNodeDescription(procedure, language);
  const nodes = flow.nodes.map((node) => {
    const label = nodeLabel(node, procedure, language);
    return nodeSvg(node, centerOf(node.id, layout), label, describe(node, stateOf(node.id, colors)), colors);
  });
  return `<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 ${width} ${height}" width="${width}" height="${height}" role="group">
<style>${STYLE}</style>
<defs>${['', 'covered', 'uncovered'].map(headSvg).join('')}</defs>
${paths.join('\n')}
${nodes.join('\n')}
${labels.join('\n')}
</svg>
`;
}

interface Point {
  readonly x: number;
  readonly y: number;
}

function centerOf(id: string, { placements }: Layout): Point {
  return pointOf(placements.get(id) ?? { row: 0, x: 0 });
}

function pointOf({ row, x }: Placement): Point {
  return { x: MARGIN + x, y: MARGIN + row * (HEIGHT + GAP_Y) + HEIGHT / 2 };
}

function headSvg(state: string): string {
  return `<marker id="head${state}" viewBox="0 0 8 8" refX="7" refY="4" markerUnits="userSpaceOnUse" markerWidth="9" markerHeight="9" orient="auto"><path class="head ${state}" d="M0 0L8 4L0 8z"/></marker>`;
}

function stateOf(part: string | FlowEdge, colors: FlowColors | undefined): CoverageState {
  if (colors?.covered.has(part)) return 'covered';
  return colors?.uncovered.has(part) ? 'uncovered' : undefined;
}

function nodeSvg(
  node: FlowNode,
  { x, y }: Point,
  label: string,
  description: string,
  colors: FlowColors | undefined,
): string {
  const state = stateOf(node.id, colors);
  const radius = node.kind === 'step' || node.kind === 'call' ? 4 : HEIGHT / 2;
  const lines = wrapped(label);
  const first = y - (lines.length - 1) * 7 + 4;
  const texts = lines.map(
    (line, index) => `<text x="${x}" y="${first + index * 14}" text-anchor="middle">${escaped(line)}</text>`,
  );
  const box = `<rect class="box" x="${x - WIDTH / 2}" y="${y - HEIGHT / 2}" width="${WIDTH}" height="${HEIGHT}" rx="${radius}"/>`;
  const names = state === undefined ? node.kind : `${node.kind} ${state}`;
  return `<g class="${names}" data-node="${escaped(node.id)}" data-offset="${node.range.start}" tabindex="0" role="link" aria-label="${escaped(description)}"><title>${escaped(node.text || label)}</title>${box}${texts.join('')}</g>`;
}

/** Punctuation that belongs to the word before it, so that no line begins with it. */
const NEVER_FIRST = '，。；：、）';

/** Two lines at most; Chinese characters are twice as wide as Latin ones. A space between lines ends the first one. */
function wrapped(label: string): readonly string[] {
  const lines: string[] = [];
  let line = '';
  let size = 0;
  for (const word of label.match(/[\p{Script=Han}，。；：、（）]|[^\s\p{Script=Han}，。；：、（）]+\s*|\s+/gu) ?? []) {
    const wide = /\p{Script=Han}|[，。；：、（）]/u.test(word) ? 2 : word.length;
    if (size + wide > 32 && line !== '' && !NEVER_FIRST.includes(word)) {
      lines.push(line.trimStart());
      line = '';
      size = 0;
    }
    line += word;
    size += wide;
  }
  lines.push(line.trim());
  return lines.length <= 2 ? lines : [lines[0] ?? '', `${lines[1] ?? ''}…`];
}

/** The line of an edge, and where its words are written. */
interface Line {
  readonly d: string;
  readonly label: Omit<LabelPlace, 'text'>;
}

const NOWHERE: Line = { d: '', label: { x: 0, y: 0, anchor: 'middle' } };

function pathSvg(edge: FlowEdge, { d }: Line, colors: FlowColors | undefined): string {
  const state = stateOf(edge, colors);
  const look = state ?? (edge.confidence === 'inferred' ? 'inferred' : '');
  return `<path class="edge ${look}" d="${d}" marker-end="url(#head${state ?? ''})"/>`;
}

/** Drawn last, with an outline in the color of the paper, so that no line crosses the words. */
function labelSvg({ text, x, y, anchor }: LabelPlace): string {
  return text === '' ? '' : `<text class="label" x="${x}" y="${y}" text-anchor="${anchor}">${escaped(text)}</text>`;
}

function routed(edge: FlowEdge, layout: Layout): Line {
  const from = centerOf(edge.from, layout);
  const to = centerOf(edge.to, layout);
  if (to.y <= from.y) return backward(from, to, rightOf(from, to, layout));
  return downward(from, (layout.bends.get(edge) ?? []).map(pointOf), to);
}

/** Straight through the rows it passes, curved between them. A short edge is named at its end, a long one at its start. */
function downward(from: Point, bends: readonly Point[], to: Point): Line {
  const start = { x: from.x, y: from.y + HEIGHT / 2 };
  const end = { x: to.x, y: to.y - HEIGHT / 2 };
  const stops = [
    start,
    ...bends.flatMap(({ x, y }) => [
      { x, y: y - HEIGHT / 2 },
      { x, y: y + HEIGHT / 2 },
    ]),
    end,
  ];
  const parts = stops.slice(1).map((stop, index) => {
    const before = stops[index] ?? start;
    if (stop.x === before.x) return `V${stop.y}`;
    const middle = (before.y + stop.y) / 2;
    return `C${before.x} ${middle} ${stop.x} ${middle} ${stop.x} ${stop.y}`;
  });
  const [bend] = bends;
  const label =
    bend === undefined
      ? { x: Math.round((start.x + 2 * end.x) / 3), y: Math.round(end.y - 16) }
      : { x: Math.round((start.x + 2 * bend.x) / 3), y: Math.round(start.y + 20) };
  return { d: `M${start.x} ${start.y}${parts.join('')}`, label: { ...label, anchor: 'middle' } };
}

/** The right side of everything between two rows. */
function rightOf(from: Point, to: Point, { placements }: Layout): number {
  const between = [...placements.values()].map(pointOf).filter(({ y }) => to.y <= y && y <= from.y);
  return Math.max(...between.map(({ x }) => x + WIDTH / 2));
}

/** A loop leaves and arrives at the right side, and passes everything there. */
function backward(from: Point, to: Point, right: number): Line {
  const startX = from.x + WIDTH / 2;
  const endX = to.x + WIDTH / 2;
  const out = right + LOOP_ROOM;
  const startY = from.y + 8;
  const endY = to.y - 8;
  const d = `M${startX} ${startY}C${out} ${startY} ${out} ${endY} ${endX} ${endY}`;
  // The curve itself stays a quarter short of where it is drawn to.
  return { d, label: { x: out, y: Math.round((startY + endY) / 2) + 4, anchor: 'start' } };
}

function escaped(text: string): string {
  return text.replace(/[&<>"']/g, (character) => `&#${character.charCodeAt(0)};`);
}
