import type { DocumentSymbol } from 'vscode-languageserver-types';
import type { FileKind } from '../host.ts';
import type { CallNode } from '../parser/callNodes.ts';
import type { Procedure, Step } from '../procedures/procedure.ts';
import { sidesOf } from '../procedures/sides.ts';
import type { TextRange } from '../text/range.ts';
import type { ProcedureContext, ShotsContext, ToolsContext } from './context.ts';
import { toolDeclaration } from './declarations.ts';
import { type OutlineItem, outlineOf } from './outline.ts';
import { toOffsets, toRange } from './ranges.ts';
import type { FeatureServices } from './services.ts';
import { symbolKinds } from './symbolKinds.ts';

/** The longest name of a step in UTF-16 units; an outline is a narrow column. */
const MAX_NAME = 60;

/** A document's outline: headings, shots, rounds and calls; tools with their parameters; steps with their sub-steps. */
export async function documentSymbols(
  services: FeatureServices,
  uri: string,
  kind: FileKind | undefined,
): Promise<readonly DocumentSymbol[]> {
  const context = await services.load(uri, kind);
  switch (context?.kind) {
    case 'shots':
      return outlineOf(context.subject.document, services.language()).map((item) => shotsSymbol(context, item));
    case 'procedure':
      return stepSymbols(context);
    case 'tools':
      return toolSymbols(context);
    default:
      return [];
  }
}

function shotsSymbol(context: ShotsContext, item: OutlineItem): DocumentSymbol {
  const { name, detail, range, selection } = item;
  const calls = item.kind === 'round' ? callSymbols(context, toOffsets(context.lines, item.range)) : [];
  const children = [...item.children.map((child) => shotsSymbol(context, child)), ...calls];
  return symbol(name, detail, symbolKinds[item.kind], range, selection, children);
}

function callSymbols(context: ShotsContext, round: TextRange): readonly DocumentSymbol[] {
  const { shots } = context.subject.document;
  const shot = shots.findLast(({ start }) => start <= round.start);
  const calls = shot?.blocks.flatMap((block) => block.calls) ?? [];
  return calls
    .filter((call) => round.start <= call.start && call.end <= round.end)
    .map((call) => callSymbol(context, call));
}

function callSymbol({ lines, text }: ShotsContext, call: CallNode): DocumentSymbol {
  const { start, end } = call.argumentsRange;
  const detail = shorten(text.slice(start, end));
  // The outline wants the name within the whole, which a call of two labels in one block need not give.
  const whole = { start: Math.min(call.start, call.name.start), end: Math.max(call.end, call.name.end) };
  return symbol(
    shorten(call.name.text) || '()',
    detail,
    symbolKinds.call,
    toRange(lines, whole),
    toRange(lines, call.name),
    [],
  );
}

function stepSymbols({ lines, text, subject }: ProcedureContext): readonly DocumentSymbol[] {
  const conditions = conditionsOf(subject.procedure);
  const roots: DocumentSymbol[] = [];
  const open: { readonly number: string; readonly symbol: DocumentSymbol }[] = [];
  for (const step of subject.procedure.steps) {
    const words = shorten(text.slice(step.content.start, step.content.end));
    const made = symbol(
      `${step.number} ${words}`.trim(),
      shorten(conditions.get(step) ?? ''),
      symbolKinds.step,
      toRange(lines, step),
      toRange(lines, step.marker),
      [],
    );
    while (open.length > 0 && !step.number.startsWith(`${open.at(-1)?.number}.`)) open.pop();
    const parent = open.at(-1)?.symbol;
    if (parent === undefined) roots.push(made);
    else parent.children?.push(made);
    open.push({ number: step.number, symbol: made });
  }
  return roots.map(enclosing);
}

/** The conditions that each step decides on, in the author's words. */
function conditionsOf(procedure: Procedure): ReadonlyMap<Step, string> {
  const conditions = new Map<Step, Set<string>>();
  for (const { step, condition } of sidesOf(procedure)) {
    if (step === undefined || condition === undefined) continue;
    conditions.set(step, (conditions.get(step) ?? new Set()).add(condition));
  }
  return new Map([...conditions].map(([step, texts]) => [step, [...texts].join(' / ')]));
}

/** Sub-steps come after their step's own text, but belong to it. */
function enclosing(made: DocumentSymbol): DocumentSymbol {
  const children = made.children?.map(enclosing) ?? [];
  const last = children.at(-1);
  return last === undefined ? made : { ...made, children, range: { start: made.range.start, end: last.range.end } };
}

function toolSymbols({ lines, subject }: ToolsContext): readonly DocumentSymbol[] {
  return subject.file.tools.map((tool) => {
    const { range, whole } = toolDeclaration(tool);
    // The operation costs nothing to show, where to put the schemas of thousands of tools together does.
    const { operation } = tool;
    const detail =
      operation === undefined ? tool.parameterNames.join(', ') : `${operation.method.toUpperCase()} ${operation.path}`;
    const start = Math.min(whole.start, range.start);
    const outer = { start, end: Math.max(whole.end, range.end) };
    return symbol(tool.name, detail, symbolKinds.tool, toRange(lines, outer), toRange(lines, range), []);
  });
}

function symbol(
  name: string,
  detail: string,
  kind: DocumentSymbol['kind'],
  range: DocumentSymbol['range'],
  selectionRange: DocumentSymbol['range'],
  children: readonly DocumentSymbol[],
): DocumentSymbol {
  return { name, detail, kind, range, selectionRange, children: [...children] };
}

function shorten(text: string): string {
  const line = text.trim().split(/\r?\n/, 1)[0] ?? '';
  const characters = [...line.slice(0, MAX_NAME * 2)];
  return characters.length > MAX_NAME ? `${characters.slice(0, MAX_NAME - 1).join('')}…` : line;
}
