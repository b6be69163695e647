import { isList, isObject, type JsonValue, member, type ValuePath } from './json.ts';

/** Writes a path as a JSON pointer (RFC 6901). The root is the empty string. */
export function toPointer(path: ValuePath): string {
  let pointer = '';
  for (const step of path) pointer += `/${escapeStep(String(step))}`;
  return pointer;
}

/** The steps of a JSON pointer; array indices stay strings. */
export function toPointerSteps(pointer: string): readonly string[] {
  if (pointer === '') return [];
  return pointer.replace(/^\//, '').split('/').map(unescapeStep);
}

/** A pointer extended by steps. */
export function appendPointer(pointer: string, ...steps: ValuePath): string {
  return pointer + toPointer(steps);
}

/** The pointer of the node that holds a node; the root holds itself. */
export function getParentPointer(pointer: string): string {
  return pointer.slice(0, Math.max(0, pointer.lastIndexOf('/')));
}

/** The value at a pointer below `root`, or undefined if there is none. */
export function valueAt(root: JsonValue, pointer: string): JsonValue | undefined {
  let value: JsonValue | undefined = root;
  for (const step of toPointerSteps(pointer)) {
    value = child(value, step);
    if (value === undefined) return undefined;
  }
  return value;
}

/** A member or an item of a value; inherited names such as `constructor` are none. */
export function child(value: JsonValue, step: string): JsonValue | undefined {
  if (isList(value)) return /^\d+$/.test(step) ? value[Number(step)] : undefined;
  return isObject(value) ? member(value, step) : undefined;
}

/** The strings of a list, without other items; empty for anything that is not a list. */
export function getStrings(value: JsonValue | undefined): readonly string[] {
  return isList(value) ? value.filter((item) => typeof item === 'string') : [];
}

function escapeStep(step: string): string {
  return step.includes('~') || step.includes('/') ? step.replaceAll('~', '~0').replaceAll('/', '~1') : step;
}

function unescapeStep(step: string): string {
  return step.includes('~') ? step.replaceAll('~1', '/').replaceAll('~0', '~') : step;
}
