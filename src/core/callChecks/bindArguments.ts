import type { ArgumentNode, CallNode } from '../parser/callNodes.ts';
import { getPropertyTypes } from '../schemas/objectShape.ts';
import type { Tool } from '../schemas/tool.ts';
import type { JsonObject, JsonValue } from '../text/json.ts';
import { createOpenValueList, isComplete, type OpenValueList, setOwn, toPlainValue } from './callValues.ts';
import { argumentNamed, type CheckedCall } from './checkedCall.ts';

const NOTHING: readonly never[] = [];

/** The arguments of a call under the names of the tool's parameters. */
export interface BoundArguments {
  /** The value of the first argument of each name, positional ones under the names they map to. */
  readonly values: JsonObject;
  readonly openValues: OpenValueList;
  readonly positional: CheckedCall['positional'];
  readonly surplus: readonly ArgumentNode[];
  readonly duplicates: CheckedCall['duplicates'];
  /** True if every argument has a name of its own and a complete value. */
  readonly isPlain: boolean;
}

/** Arguments while they are bound. Lists that nearly all calls leave empty are created on first use. */
interface Binding {
  readonly call: CallNode;
  readonly tool: Tool | undefined;
  readonly values: Record<string, JsonValue>;
  readonly openValues: OpenValueList;
  positional: Map<string, ArgumentNode> | undefined;
  surplus: ArgumentNode[] | undefined;
  duplicates: CheckedCall['duplicates'][number][] | undefined;
}

/** Binds the arguments of a call to names. Positional ones go to the tool's parameters in the order of its schema. */
export function bindArguments(call: CallNode, tool: Tool | undefined): BoundArguments {
  const binding: Binding = {
    call,
    tool,
    values: {},
    openValues: createOpenValueList(),
    positional: undefined,
    surplus: undefined,
    duplicates: undefined,
  };
  let names: readonly string[] | undefined;
  let position = 0;
  let isNamed = true;
  for (const argument of call.arguments) {
    const { name, value } = argument;
    isNamed &&= name !== undefined && !isFreeText(argument);
    if (name !== undefined) bind(binding, argument, name.text);
    else if (value.kind === 'elided') binding.openValues.partial.push([]);
    else {
      names ??= tool === undefined ? NOTHING : positionalNames(call, tool);
      bind(binding, argument, names[position++]);
    }
  }
  const { values, openValues, positional, surplus = NOTHING, duplicates } = binding;
  // Free text in brackets is never an error by itself, and without a tool nobody knows what is too much.
  const counted = call.form === 'bracket' || tool === undefined ? NOTHING : surplus;
  const isPlain = isNamed && duplicates === undefined && isComplete(openValues);
  return { values, openValues, positional, surplus: counted, duplicates: duplicates ?? NOTHING, isPlain };
}

function bind(binding: Binding, argument: ArgumentNode, name: string | undefined): void {
  const { call, tool, values, openValues } = binding;
  if (name === undefined) {
    binding.surplus ??= [];
    binding.surplus.push(argument);
    return;
  }
  if (Object.hasOwn(values, name)) {
    binding.duplicates ??= [];
    binding.duplicates.push({ first: argumentNamed(call, binding.positional, name) ?? argument, again: argument });
    return;
  }
  if (argument.name === undefined) {
    binding.positional ??= new Map();
    binding.positional.set(name, argument);
  }
  setOwn(values, name, toPlainValue(argument.value, [name], openValues));
  if (tool !== undefined && isFreeText(argument) && !takesText(tool, name)) openValues.any.push([name]);
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

function isFreeText({ name, value }: ArgumentNode): boolean {
  return name === undefined && value.kind === 'string' && value.unquoted === true;
}

function takesText(tool: Tool, name: string): boolean {
  const types = getPropertyTypes(tool.parameters, name);
  return types === undefined || types.includes('string');
}
