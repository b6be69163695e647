import { isList, isObject, type JsonObject, type JsonValue, member } from '../../text/json.ts';
import { getStrings, toPointerSteps } from '../../text/jsonPointer.ts';
import { getDefinition, isUnchecked } from '../bundling/links.ts';
import { getSubSchemas } from '../keywords.ts';
import { getShape } from '../objectShape.ts';
import { getTypes, getValueType } from '../types.ts';
import { compilePattern } from './patterns.ts';

/**
 * True if a part of a schema, or of what it refers to, is not checked: a reference that leads nowhere, a pattern that
 * cannot be run, a name in `required` that nothing declares. What the schema accepts is then an upper bound, so nothing
 * may be concluded from a value that it accepts. `names` are declared around the schema.
 */
export function holdsUnchecked(schema: JsonValue, root: JsonObject, names: ReadonlySet<string>): boolean {
  const seen = new Set<JsonObject>();
  const waiting: JsonValue[] = [schema];
  for (let next = waiting.pop(); next !== undefined; next = waiting.pop()) {
    if (!isObject(next) || seen.has(next)) continue;
    seen.add(next);
    if (isUnchecked(next) || lacksRequired(next, root, names)) return true;
    for (const [keyword, value] of Object.entries(next)) {
      if (keyword === '$defs') continue;
      if (isUncheckable(keyword, value, next)) return true;
      if (keyword === '$ref') waiting.push(getTarget(String(value), root));
      else waiting.push(...getSubSchemas(keyword, value).map((inner) => inner.value));
    }
  }
  return false;
}

function getTarget(reference: string, root: JsonObject): JsonValue {
  return getDefinition(root, toPointerSteps(reference.slice(1)).at(-1) ?? '') ?? true;
}

/** True for a keyword that says nothing in its schema: a pattern that cannot be run, an enum of values of other types. */
export function isUncheckable(keyword: string, value: JsonValue, schema: JsonObject): boolean {
  if (keyword === 'pattern') return typeof value !== 'string' || !compilePattern(value).ok;
  if (keyword === 'patternProperties') return hasUncheckedPattern(value);
  return keyword === 'enum' && isList(value) && contradicts(value, getTypes(member(schema, 'type')));
}

/** True if a name of `patternProperties` cannot be run as a pattern. */
export function hasUncheckedPattern(patterns: JsonValue | undefined): boolean {
  return isObject(patterns) && Object.keys(patterns).some((pattern) => !compilePattern(pattern).ok);
}

/** True if no value of an enum has a type the schema allows. */
function contradicts(values: readonly JsonValue[], types: readonly string[] | undefined): boolean {
  if (types === undefined) return false;
  return !values.some((value) => {
    const type = getValueType(value);
    return types.includes(type) || (type === 'integer' && types.includes('number'));
  });
}

/** True if a name is asked for that no argument could have, so that it is not asked for. */
function lacksRequired(schema: JsonObject, root: JsonObject, names: ReadonlySet<string>): boolean {
  const required = getStrings(member(schema, 'required'));
  if (required.length === 0) return false;
  const { properties, othersAllowed } = getShape(schema, root);
  if (properties.size === 0 || othersAllowed) return false;
  return required.some((name) => !properties.has(name) && !names.has(name));
}
