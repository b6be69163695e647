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
import type { TextRange } from '../text/range.ts';
import type { CheckedCall } from './checkedCall.ts';
import { type CallChecking, checkShot, newChecking } from './checkedCalls.ts';
import type { LongNumbers } from './longNumbers.ts';
import { visitValues } from './valueWalk.ts';

/** A value of a call together with the call. */
export interface ValueOf<Node extends ValueNode> {
  readonly checked: CheckedCall;
  readonly node: Node;
}

/** A call that holds a long number. */
export interface NumberedCall {
  readonly checked: CheckedCall;
  /** The first number in it, by its place among all of the document. */
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
  /** Calls in which a long number begins, wrong or not. */
  readonly numbered: readonly NumberedCall[];
  readonly placeholders: readonly ValueOf<PlaceholderNode>[];
  readonly elided: readonly ValueOf<ElidedNode>[];
  /** Objects with two entries or more. */
  readonly objects: readonly ValueOf<ObjectNode>[];
}

/** A selection while it is made. */
interface Selected extends NotableCalls {
  readonly unknown: CheckedCall[];
  readonly remarked: CheckedCall[];
  readonly broken: CheckedCall[];
  readonly positional: CheckedCall[];
  readonly repeating: CheckedCall[];
  readonly numbered: NumberedCall[];
  readonly placeholders: ValueOf<PlaceholderNode>[];
  readonly elided: ValueOf<ElidedNode>[];
  readonly objects: ValueOf<ObjectNode>[];
}

/** Sorts a document's calls by what can be the matter with them: once, for all the rules about calls. */
export interface CallSelection {
  readonly selected: NotableCalls;
  readonly checking: CallChecking;
}

/** Begins to sort out the calls of a document. */
export function newCallSelection(catalog: ToolCatalog, numbers: LongNumbers): CallSelection {
  const selected = nothingSelected();
  const numberIn = numberFinder(numbers);
  const wants = (call: CallNode) => numberIn(call) !== undefined;
  const checking = newChecking(catalog, wants, (checked) => {
    const number = numberIn(checked.site.call);
    if (number !== undefined) selected.numbered.push({ checked, number });
    if (!checked.isPlain) addCall(selected, checked);
  });
  return { selected, checking };
}

function nothingSelected(): Selected {
  return {
    unknown: [],
    remarked: [],
    broken: [],
    positional: [],
    repeating: [],
    numbered: [],
    placeholders: [],
    elided: [],
    objects: [],
  };
}

/** Takes the calls of the document's next shot into account. */
export function addCalls({ checking }: CallSelection, shot: Shot): void {
  checkShot(checking, shot);
}

/** Finds the first number that begins in a call. Calls come in order, but for those that a block's prose mentions. */
function numberFinder({ starts }: LongNumbers): (call: TextRange) => number | undefined {
  let next = 0;
  return ({ start, end }) => {
    while ((starts[next - 1] ?? -1) >= start) next--;
    while ((starts[next] ?? end) < start) next++;
    return (starts[next] ?? end) < end ? next : undefined;
  };
}

function addCall(selected: Selected, checked: CheckedCall): void {
  const { call } = checked.site;
  if (checked.tool === undefined) selected.unknown.push(checked);
  if (call.problems.length > 0) selected.remarked.push(checked);
  if (checked.problems.length > 0) selected.broken.push(checked);
  if (checked.duplicates.length > 0) selected.repeating.push(checked);
  let isNamed = true;
  let isPlain = true;
  for (const argument of call.arguments) {
    isNamed &&= argument.name !== undefined;
    isPlain &&= isPlainValue(argument);
  }
  if (!isNamed) selected.positional.push(checked);
  if (!isPlain) addValues(selected, checked);
}

function isPlainValue({ value: { kind } }: ArgumentNode): boolean {
  return kind === 'string' || kind === 'number' || kind === 'literal';
}

function addValues({ placeholders, elided, objects }: Selected, checked: CheckedCall): void {
  visitValues(checked.site.call, (node) => {
    if (node.kind === 'placeholder') placeholders.push({ checked, node });
    else if (node.kind === 'elided') elided.push({ checked, node });
    else if (node.kind === 'object' && node.entries.length > 1) objects.push({ checked, node });
  });
}
