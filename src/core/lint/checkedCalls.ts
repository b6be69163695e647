import type { Block, CallSite, Round, Shot, ShotsDocument } from '../model/model.ts';
import type { ArgumentNode, CallNode } from '../parser/callNodes.ts';
import { checkArguments } from '../schemas/arguments.ts';
import { propertyTypes } from '../schemas/shape.ts';
import type { ArgumentProblem, JsonValue, Tool, ToolCatalog, ValuePath } from '../schemas/tool.ts';
import { encloses } from '../text/range.ts';
import { type GapList, nodeBelow, plainValue, setOwn } from './callValues.ts';
import type { CheckedCall } from './checkedCall.ts';

/** Every call and mention of a document, in order, beside what its tool's schema says of it. */
export function checkCalls(document: ShotsDocument, catalog: ToolCatalog): readonly CheckedCall[] {
  const checked: CheckedCall[] = [];
  for (const shot of document.shots) {
    const rounds = roundsByBlock(shot);
    for (const block of shot.blocks) {
      const round = rounds.get(block);
      for (const call of block.calls) checked.push(checkCall({ call, block, round, shot, mention: false }, catalog));
      for (const call of block.mentions) checked.push(checkCall({ call, block, round, shot, mention: true }, catalog));
    }
  }
  return checked;
}

function roundsByBlock(shot: Shot): ReadonlyMap<Block, Round> {
  return new Map(shot.rounds.flatMap((round) => round.blocks.map((block) => [block, round] as const)));
}

const NOTHING: readonly never[] = [];

/** Checks one call. Positional arguments go to the tool's parameters in the order of its schema. */
export function checkCall(site: CallSite, catalog: ToolCatalog): CheckedCall {
  const { call } = site;
  const tool = call.unreadable === true ? undefined : catalog.get(call.name.text);
  const bound = bindArguments(call, tool);
  const gaps: GapList = { any: [], partial: bound.elided ? [[]] : [] };
  const values: Record<string, JsonValue> = {};
  for (const [name, argument] of bound.arguments) {
    setOwn(values, name, plainValue(argument.value, [name], gaps));
    if (tool !== undefined && isFreeText(argument) && !takesText(tool, name)) gaps.any.push([name]);
  }
  return {
    site,
    tool,
    values,
    surplus: bound.surplus,
    duplicates: bound.duplicates,
    problems: tool === undefined ? NOTHING : reliable(call, checkArguments(tool, values, gaps)),
    nodeAt: (path) => nodeAt(bound.arguments, path),
  };
}

interface Bound {
  /** The first argument of each name, positional ones under the names they map to. */
  readonly arguments: ReadonlyMap<string, ArgumentNode>;
  readonly surplus: readonly ArgumentNode[];
  readonly duplicates: CheckedCall['duplicates'];
  /** True if a `...` stands for any other arguments. */
  readonly elided: boolean;
}

function bindArguments(call: CallNode, tool: Tool | undefined): Bound {
  const named = new Map<string, ArgumentNode>();
  const surplus: ArgumentNode[] = [];
  const duplicates: CheckedCall['duplicates'][number][] = [];
  let names: readonly string[] | undefined;
  let position = 0;
  let elided = false;
  for (const argument of call.arguments) {
    if (argument.name === undefined && argument.value.kind === 'elided') {
      elided = true;
      continue;
    }
    if (argument.name === undefined) names ??= tool === undefined ? NOTHING : positionalNames(call, tool);
    const name = argument.name?.text ?? names?.[position++];
    const first = name === undefined ? undefined : named.get(name);
    if (name === undefined) surplus.push(argument);
    else if (first !== undefined) duplicates.push({ first, again: argument });
    else named.set(name, argument);
  }
  // Free text in brackets is never an error by itself, and without a tool nobody knows what is too much.
  const counted = call.form === 'bracket' || tool === undefined ? NOTHING : surplus;
  return { arguments: named, surplus: counted, duplicates, elided };
}

/** The names positional arguments go to. Free text is the tool's only required string, where there is just one. */
export function positionalNames(call: CallNode, tool: Tool): readonly string[] {
  const names = tool.parameterNames;
  const [only, ...others] = call.arguments;
  if (only === undefined || others.length > 0 || !isFreeText(only)) return names;
  const needed = tool.required.length === 1 ? tool.required : names;
  const text = needed.find((name) => takesText(tool, name));
  return text === undefined ? names : [text];
}

function isFreeText({ value }: ArgumentNode): boolean {
  return value.kind === 'string' && value.unquoted === true;
}

function takesText(tool: Tool, name: string): boolean {
  const types = propertyTypes(tool.parameters, name);
  return types === undefined || types.includes('string');
}

function nodeAt(bound: Bound['arguments'], path: ValuePath): ReturnType<CheckedCall['nodeAt']> {
  const [name, ...below] = path;
  const argument = name === undefined ? undefined : bound.get(String(name));
  if (argument === undefined) return { node: undefined, argument: undefined, exact: false };
  return { ...nodeBelow(argument.value, below), argument };
}

/**
 * A call that was mended while it was read may have lost arguments (a string without an end swallows them), so their
 * absence proves nothing. An argument that is merely no value is there, though.
 */
function reliable(call: CallNode, problems: readonly ArgumentProblem[]): readonly ArgumentProblem[] {
  if (problems.length === 0 || call.problems.length === 0) return problems;
  const broken = call.problems.some(
    (problem) =>
      problem.kind === 'syntax' &&
      !call.arguments.some(({ value }) => value.kind !== 'string' && encloses(value, problem)),
  );
  return broken ? problems.filter(({ kind }) => kind !== 'missing') : problems;
}
