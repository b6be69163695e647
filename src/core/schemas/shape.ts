import { definitionOf } from './bundling/links.ts';
import { isList, isObject, member, stepsOf, stringsOf } from './pointer.ts';
import type { JsonObject, JsonValue, Tool } from './tool.ts';
import { type JsonType, typesOf } from './types.ts';

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
export function shapeOf(schema: JsonObject, root: JsonObject): ObjectShape {
  return shapesWithin(root)(schema);
}

/** The shapes of the schemas of one bundle, for whoever asks for many of them. */
export function shapesWithin(root: JsonObject): (schema: JsonObject) => ObjectShape {
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
export function propertyNames(root: JsonObject): readonly string[] {
  return [...shapeOf(root, root).properties.keys()];
}

/** The names a schema always asks for. One that is no property can never be given, so it is not asked for. */
export function requiredNames(root: JsonObject): readonly string[] {
  const known = shapeOf(root, root).properties;
  const names = new Set<string>();
  const open: (JsonValue | undefined)[] = [root];
  const seen = new Set<JsonObject>();
  for (let next = open.pop(); next !== undefined; next = open.pop()) {
    const schema = dereferenced(next, root);
    if (schema === undefined || seen.has(schema)) continue;
    seen.add(schema);
    for (const name of stringsOf(member(schema, 'required'))) if (known.has(name)) names.add(name);
    const all = member(schema, 'allOf');
    if (isList(all)) open.push(...all);
  }
  return [...known.keys()].filter((name) => names.has(name));
}

/** The types a tool's argument may have; undefined if its schema names none. */
export function propertyTypes(root: JsonObject, name: string): readonly JsonType[] | undefined {
  const schemas = shapeOf(root, root).properties.get(name) ?? [];
  const types = schemas.flatMap((schema) => typesOf(dereferenced(schema, root)?.type) ?? []);
  return types.length === 0 ? undefined : types;
}

/** True if plain text can be a tool's input: its only, or only required, parameter takes a string. */
export function takesOnlyText({ parameters, parameterNames, required }: Tool): boolean {
  const needed = required.length > 0 ? required : parameterNames;
  const [only] = needed;
  if (only === undefined || needed.length !== 1) return false;
  const types = propertyTypes(parameters, only);
  return types === undefined || types.includes('string');
}

/** The schema a local reference of a bundle leads to. */
export function dereferenced(schema: JsonValue | undefined, root: JsonObject): JsonObject | undefined {
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
  const [, name] = stepsOf(reference.replace(/^#/, ''));
  return name === undefined ? undefined : definitionOf(root, name);
}

const LISTS = ['allOf', 'anyOf', 'oneOf'] as const;
const SINGLES = ['if', 'then', 'else'] as const;

function gather(schemas: readonly JsonObject[], root: JsonObject): ObjectShape {
  const properties = new Map<string, JsonObject[]>();
  const items: JsonObject[] = [];
  const seen = new Set<JsonObject>();
  let othersAllowed = false;
  let listing: JsonObject | undefined;
  const waiting = [...schemas];
  for (let schema = waiting.shift(); schema !== undefined; schema = waiting.shift()) {
    if (seen.has(schema)) continue;
    seen.add(schema);
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
    waiting.push(...inPlace(schema, root));
  }
  return { properties, othersAllowed, schema: listing ?? schemas[0] ?? {}, items };
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
