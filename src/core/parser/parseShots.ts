import { LineIndex } from '../text/lineIndex.ts';
import { withExampleLines } from './context/exampleLines.ts';
import { withJsonSteps } from './context/jsonSteps.ts';
import { resolveContext } from './context/resolveContext.ts';
import { conflictProblems, encodingProblems } from './encodingProblems.ts';
import type { ScanSummary } from './fast/scanSummary.ts';
import { resolveFences } from './fences.ts';
import { readFrontMatter } from './frontMatter.ts';
import { resolveLabels } from './labelResolution.ts';
import { scanLines } from './lineScan.ts';
import type { ActiveToken } from './lineTokens.ts';
import { resolveSeparators } from './separators.ts';
import type { FrontMatterNode, ShotsTree } from './tree.ts';
import { buildNodes, type OpeningNode } from './treeBuilder.ts';
import { type RecordedTurns, readRecordedTurns } from './turns/index.ts';
import { withBlocks, withUnlabelledParts } from './unlabelled/index.ts';
import { closeLastBlock } from './unlabelled/lastBlock.ts';
import { findRequests } from './unlabelled/requests.ts';
import { type ExtraLabels, getVocabulary } from './vocabulary.ts';

/** Options of parsing a shots document; each has a default. */
export interface ParseOptions {
  /** Label words the project adds, by role. */
  readonly labels?: ExtraLabels;
  /**
   * `shots-fences` for ordinary Markdown: only what is in ```` ```shots ```` fences is read, everything else is
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
  const scan = scanLines(text, lines, getVocabulary(options.labels), from);
  const { summary } = scan;
  const recorded = options.read === 'shots-fences' ? undefined : readRecordedTurns(text, from, scan.tokens);
  if (recorded !== undefined) return buildRecorded(text, lines, opening, recorded);
  const fenced = resolveFences(text, scan, options.read === 'shots-fences');
  const isChat = isDeclaredChat(text, opening);
  const { steps, examples } = summary;
  const divided = examples.length === 0 ? fenced.tokens : withExampleLines(text, fenced.tokens, examples);
  const stepped = steps.length === 0 ? divided : withJsonSteps(text, divided, steps);
  const whole = withUnlabelledParts(text, stepped, summary);
  if (whole !== stepped) summary.divides ||= whole.some(({ kind }) => kind === 'heading');
  const known = summary.contextual || isChat ? resolveContext(text, whole, isChat) : undefined;
  if (known !== undefined) applyContext(summary, whole, known.tokens);
  const labelled = resolveLabels(text, known?.tokens ?? whole, summary);
  const labels = withBlocks(labelled, findRequests(text, labelled));
  closeLastBlock(text, labels);
  const resolved = resolveSeparators(text, { tokens: labels, summary });
  const built = buildNodes(text, resolved, opening);
  return {
    text,
    lines,
    read: options.read ?? 'document',
    turns: 'labels',
    nodes: built.nodes,
    frontMatter: opening.find((node) => node.kind === 'frontMatter'),
    detectedStyle: built.detectedStyle,
    uniform: summary.uniform,
    texts: built.texts,
    problems: [
      ...encodingProblems(text),
      ...conflictProblems(scan.conflicts, text),
      ...fenced.problems,
      ...(known?.problems ?? []),
    ],
    comments: built.comments,
    escapes: built.escapes,
  };
}

/** The tree of recorded conversation: its turns are the blocks, and what is between them says nothing. */
function buildRecorded(
  text: string,
  lines: LineIndex,
  opening: readonly OpeningNode[],
  { tokens, kind }: RecordedTurns,
): ShotsTree {
  const built = buildNodes(text, tokens, opening, 'preamble');
  return {
    text,
    lines,
    read: 'document',
    turns: kind,
    nodes: built.nodes,
    frontMatter: opening.find((node) => node.kind === 'frontMatter'),
    detectedStyle: built.detectedStyle,
    uniform: true,
    texts: built.texts,
    problems: encodingProblems(text),
    comments: built.comments,
    escapes: built.escapes,
  };
}

/** What the scan has seen is no longer true of labels that have other roles or are gone. */
function applyContext(summary: ScanSummary, before: readonly ActiveToken[], after: readonly ActiveToken[]): void {
  if (before.length === after.length && before.every((token, index) => token === after[index])) return;
  summary.uniform = false;
  summary.divides ||= after.some(({ kind }) => kind === 'heading');
}

const CHAT_STYLE = /^style:[ \t]*["']?chat["']?[ \t]*(?:#.*)?$/m;

function isDeclaredChat(text: string, opening: readonly OpeningNode[]): boolean {
  const node = opening.find(({ kind }) => kind === 'frontMatter');
  return node?.kind === 'frontMatter' && CHAT_STYLE.test(text.slice(node.yaml.start, node.yaml.end));
}

/** Byte order mark and front matter. */
function readOpening(text: string): readonly OpeningNode[] {
  const opening: OpeningNode[] = [];
  if (text.charCodeAt(0) === BYTE_ORDER_MARK) opening.push({ kind: 'bom', start: 0, end: 1 });
  const frontMatter: FrontMatterNode | undefined = readFrontMatter(text, opening.length);
  if (frontMatter !== undefined) opening.push(frontMatter);
  return opening;
}
