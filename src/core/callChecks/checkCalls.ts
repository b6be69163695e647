import { findRound } from '../model/callOccurrences.ts';
import type { Block, CallOccurrence, Round, Shot, ShotsDocument } from '../model/model.ts';
import type { ArgumentNode, CallNode } from '../parser/callNodes.ts';
import { type ArgumentCheck, createArgumentCheck } from '../schemas/arguments.ts';
import type { ArgumentProblem, Tool, ToolCatalog } from '../schemas/tool.ts';
import type { JsonObject } from '../text/json.ts';
import { encloses, type TextRange } from '../text/range.ts';
import { bindArguments } from './bindArguments.ts';
import { type CheckedCall, nodeAt } from './checkedCall.ts';

/** Every call and mention of a document, in order, beside what its tool's schema says of it. */
export function checkCalls({ shots }: ShotsDocument, catalog: ToolCatalog): readonly CheckedCall[] {
  const checked: CheckedCall[] = [];
  const checking = createCallChecker(catalog, ALL, (one) => checked.push(one));
  for (const shot of shots) checkShot(checking, shot);
  return checked;
}

const ALL = () => true;

/** What checking the calls of one document takes, made once. */
export interface CallChecker {
  readonly calleeOf: CalleeLookup;
  /** Plain calls that are in order are nearly all there are: says which of these are handed over, besides all others. */
  readonly includesPlain: (call: CallNode) => boolean;
  readonly visit: (checked: CheckedCall) => void;
}

/** Begins to check the calls of a document. */
export function createCallChecker(
  catalog: ToolCatalog,
  includesPlain: CallChecker['includesPlain'],
  visit: CallChecker['visit'],
): CallChecker {
  return { calleeOf: createCalleeLookup(catalog), includesPlain, visit };
}

/** Checks the calls and mentions of the document's next shot. */
export function checkShot(checking: CallChecker, shot: Shot): void {
  for (const block of shot.blocks) {
    const { calls, mentions } = block;
    // Most blocks hold none, and going through a list that is empty costs as much as a call.
    if (calls.length > 0) for (const call of calls) checkNext(checking, call, block, shot);
    if (mentions.length > 0) for (const call of mentions) checkFully(checking, call, block, shot, true);
  }
}

function checkNext(checking: CallChecker, call: CallNode, block: Block, shot: Shot): void {
  const { values } = call;
  const callee = values === undefined ? undefined : checking.calleeOf(call.name.text);
  if (values === undefined || callee === undefined) {
    checkFully(checking, call, block, shot, false);
    return;
  }
  const problems = callee.check(values);
  if (problems.length === 0 && !checking.includesPlain(call)) return;
  checking.visit(new PlainCheck(call, block, shot, callee.tool, values, problems));
}

function checkFully({ calleeOf, visit }: CallChecker, call: CallNode, block: Block, shot: Shot, mention: boolean) {
  visit(check({ call, block, round: findRound(shot, block), shot, mention }, calleeOf));
}

const NOTHING: readonly never[] = [];

/** The tool that calls of one name go to, and the check of its arguments. */
interface Callee {
  readonly tool: Tool;
  readonly check: ArgumentCheck;
}

type CalleeLookup = (name: string) => Callee | undefined;

/** Thousands of calls go to a handful of tools: each is looked up once. */
function createCalleeLookup(catalog: ToolCatalog): CalleeLookup {
  const known = new Map<string, Callee | undefined>();
  return (name) => {
    let callee = known.get(name);
    if (callee === undefined && !known.has(name)) {
      const tool = catalog.get(name);
      callee = tool === undefined ? undefined : { tool, check: createArgumentCheck(tool) };
      known.set(name, callee);
    }
    return callee;
  };
}

/** Checks one call. Positional arguments go to the tool's parameters in the order of its schema. */
export function checkCall(site: CallOccurrence, catalog: ToolCatalog): CheckedCall {
  return check(site, createCalleeLookup(catalog));
}

function check(site: CallOccurrence, calleeOf: CalleeLookup): CheckedCall {
  const { call } = site;
  const callee = call.unreadable === true ? undefined : calleeOf(call.name.text);
  const tool = callee?.tool;
  const { values, openValues, positional, surplus, duplicates, isPlain } = bindArguments(call, tool);
  const found = callee === undefined ? NOTHING : callee.check(values, openValues);
  const problems = getReliableProblems({ site, positional }, found);
  const isInOrder = isPlain && callee !== undefined && problems.length === 0 && call.problems.length === 0;
  return { site, tool, values, surplus, duplicates, problems, positional, isPlain: isInOrder };
}

/**
 * The quick way for nearly all calls, those of which every argument is named once and complete: what is checked of such
 * a call and the place it has, in one object, without room for what it cannot have.
 */
class PlainCheck implements CheckedCall, CallOccurrence {
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

  get site(): CallOccurrence {
    return this;
  }

  get round(): Round | undefined {
    return findRound(this.shot, this.block);
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

/**
 * A call that was repaired while it was read may have lost arguments (a string without an end swallows them), so their
 * absence proves nothing. A named argument that is merely no value is there, though. A value with a bracket that is never
 * closed has another type than its author meant.
 */
function getReliableProblems(
  checked: Pick<CheckedCall, 'site' | 'positional'>,
  problems: readonly ArgumentProblem[],
): readonly ArgumentProblem[] {
  const { call } = checked.site;
  if (problems.length === 0 || call.problems.length === 0) return problems;
  const starts = new Set(call.problems.filter(({ kind }) => kind === 'syntax').map(({ start }) => start));
  if (starts.size === 0) return problems;
  const present = call.arguments.filter(({ name, value }) => name !== undefined && value.kind !== 'string');
  const isBroken = call.problems.some((problem) => problem.kind === 'syntax' && !isInValue(present, problem));
  return problems.filter(({ kind, path }) => {
    if (kind === 'missing') return !isBroken;
    if (kind === 'unknown') return true;
    const { node, exact } = nodeAt(checked, path);
    return !exact || node === undefined || !starts.has(node.start);
  });
}

/** True if a range lies in the value of one of several arguments, which are in the order of the text. */
function isInValue(items: readonly ArgumentNode[], range: TextRange): boolean {
  let low = 0;
  let high = items.length;
  while (low < high) {
    const middle = (low + high) >> 1;
    if ((items[middle]?.value.start ?? 0) <= range.start) low = middle + 1;
    else high = middle;
  }
  const value = items[low - 1]?.value;
  return value !== undefined && encloses(value, range);
}
