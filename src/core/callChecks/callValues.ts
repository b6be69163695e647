import type { EntryNode, ValueNode } from '../parser/callNodes.ts';
import type { OpenValues } from '../schemas/validation/openValues.ts';
import type { JsonValue, ValuePath } from '../text/json.ts';
import { findLastEntry } from './itemsByName.ts';

/** Values nested deeper than this are taken as left open: no schema worth checking goes as far. */
const MAX_DEPTH = 200;

/** Open values while they are collected, and repeated keys. */
export interface OpenValueList extends OpenValues {
  readonly any: ValuePath[];
  readonly partial: ValuePath[];
  /** True if an object has a key twice. */
  repeats: boolean;
}

export function createOpenValueList(): OpenValueList {
  return { any: [], partial: [], repeats: false };
}

/** True if a value holds nothing that was left open and no key twice. */
export function isComplete({ any, partial, repeats }: OpenValueList): boolean {
  return any.length === 0 && partial.length === 0 && !repeats;
}

/** The plain value of a node. What the author left open becomes null, and its path is recorded. */
export function toPlainValue(node: ValueNode, path: (string | number)[], openValues: OpenValueList): JsonValue {
  switch (node.kind) {
    case 'string':
    case 'number':
    case 'literal':
      return node.value;
    case 'array':
      return path.length > MAX_DEPTH ? open(path, openValues) : plainList(node.items, path, openValues);
    case 'object':
      if (node.elided !== undefined) openValues.partial.push([...path]);
      return path.length > MAX_DEPTH ? open(path, openValues) : plainObject(node.entries, path, openValues);
    default:
      return open(path, openValues);
  }
}

function open(path: ValuePath, openValues: OpenValueList): null {
  openValues.any.push([...path]);
  return null;
}

function plainList(items: readonly ValueNode[], path: (string | number)[], openValues: OpenValueList): JsonValue {
  return items.map((item, index) => {
    if (item.kind === 'elided') openValues.partial.push([...path]);
    path.push(index);
    const value = toPlainValue(item, path, openValues);
    path.pop();
    return value;
  });
}

function plainObject(entries: readonly EntryNode[], path: (string | number)[], openValues: OpenValueList): JsonValue {
  const object: Record<string, JsonValue> = {};
  for (const { key, value } of entries) {
    path.push(key.text);
    openValues.repeats ||= Object.hasOwn(object, key.text);
    setOwn(object, key.text, toPlainValue(value, path, openValues));
    path.pop();
  }
  return object;
}

/** Sets an object's own member, also where its name is one that assignment would treat differently. */
export function setOwn(object: Record<string, JsonValue>, name: string, value: JsonValue): void {
  if (name === '__proto__') {
    Object.defineProperty(object, name, { value, enumerable: true, configurable: true, writable: true });
  } else {
    object[name] = value;
  }
}

/** The node at the end of a path below a value, or the last one on the way that exists. */
export function nodeBelow(value: ValueNode, path: ValuePath): { readonly node: ValueNode; readonly exact: boolean } {
  let node = value;
  for (const step of path) {
    const next = inner(node, step);
    if (next === undefined) return { node, exact: false };
    node = next;
  }
  return { node, exact: true };
}

function inner(node: ValueNode, step: string | number): ValueNode | undefined {
  if (node.kind === 'array') return typeof step === 'number' ? node.items[step] : undefined;
  if (node.kind !== 'object') return undefined;
  return findLastEntry(node.entries, step)?.value;
}
