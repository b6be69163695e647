import { type FoldingRange, FoldingRangeKind } from 'vscode-languageserver-types';
import type { FileKind } from '../host.ts';
import type { Block } from '../model/model.ts';
import type { LineIndex } from '../text/lineIndex.ts';
import type { TextRange } from '../text/range.ts';
import type { ProcedureContext, ShotsContext, ToolsContext } from './context.ts';
import { toolDeclaration } from './declarations.ts';
import type { FeatureServices } from './services.ts';

/** Blocks that fold for themselves where they take more lines than this: what came back may be long. */
const LONG_BLOCK = 3;

/** What can be folded: front matter, comments, shots, rounds, long blocks and fences; steps; tools. */
export async function foldingRanges(
  services: FeatureServices,
  uri: string,
  kind: FileKind | undefined,
): Promise<readonly FoldingRange[]> {
  const context = await services.load(uri, kind);
  switch (context?.kind) {
    case 'shots':
      return distinct(shotsFolds(context));
    case 'procedure':
      return distinct(stepFolds(context));
    case 'tools':
      return distinct(toolFolds(context));
    default:
      return [];
  }
}

function shotsFolds({ lines, subject }: ShotsContext): readonly FoldingRange[] {
  const { document } = subject;
  const folds: FoldingRange[] = [];
  const add = (range: TextRange, kind?: FoldingRange['kind']): void => {
    const fold = foldOf(lines, range, kind);
    if (fold !== undefined) folds.push(fold);
  };
  if (document.tree.frontMatter !== undefined) add(document.tree.frontMatter, FoldingRangeKind.Region);
  for (const comment of document.tree.comments) add(comment, FoldingRangeKind.Comment);
  for (const shot of document.shots) {
    add({ start: shot.heading?.start ?? shot.request?.start ?? shot.start, end: shot.end });
    for (const round of shot.rounds) add(round);
    for (const block of shot.blocks) {
      if (isLong(lines, block)) add(block);
      for (const fence of block.fences) add(fence);
      for (const call of block.calls) add(call);
    }
  }
  return folds;
}

function isLong(lines: LineIndex, { start, content }: Block): boolean {
  return lines.lineAt(content.end) - lines.lineAt(start) >= LONG_BLOCK;
}

function stepFolds({ lines, subject }: ProcedureContext): readonly FoldingRange[] {
  const { steps } = subject.procedure;
  return steps.flatMap((step, index) => {
    const under = steps.slice(index + 1).findIndex(({ number }) => !number.startsWith(`${step.number}.`));
    const last = under === -1 ? steps.at(-1) : steps[index + under];
    return foldOf(lines, { start: step.start, end: last?.end ?? step.end }) ?? [];
  });
}

function toolFolds({ lines, subject }: ToolsContext): readonly FoldingRange[] {
  return subject.file.tools.flatMap((tool) => foldOf(lines, toolDeclaration(tool).whole) ?? []);
}

function foldOf(lines: LineIndex, { start, end }: TextRange, kind?: FoldingRange['kind']): FoldingRange | undefined {
  const startLine = lines.lineAt(start);
  const last = lines.lineAt(end);
  // A range that ends with a line break ends with the line before it.
  const endLine = lines.lineStart(last) === end ? last - 1 : last;
  if (endLine <= startLine) return undefined;
  return kind === undefined ? { startLine, endLine } : { startLine, endLine, kind };
}

/** Of several folds that begin on one line with the same end only one is of use. */
function distinct(folds: readonly FoldingRange[]): readonly FoldingRange[] {
  const byLines = new Map(folds.map((fold) => [`${fold.startLine}:${fold.endLine}`, fold]));
  return [...byLines.values()].sort((a, b) => a.startLine - b.startLine || b.endLine - a.endLine);
}
