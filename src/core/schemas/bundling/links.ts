import { isObject, member } from '../pointer.ts';
import type { JsonObject, JsonValue } from '../tool.ts';

const pointers = new WeakMap<object, string>();
const lookups = new WeakMap<JsonObject, (name: string) => JsonValue | undefined>();

/** Remembers where a schema stands in the bundle it is a part of. */
export function setSchemaPointer(schema: object, pointer: string): void {
  pointers.set(schema, pointer);
}

/** Where a schema stands in its bundle: a JSON pointer below a tool's parameters. The root's where it is unknown. */
export function schemaPointerOf(schema: object): string {
  return pointers.get(schema) ?? '';
}

/** Remembers how the definitions of a bundle are found without putting all of them together. */
export function setDefinitionLookup(root: JsonObject, lookup: (name: string) => JsonValue | undefined): void {
  lookups.set(root, lookup);
}

/** A definition of a bundle, or of any schema that has `$defs`. */
export function definitionOf(root: JsonObject, name: string): JsonValue | undefined {
  const lookup = lookups.get(root);
  if (lookup !== undefined) return lookup(name);
  const definitions = member(root, '$defs');
  return isObject(definitions) ? member(definitions, name) : undefined;
}
