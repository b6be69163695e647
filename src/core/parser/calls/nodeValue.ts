import type { JsonObject, JsonValue } from '../../text/json.ts';
import type { ValueNode } from '../callNodes.ts';

/**
 * Represents a value that is not known: a placeholder, something left out, text that is not a value. It satisfies every
 * type. It is one object, recognised by identity. A validator takes it for an empty object, so its callers drop the
 * errors at such a value (`isAnyValue`), and those of a choice between schemas around one (`hasAnyValue`).
 */
export const anyValue: JsonObject = Object.freeze({});

export function isAnyValue(value: JsonValue | undefined): boolean {
  return value === anyValue;
}

/** True if the value is, or somewhere within holds, one that is not known. */
export function hasAnyValue(value: JsonValue): boolean {
  if (value === anyValue) return true;
  if (value === null || typeof value !== 'object') return false;
  return Object.values(value).some((inner: JsonValue) => hasAnyValue(inner));
}

/** The plain value a node represents. Of two entries with one key the last counts, as in JSON and Python. */
export function nodeValue(node: ValueNode): JsonValue {
  switch (node.kind) {
    case 'string':
    case 'number':
    case 'literal':
      return node.value;
    case 'array':
      return node.items.map(nodeValue);
    case 'object':
      return node.elided === undefined ? objectOf(node.entries.map(({ key, value }) => [key.text, value])) : anyValue;
    case 'placeholder':
    case 'elided':
    case 'invalid':
      return anyValue;
  }
}

/** An object of named values. `__proto__` is a name like any other. */
export function objectOf(entries: readonly (readonly [name: string, value: ValueNode])[]): JsonObject {
  const object: Record<string, JsonValue> = {};
  for (const [name, node] of entries) {
    const value = nodeValue(node);
    if (name === '__proto__')
      Object.defineProperty(object, name, { value, enumerable: true, writable: true, configurable: true });
    else object[name] = value;
  }
  return object;
}
