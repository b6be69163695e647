import type { Position, SelectionRange } from 'vscode-languageserver-types';
import type { FileKind } from '../host.ts';
import { blockAt, roundAt, shotAt } from '../model/lookup.ts';
import type { ArgumentNode, CallNode, ValueNode } from '../parser/callNodes.ts';
import { encloses, type TextRange, touches } from '../text/range.ts';
import { getContentRange } from './callOccurrences.ts';
import type { FeatureContext, ShotsContext } from './context.ts';
import { toolDeclaration } from './declarations.ts';
import { entityAt } from './entities.ts';
import { toRange } from './ranges.ts';
import type { FeatureServices } from './services.ts';

/** What a selection grows to, step by step: name, value, argument, call, line, block, round, shot, document. */
export async function selectionRanges(
  services: FeatureServices,
  uri: string,
  positions: readonly Position[],
  kind: FileKind | undefined,
): Promise<readonly SelectionRange[]> {
  const context = await services.load(uri, kind);
  if (context === undefined) return positions.map((position) => ({ range: { start: position, end: position } }));
  return positions.map((position) => selectionRange(context, context.lines.offsetAt(position)));
}

function selectionRange(context: FeatureContext, offset: number): SelectionRange {
  const line = context.lines.lineAt(offset);
  const ranges: TextRange[] = [
    { start: 0, end: context.text.length },
    ...(context.kind === 'shots' ? shotsRanges(context, offset) : []),
    ...(context.kind === 'procedure' ? context.subject.procedure.steps.flatMap((step) => [step, step.content]) : []),
    ...(context.kind === 'tools' ? context.subject.file.tools.map((tool) => toolDeclaration(tool).whole) : []),
    trimmed(context.text, { start: context.lines.lineStart(line), end: context.lines.lineEnd(line) }),
  ];
  const entity = entityAt(context, offset);
  if (entity !== undefined) ranges.push(entity.range);
  const around = ranges.filter((range) => touches(range, offset) && range.start < range.end);
  around.sort((a, b) => b.end - b.start - (a.end - a.start));
  let selection: SelectionRange | undefined;
  let outer: TextRange | undefined;
  for (const range of around) {
    // A selection only grows: what would cut across the one before it is left out.
    const isStep = outer === undefined || (encloses(outer, range) && range.end - range.start < outer.end - outer.start);
    if (!isStep) continue;
    outer = range;
    selection = { range: toRange(context.lines, range), ...(selection === undefined ? {} : { parent: selection }) };
  }
  const position = context.lines.positionAt(offset);
  return selection ?? { range: { start: position, end: position } };
}

function shotsRanges({ text, subject }: ShotsContext, offset: number): readonly TextRange[] {
  const shot = shotAt(subject.document, offset);
  if (shot === undefined) return [];
  const round = roundAt(shot, offset);
  const block = blockAt(shot, offset);
  const calls = shot.blocks.flatMap((candidate) => [...candidate.calls, ...candidate.mentions]);
  const call = calls.find((candidate) => touches(candidate, offset));
  return [
    shot,
    ...(round === undefined ? [] : [round]),
    ...(block === undefined
      ? []
      : [block, block.content, ...block.fences, ...block.fences.map(({ content }) => content)]),
    ...(call === undefined ? [] : callRanges(text, call, offset)),
  ];
}

function callRanges(text: string, call: CallNode, offset: number): readonly TextRange[] {
  const ranges: TextRange[] = [call, call.argumentsRange];
  const visit = (node: ArgumentNode | ValueNode): void => {
    if (!touches(node, offset)) return;
    ranges.push(node);
    if (!('kind' in node)) visit(node.value);
    else if (node.kind === 'array') node.items.forEach(visit);
    else if (node.kind === 'object') {
      for (const entry of node.entries) {
        ranges.push(entry);
        visit(entry.value);
      }
    } else ranges.push(getContentRange(text, node));
  };
  call.arguments.forEach(visit);
  return ranges;
}

function trimmed(text: string, { start, end }: TextRange): TextRange {
  const line = text.slice(start, end);
  const from = start + line.length - line.trimStart().length;
  return { start: Math.min(from, end), end: Math.max(from, start + line.trimEnd().length) };
}
