import type { CallSite } from '../model/model.ts';
import type { ArgumentNode, ValueNode } from '../parser/callNodes.ts';
import type { ArgumentProblem, JsonObject, Tool, ValuePath } from '../schemas/tool.ts';

/** A call beside the tool it names and what the tool's schema says of its arguments. */
export interface CheckedCall {
  readonly site: CallSite;
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
  /** The node of a value, or of its nearest existing ancestor, by its path in `values`. */
  nodeAt(path: ValuePath): {
    readonly node: ValueNode | undefined;
    readonly argument: ArgumentNode | undefined;
    readonly exact: boolean;
  };
}
