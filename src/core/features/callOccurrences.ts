import { positionalNames } from '../callChecks/bindArguments.ts';
import { createOpenValueList, toPlainValue } from '../callChecks/callValues.ts';
import type { CallOccurrence } from '../model/model.ts';
import type { ArgumentNode, CallNode, NameNode, ValueNode } from '../parser/callNodes.ts';
import type { Tool } from '../schemas/tool.ts';
import type { JsonValue } from '../text/json.ts';
import type { TextRange } from '../text/range.ts';
import { listedValues } from './declarations.ts';
import type { EntityOccurrence } from './entity.ts';
import { ITEMS, type ParameterPath, parameterAt } from './parameters.ts';

/** Nested values deeper than this are prose to every feature. */
const MAX_DEPTH = 20;

/**
 * Everything a call names: its tool, its arguments, keys in them, and their plain values, in order. With `listedOnly`
 * values that no schema lists are left out.
 */
export function getCallOccurrences(
  text: string,
  site: CallOccurrence,
  tool: Tool | undefined,
  listedOnly = false,
): readonly EntityOccurrence[] {
  const { call } = site;
  if (call.unreadable === true) return [];
  const role = site.mention ? 'mention' : 'use';
  const toolName = call.name.text;
  const occurrences: EntityOccurrence[] = [
    { entity: { kind: 'tool', name: toolName, tool }, range: call.name, role, site },
  ];

  const addName = (name: NameNode, path: ParameterPath, argument: ArgumentNode): void => {
    occurrences.push({ entity: { kind: 'parameter', toolName, tool, path }, range: name, role, site, argument });
  };
  const addValue = (node: ValueNode, path: ParameterPath, argument: ArgumentNode): void => {
    if (path.length > MAX_DEPTH) return;
    if (node.kind === 'array') {
      for (const item of node.items) addValue(item, [...path, ITEMS], argument);
    } else if (node.kind === 'object') {
      for (const { key, value } of node.entries) {
        addName(key, [...path, key.text], argument);
        addValue(value, [...path, key.text], argument);
      }
    } else if (node.kind === 'string' || node.kind === 'number' || node.kind === 'literal') {
      const value = toPlainValue(node, [], createOpenValueList());
      const listed = tool !== undefined && isListed(tool, path, value);
      if (listedOnly && !listed) return;
      const entity = { kind: 'value' as const, toolName, tool, path, value, listed };
      occurrences.push({ entity, range: getContentRange(text, node), role, site, argument, node });
    }
  };
  for (const { argument, name } of getNamedArguments(call, tool)) {
    if (argument.name !== undefined) addName(argument.name, [argument.name.text], argument);
    if (name !== undefined) addValue(argument.value, [name], argument);
  }
  return occurrences;
}

/** The arguments of a call with the parameters they go to: positional ones in the order of the schema. */
export function getNamedArguments(
  call: CallNode,
  tool: Tool | undefined,
): readonly { readonly argument: ArgumentNode; readonly name: string | undefined }[] {
  const positional = call.arguments.some(({ name }) => name === undefined);
  const names = positional && tool !== undefined ? positionalNames(call, tool) : [];
  let position = 0;
  return call.arguments.map((argument) => {
    const isPositional = argument.name === undefined && argument.value.kind !== 'elided';
    return { argument, name: isPositional ? names[position++] : argument.name?.text };
  });
}

/** What is between a string's quotes; other values whole. */
export function getContentRange(text: string, node: ValueNode): TextRange {
  if (node.kind !== 'string' || node.unquoted === true) return { start: node.start, end: node.end };
  const triple = node.end - node.start >= 6 && /^("""|''')/.test(text.slice(node.start, node.start + 3));
  const width = triple ? 3 : 1;
  return node.end - node.start < 2 * width
    ? { start: node.start, end: node.end }
    : { start: node.start + width, end: node.end - width };
}

const listed = new WeakMap<Tool, Map<string, ReadonlySet<JsonValue>>>();

/** True if a parameter's schema lists a value. Asked for every value of every call, so the answer is kept. */
function isListed(tool: Tool, path: ParameterPath, value: JsonValue): boolean {
  const byPath = listed.get(tool) ?? new Map<string, ReadonlySet<JsonValue>>();
  listed.set(tool, byPath);
  const key = path.join('\0');
  let values = byPath.get(key);
  if (values === undefined) {
    const parameter = parameterAt(tool, path);
    values = new Set(parameter === undefined ? [] : listedValues(parameter));
    byPath.set(key, values);
  }
  return values.has(value);
}
