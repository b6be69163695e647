import type { TextRange } from './range.ts';

/** Any JSON value. */
export type JsonValue = null | boolean | number | string | readonly JsonValue[] | JsonObject;
/** A JSON object. */
export interface JsonObject {
  readonly [key: string]: JsonValue;
}

/** A step from the arguments' root to a value: a property name or an array index. */
export type ValuePath = readonly (string | number)[];

/** Where a JSON pointer's node is in its file. `key` is absent for array items and the root. */
export interface PointerRange {
  readonly key: TextRange | undefined;
  readonly value: TextRange;
}

/** An object's own member. */
export function member(object: JsonObject, key: string): JsonValue | undefined {
  return Object.hasOwn(object, key) ? object[key] : undefined;
}

/** Whether a value is an object and not an array or null. The values of its members are not checked. */
export function isObject(value: unknown): value is JsonObject {
  return typeof value === 'object' && value !== null && !Array.isArray(value);
}

export function isList(value: unknown): value is readonly JsonValue[] {
  return Array.isArray(value);
}
