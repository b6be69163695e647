import { LineIndex } from '../text/lineIndex.ts';
import { acceptLabels } from './acceptance.ts';
import { divide } from './divisions.ts';
import { resolveFences } from './fences.ts';
import { readFrontMatter } from './frontMatter.ts';
import { scanLines } from './lineScan.ts';
import { conflictProblems, encodingProblems } from './textProblems.ts';
import type { FrontMatterNode, ShotsTree } from './tree.ts';
import { buildNodes, type OpeningNode } from './treeBuilder.ts';
import { type ExtraLabels, vocabularyOf } from './vocabulary.ts';

export interface ParseOptions {
  /** Label words the project adds, by role. */
  readonly labels?: ExtraLabels;
  /**
   * `shots-fences` for ordinary Markdown: only what stands in ```` ```shots ```` fences is read, everything else is
   * text that no rule looks at. Default: the whole document.
   */
  readonly read?: 'document' | 'shots-fences';
}

const BYTE_ORDER_MARK = 0xfeff;

/**
 * Parses a shots document into a lossless tree. Every text is a document: what cannot be read becomes text nodes
 * and problems. Takes time linear in the text.
 */
export function parseShots(text: string, options: ParseOptions = {}): ShotsTree {
  const lines = new LineIndex(text);
  const opening = readOpening(text);
  const from = opening.at(-1)?.end ?? 0;
  const scan = scanLines(text, lines, vocabularyOf(options.labels), from);
  const { traits } = scan;
  const { marks, problems } = resolveFences(text, scan, options.read === 'shots-fences');
  const labels = acceptLabels(text, marks, traits);
  const divisions = divide(text, { marks: labels, traits });
  const built = buildNodes(text, divisions, opening);
  return {
    text,
    lines,
    nodes: built.nodes,
    frontMatter: opening.find((node) => node.kind === 'frontMatter'),
    habit: built.habit,
    uniform: traits.uniform,
    texts: built.texts,
    problems: [...encodingProblems(text), ...conflictProblems(scan.conflicts, text), ...problems],
    comments: built.comments,
    escapes: built.escapes,
  };
}

/** Byte order mark and front matter. */
function readOpening(text: string): readonly OpeningNode[] {
  const opening: OpeningNode[] = [];
  if (text.charCodeAt(0) === BYTE_ORDER_MARK) opening.push({ kind: 'bom', start: 0, end: 1 });
  const frontMatter: FrontMatterNode | undefined = readFrontMatter(text, opening.length);
  if (frontMatter !== undefined) opening.push(frontMatter);
  return opening;
}
