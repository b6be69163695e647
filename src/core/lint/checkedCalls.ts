import type { Block, CallSite, Round, Shot, ShotsDocument } from '../model/model.ts';
import { roundAround } from '../model/sites.ts';
import type { ArgumentNode, CallNode } from '../parser/callNodes.ts';
import { type ArgumentCheck, argumentCheck } from '../schemas/arguments.ts';
import { propertyTypes } from '../schemas/shape.ts';
import type { ArgumentProblem, JsonObject, JsonValue, Tool, ToolCatalog } from '../schemas/tool.ts';
import { encloses } from '../text/range.ts';
import { type GapList, isComplete, newGaps, plainValue, setOwn } from './callValues.ts';
import { argumentNamed, type CheckedCall } from './checkedCall.ts';

/** Every call and mention of a document, in order, beside what its tool's schema says of it. */
export function checkCalls({ shots }: ShotsDocument, catalog: ToolCatalog): readonly CheckedCall[] {
  const checked: CheckedCall[] = [];
  const checking = newChecking(catalog, ALL, (one) => checked.push(one));
  for (const shot of shots) checkShot(checking, shot);
  return checked;
}

const ALL = () => true;

/** What checking the calls of one document takes, made once. */
export interface CallChecking {
  readonly calleeOf: Callees;
  /** Plain calls that are in order are nearly all there are: says which of these are handed over, besides all others. */
  readonly wants: (call: CallNode) => boolean;
  readonly visit: (checked: CheckedCall) => void;
}

/** Begins to check the calls of a document. */
export function newChecking(
  catalog: ToolCatalog,
  wants: CallChecking['wants'],
  visit: CallChecking['visit'],
): CallChecking {
  return { calleeOf: calleesIn(catalog), wants, visit };
}

/** Checks the calls and mentions of the document's next shot. */
export function checkShot(checking: CallChecking, shot: Shot): void {
  for (const block of shot.blocks) {
    const { calls, mentions } = block;
    // Most blocks hold none, and going through a list that is empty costs as much as a call.
    if (calls.length > 0) for (const call of calls) checkNext(checking, call, block, shot);
    if (mentions.length > 0) for (const call of mentions) checkClosely(checking, call, block, shot, true);
  }
}

function checkNext(checking: CallChecking, call: CallNode, block: Block, shot: Shot): void {
  const { values } = call;
  const callee = values === undefined ? undefined : checking.calleeOf(call.name.text);
  if (values === undefined || callee === undefined) {
    checkClosely(checking, call, block, shot, false);
    return;
  }
  const problems = callee.check(values);
  if (problems.length === 0 && !checking.wants(call)) return;
  checking.visit(new PlainCheck(call, block, shot, callee.tool, values, problems));
}

function checkClosely({ calleeOf, visit }: CallChecking, call: CallNode, block: Block, shot: Shot, mention: boolean) {
  visit(check({ call, block, round: roundAround(shot, block), shot, mention }, calleeOf));
}

const NOTHING: readonly never[] = [];

/** The tool that calls of one name go to, and the check of its arguments. */
interface Callee {
  readonly tool: Tool;
  readonly check: ArgumentCheck;
}

type Callees = (name: string) => Callee | undefined;

/** Thousands of calls go to a handful of tools: each is looked up once. */
function calleesIn(catalog: ToolCatalog): Callees {
  const known = new Map<string, Callee | undefined>();
  return (name) => {
    let callee = known.get(name);
    if (callee === undefined && !known.has(name)) {
      const tool = catalog.get(name);
      callee = tool === undefined ? undefined : { tool, check: argumentCheck(tool) };
      known.set(name, callee);
    }
    return callee;
  };
}

/** Checks one call. Positional arguments go to the tool's parameters in the order of its schema. */
export function checkCall(site: CallSite, catalog: ToolCatalog): CheckedCall {
  return check(site, calleesIn(catalog));
}

