import type { JsonObject, JsonValue } from '../../text/json.ts';
import { isObject, member } from '../../text/json.ts';

const pointers = new WeakMap<object, string>();
const lookups = new WeakMap<JsonObject, (name: string) => JsonValue | undefined>();

/** Remembers where a schema is in the bundle it is a part of. */
export function setSchemaPointer(schema: object, pointer: string): void {
  pointers.set(schema, pointer);
}

/** Where a schema is in its bundle: a JSON pointer below a tool's parameters. The root's where it is unknown. */
export function getSchemaPointer(schema: object): string {
  return pointers.get(schema) ?? '';
}

/** Remembers how the definitions of a bundle are found without putting all of them together. */
export function setDefinitionLookup(root: JsonObject, lookup: (name: string) => JsonValue | undefined): void {
  lookups.set(root, lookup);
}

/** A definition of a bundle, or of any schema that has `$defs`. */
export function getDefinition(root: JsonObject, name: string): JsonValue | undefined {
  const lookup = lookups.get(root);
  if (lookup !== undefined) return lookup(name);
  const definitions = member(root, '$defs');
  return isObject(definitions) ? member(definitions, name) : undefined;
}

const unchecked = new WeakSet<object>();

/**
 * Remembers that a schema lacks a part of what was declared, since that cannot be followed or read: whether a value
 * satisfies it is not known then, only whether it fails what is left.
 */
export function markUnchecked(schema: object): void {
  unchecked.add(schema);
}

/** True if a part of what a schema declares was left out of the bundle. */
export function isUnchecked(schema: object): boolean {
  return unchecked.has(schema);
}

const synthetic = new WeakSet<object>();

/** Remembers that a schema was made for checking: it says itself what it expects, at the pointer it has. */
export function markSynthetic(schema: object): void {
  synthetic.add(schema);
}

export function isSynthetic(schema: object): boolean {
  return synthetic.has(schema);
}
