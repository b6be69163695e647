import type { Shot } from '../model/model.ts';
import type {
  ArgumentNode,
  CallNode,
  ElidedNode,
  ObjectNode,
  PlaceholderNode,
  ValueNode,
} from '../parser/callNodes.ts';
import type { ToolCatalog } from '../schemas/tool.ts';
import type { CheckedCall } from './checkedCall.ts';
import { type Callees, calleesIn, checkShot } from './checkedCalls.ts';
import type { LongNumbers } from './longNumbers.ts';
import { visitValues } from './valueWalk.ts';

/** A value of a call together with the call. */
export interface ValueOf<Node extends ValueNode> {
  readonly checked: CheckedCall;
  readonly node: Node;
}

export interface NumberedCall {
  readonly checked: CheckedCall;
  readonly number: number;
}

/** The calls, and values in them, that some rule may have to say something about; nearly all others are in order. */
export interface NotableCalls {
  /** Calls that name no loaded tool. */
  readonly unknown: readonly CheckedCall[];
  /** Calls written so that the parser had to remark on it. */
  readonly remarked: readonly CheckedCall[];
  /** Calls whose arguments break their tool's schema. */
  readonly broken: readonly CheckedCall[];
  /** Calls with arguments given by position, or too many of them. */
  readonly positional: readonly CheckedCall[];
  /** Calls that give a name twice. */
  readonly repeating: readonly CheckedCall[];
  /** Calls that hold a long number, each with the first of its numbers by its place among all. */
  readonly numbered: readonly NumberedCall[];
  readonly placeholders: readonly ValueOf<PlaceholderNode>[];
  readonly elided: readonly ValueOf<ElidedNode>[];
  /** Objects with two entries or more. */
  readonly objects: readonly ValueOf<ObjectNode>[];
}

/** A selection while it is made. */
export interface CallSelection {
  readonly calleeOf: Callees;
  readonly numbers: LongNumbers;
  readonly unknown: CheckedCall[];
  readonly remarked: CheckedCall[];
  readonly broken: CheckedCall[];
  readonly positional: CheckedCall[];
  readonly repeating: CheckedCall[];
  readonly numbered: NumberedCall[];
  /** Calls with values that are more than strings, numbers and literals, or less. */
  readonly withValues: CheckedCall[];
  /** The long number the walk has come to. */
  number: number;
}

/** Begins to sort out the calls of a document. */
export function newCallSelection(catalog: ToolCatalog, numbers: LongNumbers): CallSelection {
  return {
    calleeOf: calleesIn(catalog),
    numbers,
    unknown: [],
    remarked: [],
    broken: [],
    positional: [],
    repeating: [],
    numbered: [],
    withValues: [],
    number: 0,
  };
}

/** Takes the calls of the document's next shot into account. */
export function addCalls(selection: CallSelection, shot: Shot): void {
  const holdsNumber = (call: CallNode) => isNumbered(selection, call);
  checkShot(shot, selection.calleeOf, holdsNumber, (checked) => {
    if (isNumbered(selection, checked.site.call)) {
      selection.numbered.push({ checked, number: selection.number });
    }
    if (!checked.isPlain) addCall(selection, checked);
  });
}

/** True if a long number begins in a call. Calls come in order, but for those that a block's prose mentions. */
function isNumbered(selection: CallSelection, { start, end }: CallNode): boolean {
  const { starts } = selection.numbers;
  let { number } = selection;
  while ((starts[number - 1] ?? -1) >= start) number--;
  while ((starts[number] ?? end) < start) number++;
  selection.number = number;
  return (starts[number] ?? end) < end;
}

function addCall(selection: CallSelection, checked: CheckedCall): void {
  const { call } = checked.site;
  if (checked.tool === undefined) selection.unknown.push(checked);
  if (call.problems.length > 0) selection.remarked.push(checked);
  if (checked.problems.length > 0) selection.broken.push(checked);
  if (checked.duplicates.length > 0) selection.repeating.push(checked);
  let isNamed = true;
  let isPlain = true;
  for (const argument of call.arguments) {
    isNamed &&= argument.name !== undefined;
    isPlain &&= isPlainValue(argument);
  }
  if (!isNamed) selection.positional.push(checked);
  if (!isPlain) selection.withValues.push(checked);
}

/** What was selected, once all shots were taken into account. */
export function selectedCalls({ withValues, ...selection }: CallSelection): NotableCalls {
  return { ...selection, ...notableValues(withValues) };
}

function isPlainValue({ value: { kind } }: ArgumentNode): boolean {
  return kind === 'string' || kind === 'number' || kind === 'literal';
}

function notableValues(calls: readonly CheckedCall[]): Pick<NotableCalls, 'placeholders' | 'elided' | 'objects'> {
  const placeholders: ValueOf<PlaceholderNode>[] = [];
  const elided: ValueOf<ElidedNode>[] = [];
  const objects: ValueOf<ObjectNode>[] = [];
  for (const checked of calls) {
    visitValues(checked.site.call, (node) => {
      if (node.kind === 'placeholder') placeholders.push({ checked, node });
      else if (node.kind === 'elided') elided.push({ checked, node });
      else if (node.kind === 'object' && node.entries.length > 1) objects.push({ checked, node });
    });
  }
  return { placeholders, elided, objects };
}