function check(site: CallSite, calleeOf: Callees): CheckedCall {
  const { call } = site;
  const callee = call.unreadable === true ? undefined : calleeOf(call.name.text);
  const tool = callee?.tool;
  const { values, gaps, positional, surplus, duplicates, isPlain } = bindNodes(call, tool);
  const problems = callee === undefined ? NOTHING : reliable(call, callee.check(values, gaps));
  const isInOrder = isPlain && callee !== undefined && problems.length === 0 && call.problems.length === 0;
  return { site, tool, values, surplus, duplicates, problems, positional, isPlain: isInOrder };
}

/**
 * The quick way for nearly all calls, those of which every argument is named once and complete: what is checked of such
 * a call and the place it has, in one object, without room for what it cannot have.
 */
class PlainCheck implements CheckedCall, CallSite {
  readonly call: CallNode;
  readonly block: Block;
  readonly shot: Shot;
  readonly tool: Tool;
  readonly values: JsonObject;
  readonly problems: readonly ArgumentProblem[];

  constructor(
    call: CallNode,
    block: Block,
    shot: Shot,
    tool: Tool,
    values: JsonObject,
    problems: readonly ArgumentProblem[],
  ) {
    this.call = call;
    this.block = block;
    this.shot = shot;
    this.tool = tool;
    this.values = values;
    this.problems = problems;
  }

  get site(): CallSite {
    return this;
  }

  get round(): Round | undefined {
    return roundAround(this.shot, this.block);
  }

  get mention(): false {
    return false;
  }

  get isPlain(): boolean {
    return this.problems.length === 0;
  }

  get positional(): undefined {
    return undefined;
  }

  get surplus(): readonly never[] {
    return NOTHING;
  }

  get duplicates(): readonly never[] {
    return NOTHING;
  }
}

interface Bound {
  /** The value of the first argument of each name, positional ones under the names they map to. */
  readonly values: JsonObject;
  /** Undefined if nothing was left open. */
  readonly gaps: GapList | undefined;
  readonly positional: CheckedCall['positional'];
  readonly surplus: readonly ArgumentNode[];
  readonly duplicates: CheckedCall['duplicates'];
  /** True if every argument has a name of its own and a complete value. */
  readonly isPlain: boolean;
}

function bindNodes(call: CallNode, tool: Tool | undefined): Bound {
  const values: Record<string, JsonValue> = {};
  const gaps = newGaps();
  let positional: Map<string, ArgumentNode> | undefined;
  let names: readonly string[] | undefined;
  let surplus: ArgumentNode[] | undefined;
  let duplicates: CheckedCall['duplicates'][number][] | undefined;
  let position = 0;
  let isNamed = true;
  for (const argument of call.arguments) {
    let name = argument.name?.text;
    isNamed &&= name !== undefined && !isFreeText(argument);
    if (name === undefined) {
      if (argument.value.kind === 'elided') {
        gaps.partial.push([]);
        continue;
      }
      names ??= tool === undefined ? NOTHING : positionalNames(call, tool);
      name = names[position++];
    }
    if (name === undefined) {
      surplus ??= [];
      surplus.push(argument);
    } else if (Object.hasOwn(values, name)) {
      const first = argumentNamed(call, positional, name) ?? argument;
      duplicates ??= [];
      duplicates.push({ first, again: argument });
    } else {
      if (argument.name === undefined) positional = (positional ?? new Map<string, ArgumentNode>()).set(name, argument);
      setOwn(values, name, plainValue(argument.value, [name], gaps));
      if (tool !== undefined && isFreeText(argument) && !takesText(tool, name)) gaps.any.push([name]);
    }
  }
  // Free text in brackets is never an error by itself, and without a tool nobody knows what is too much.
  const counted = call.form === 'bracket' || tool === undefined ? NOTHING : (surplus ?? NOTHING);
  const isPlain = isNamed && duplicates === undefined && isComplete(gaps);
  return { values, gaps, positional, surplus: counted, duplicates: duplicates ?? NOTHING, isPlain };
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
