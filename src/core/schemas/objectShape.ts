import type { JsonObject, JsonValue } from '../text/json.ts';
import { isList, isObject, member } from '../text/json.ts';
import { getStrings, toPointerSteps } from '../text/jsonPointer.ts';
import { getDefinition } from './bundling/links.ts';
import type { Tool } from './tool.ts';
import { getTypes, type JsonType } from './types.ts';

/**
 * What a schema says of an object's properties, gathered from everything that applies to the same object: its own
 * `properties` and those of `allOf`, `anyOf`, `oneOf`, conditions and references.
 */
export interface ObjectShape {
  /** Each known property with its schemas, in the schema's order. */
  readonly properties: ReadonlyMap<string, readonly JsonObject[]>;
  /** True if the schema says that it allows or checks properties it does not list. */
  readonly othersAllowed: boolean;
  /** The schema that lists the properties, for messages. */
  readonly schema: JsonObject;
  readonly items: readonly JsonObject[];
}

const shapes = new WeakMap<JsonObject, WeakMap<JsonObject, ObjectShape>>();

/** The shape of a schema within the bundle `root`. Remembered, since every call of a tool asks for it. */
export function getShape(schema: JsonObject, root: JsonObject): ObjectShape {
  return createShapeLookup(root)(schema);
}

/** The shapes of the schemas of one bundle, for callers that need many of them. */
export function createShapeLookup(root: JsonObject): (schema: JsonObject) => ObjectShape {
  let known = shapes.get(root);
  if (known === undefined) {
    known = new WeakMap<JsonObject, ObjectShape>();
    shapes.set(root, known);
  }
  const ofRoot = known;
  return (schema) => {
    let shape = ofRoot.get(schema);
    if (shape === undefined) {
      shape = gather([schema], root);
      ofRoot.set(schema, shape);
    }
    return shape;
  };
}

/** The names a tool's arguments can have, in the order positional ones map to. */
export function getPropertyNames(root: JsonObject): readonly string[] {
  return [...getShape(root, root).properties.keys()];
}

/** The names a schema always asks for. A name that is not a property can never be passed, so it is not required. */
export function getRequiredNames(root: JsonObject): readonly string[] {
  const known = getShape(root, root).properties;
  const names = new Set<string>();
  const open: (JsonValue | undefined)[] = [root];
  const seen = new Set<JsonObject>();
  for (let next = open.pop(); next !== undefined; next = open.pop()) {
    const schema = dereference(next, root);
    if (schema === undefined || seen.has(schema)) continue;
    seen.add(schema);
    for (const name of getStrings(member(schema, 'required'))) if (known.has(name)) names.add(name);
    const all = member(schema, 'allOf');
    if (isList(all)) open.push(...all);
  }
  return [...known.keys()].filter((name) => names.has(name));
}

/** The types a tool's argument may have; undefined if its schema names none. */
export function getPropertyTypes(root: JsonObject, name: string): readonly JsonType[] | undefined {
  const schemas = getShape(root, root).properties.get(name) ?? [];
  const types = schemas.flatMap((schema) => getTypes(dereference(schema, root)?.type) ?? []);
  return types.length === 0 ? undefined : types;
}

/** True if plain text can be a tool's input: its only, or only required, parameter takes a string. */
export function takesOnlyText({ parameters, parameterNames, required }: Tool): boolean {
  const needed = required.length > 0 ? required : parameterNames;
  const [only] = needed;
  if (only === undefined || needed.length !== 1) return false;
  const types = getPropertyTypes(parameters, only);
  return types === undefined || types.includes('string');
}

/** The schema a local reference of a bundle leads to. */
export function dereference(schema: JsonValue | undefined, root: JsonObject): JsonObject | undefined {
  let current = schema;
  for (let hops = 0; hops < 50; hops++) {
    if (!isObject(current)) return undefined;
    const reference = member(current, '$ref');
    if (typeof reference !== 'string') return current;
    current = target(reference, root);
  }
  return undefined;
}

function target(reference: string, root: JsonObject): JsonValue | undefined {
  const [, name] = toPointerSteps(reference.replace(/^#/, ''));
  return name === undefined ? undefined : getDefinition(root, name);
}

const LISTS = ['allOf', 'anyOf', 'oneOf'] as const;
const SINGLES = ['if', 'then', 'else'] as const;

function gather(schemas: readonly JsonObject[], root: JsonObject): ObjectShape {
  const properties = new Map<string, JsonObject[]>();
  const items: JsonObject[] = [];
  let othersAllowed = false;
  let listing: JsonObject | undefined;
  for (const schema of getAppliedSchemas(schemas, root)) {
    if (allowsOthers(schema)) othersAllowed = true;
    const own = member(schema, 'properties');
    if (isObject(own)) {
      listing ??= schema;
      for (const [name, property] of Object.entries(own)) {
        const list = properties.get(name) ?? [];
        if (isObject(property)) list.push(property);
        properties.set(name, list);
      }
    }
    const item = member(schema, 'items');
    if (isObject(item)) items.push(item);
  }
  return { properties, othersAllowed, schema: listing ?? schemas[0] ?? {}, items };
}

/**
 * Some schemas of the bundle `root`, and all that apply to the same value: those of references, `allOf`, `anyOf`,
 * `oneOf` and conditions.
 */
export function getAppliedSchemas(schemas: readonly JsonObject[], root: JsonObject): readonly JsonObject[] {
  const found = new Set<JsonObject>();
  const waiting = [...schemas];
  for (let schema = waiting.shift(); schema !== undefined; schema = waiting.shift()) {
    if (found.has(schema)) continue;
    found.add(schema);
    waiting.push(...inPlace(schema, root));
  }
  return [...found];
}

/** Everything that applies to the same value as a schema does. */
function inPlace(schema: JsonObject, root: JsonObject): readonly JsonObject[] {
  const reference = member(schema, '$ref');
  const found: (JsonValue | undefined)[] = typeof reference === 'string' ? [target(reference, root)] : [];
  for (const keyword of LISTS) {
    const list = member(schema, keyword);
    if (isList(list)) found.push(...list);
  }
  for (const keyword of SINGLES) found.push(member(schema, keyword));
  for (const keyword of ['dependentSchemas', 'dependencies']) {
    const map = member(schema, keyword);
    if (isObject(map)) found.push(...Object.values(map));
  }
  return found.filter(isObject);
}

function allowsOthers(schema: JsonObject): boolean {
  const others = [member(schema, 'additionalProperties'), member(schema, 'unevaluatedProperties')];
  return others.some((value) => value === true || isObject(value)) || member(schema, 'patternProperties') !== undefined;
}
