import { type CallChecker, checkShot, createCallChecker } from '../../callChecks/checkCalls.ts';
import type { CheckedCall } from '../../callChecks/checkedCall.ts';
import { visitValues } from '../../callChecks/visitValues.ts';
import type { CallOccurrence, Shot } from '../../model/model.ts';
import type {
  ArgumentNode,
  CallNode,
  ElidedNode,
  ObjectNode,
  PlaceholderNode,
  ValueNode,
} from '../../parser/callNodes.ts';
import type { ToolCatalog } from '../../schemas/tool.ts';
import type { TextRange } from '../../text/range.ts';
import type { LongNumbers } from './longNumbers.ts';

/** A value of a call together with the call. */
export interface ValueInCall<Node extends ValueNode> {
  readonly checked: CheckedCall;
  readonly node: Node;
}

/** A call that holds a long number. */
export interface CallWithLongNumber {
  readonly checked: CheckedCall;
  /** The first number in it, by its place among all of the document. */
  readonly number: number;
}

/** The calls, and values in them, that some rule may have to say something about; nearly all others are in order. */
export interface CallsByProblem {
  /** Calls that name no loaded tool. */
  readonly ofUnknownTools: readonly CheckedCall[];
  /** Calls, not mentions, that are not written as `name(…)`. */
  readonly inOtherForms: readonly CallOccurrence[];
  /** Calls written so that the parser had to remark on it. */
  readonly withParseProblems: readonly CheckedCall[];
  /** Calls whose arguments break their tool's schema. */
  readonly withSchemaProblems: readonly CheckedCall[];
  /** Calls with arguments given by position, or too many of them. */
  readonly positional: readonly CheckedCall[];
  /** Calls that give a name twice. */
  readonly withDuplicates: readonly CheckedCall[];
  /** Calls in which a long number begins, wrong or not. */
  readonly withLongNumbers: readonly CallWithLongNumber[];
  readonly placeholders: readonly ValueInCall<PlaceholderNode>[];
  readonly elided: readonly ValueInCall<ElidedNode>[];
  /** Objects with two entries or more. */
  readonly objects: readonly ValueInCall<ObjectNode>[];
}

/** A selection while it is made. */
interface CallLists extends CallsByProblem {
  readonly ofUnknownTools: CheckedCall[];
  readonly inOtherForms: CallOccurrence[];
  readonly withParseProblems: CheckedCall[];
  readonly withSchemaProblems: CheckedCall[];
  readonly positional: CheckedCall[];
  readonly withDuplicates: CheckedCall[];
  readonly withLongNumbers: CallWithLongNumber[];
  readonly placeholders: ValueInCall<PlaceholderNode>[];
  readonly elided: ValueInCall<ElidedNode>[];
  readonly objects: ValueInCall<ObjectNode>[];
}

/** Sorts a document's calls by what can be the matter with them: once, for all the rules about calls. */
export interface CallIndexer {
  readonly calls: CallsByProblem;
  readonly checker: CallChecker;
}

/** Begins to sort out the calls of a document. */
export function createCallIndexer(catalog: ToolCatalog, numbers: LongNumbers): CallIndexer {
  const lists = createCallLists();
  const numberIn = createNumberFinder(numbers);
  const includesPlain = (call: CallNode) => numberIn(call) !== undefined;
  const checker = createCallChecker(catalog, includesPlain, (checked) => {
    const { site } = checked;
    const number = numberIn(site.call);
    if (number !== undefined) lists.withLongNumbers.push({ checked, number });
    if (site.call.form !== 'expression' && !site.mention) lists.inOtherForms.push(site);
    if (!checked.isPlain) addCall(lists, checked);
  });
  return { calls: lists, checker };
}

function createCallLists(): CallLists {
  return {
    ofUnknownTools: [],
    inOtherForms: [],
    withParseProblems: [],
    withSchemaProblems: [],
    positional: [],
    withDuplicates: [],
    withLongNumbers: [],
    placeholders: [],
    elided: [],
    objects: [],
  };
}

/** Takes the calls of the document's next shot into account. */
export function indexCalls({ checker }: CallIndexer, shot: Shot): void {
  checkShot(checker, shot);
}

/** Finds the first number that begins in a call. Calls come in order, but for those that a block's prose mentions. */
function createNumberFinder({ starts }: LongNumbers): (call: TextRange) => number | undefined {
  let next = 0;
  return ({ start, end }) => {
    while ((starts[next - 1] ?? -1) >= start) next--;
    while ((starts[next] ?? end) < start) next++;
    return (starts[next] ?? end) < end ? next : undefined;
  };
}

function addCall(lists: CallLists, checked: CheckedCall): void {
  const { call } = checked.site;
  if (checked.tool === undefined) lists.ofUnknownTools.push(checked);
  if (call.problems.length > 0) lists.withParseProblems.push(checked);
  if (checked.problems.length > 0) lists.withSchemaProblems.push(checked);
  if (checked.duplicates.length > 0) lists.withDuplicates.push(checked);
  let isNamed = true;
  let isPlain = true;
  for (const argument of call.arguments) {
    isNamed &&= argument.name !== undefined;
    isPlain &&= isPlainValue(argument);
  }
  if (!isNamed) lists.positional.push(checked);
  if (!isPlain) addValues(lists, checked);
}

function isPlainValue({ value: { kind } }: ArgumentNode): boolean {
  return kind === 'string' || kind === 'number' || kind === 'literal';
}

function addValues({ placeholders, elided, objects }: CallLists, checked: CheckedCall): void {
  visitValues(checked.site.call, (node) => {
    if (node.kind === 'placeholder') placeholders.push({ checked, node });
    else if (node.kind === 'elided') elided.push({ checked, node });
    else if (node.kind === 'object' && node.entries.length > 1) objects.push({ checked, node });
  });
}
