import type { CallOccurrence } from '../model/model.ts';
import type { ArgumentNode, CallNode, ValueNode } from '../parser/callNodes.ts';
import type { ArgumentProblem, Tool } from '../schemas/tool.ts';
import type { JsonObject, ValuePath } from '../text/json.ts';
import { nodeBelow } from './callValues.ts';
import { findFirstArgument } from './itemsByName.ts';

/** A call beside the tool it names and what the tool's schema says of its arguments. */
export interface CheckedCall {
  readonly site: CallOccurrence;
  /** Absent if no tool has the name. */
  readonly tool: Tool | undefined;
  /** The arguments as plain values, positional ones under the names they map to. */
  readonly values: JsonObject;
  /** Positional arguments that mapped to no parameter, beyond the schema's last. */
  readonly surplus: readonly ArgumentNode[];
  /** Second and later occurrences of a name, each with the first. */
  readonly duplicates: readonly { readonly first: ArgumentNode; readonly again: ArgumentNode }[];
  /** Empty where the tool is unknown or the call could not be read. */
  readonly problems: readonly ArgumentProblem[];
  /** Arguments given by position, by the names they map to; undefined if there are none. */
  readonly positional: ReadonlyMap<string, ArgumentNode> | undefined;
  /** True for what nearly all calls are: to a known tool, in order, every argument named and complete. */
  readonly isPlain: boolean;
}

/** The position of a value in a call. */
export interface ValueLocation {
  readonly node: ValueNode | undefined;
  readonly argument: ArgumentNode | undefined;
  readonly exact: boolean;
}

/** The node of a value, or of its nearest existing ancestor, by its path in `values`. */
export function nodeAt({ site, positional }: Pick<CheckedCall, 'site' | 'positional'>, path: ValuePath): ValueLocation {
  const [name, ...below] = path;
  const argument = name === undefined ? undefined : argumentNamed(site.call, positional, String(name));
  if (argument === undefined) return { node: undefined, argument: undefined, exact: false };
  return { ...nodeBelow(argument.value, below), argument };
}

/** The first argument of a name, by position or not. */
export function argumentNamed(
  call: CallNode,
  positional: CheckedCall['positional'],
  name: string,
): ArgumentNode | undefined {
  return positional?.get(name) ?? findFirstArgument(call.arguments, name);
}
