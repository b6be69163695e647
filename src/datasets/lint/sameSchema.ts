import { isObject, type JsonValue } from '../../core/index.ts';

/** Keywords whose values are compared as they are. */
const DATA_KEYWORDS: ReadonlySet<string> = new Set(['const', 'enum']);

/** True for tools and schemas that check alike: they are equal, or differ only in the texts of `description`. */
export function isSameSchema(a: JsonValue, b: JsonValue): boolean {
  return isSame(a, b, true);
}

function isSame(a: JsonValue | undefined, b: JsonValue | undefined, isSchema: boolean): boolean {
  if (a === b) return true;
  if (Array.isArray(a)) return Array.isArray(b) && isSameList(a, b, isSchema);
  if (!isObject(a) || !isObject(b)) return false;
  for (const key in a) {
    if (isSchema && key === 'description' && isDescription(a[key]) && isDescription(b[key])) continue;
    if (!isSame(a[key], b[key], isSchema && !DATA_KEYWORDS.has(key))) return false;
  }
  for (const key in b) {
    if (!Object.hasOwn(a, key) && !(isSchema && key === 'description' && isDescription(b[key]))) return false;
  }
  return true;
}

function isDescription(value: JsonValue | undefined): boolean {
  return value === undefined || typeof value === 'string';
}

function isSameList(a: readonly JsonValue[], b: readonly JsonValue[], isSchema: boolean): boolean {
  return a.length === b.length && a.every((item, index) => isSame(item, b[index], isSchema));
}
