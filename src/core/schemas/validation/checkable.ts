import { appliesInPlace, hasValidShape, subSchemas } from '../keywords.ts';
import { below, isList, isObject, member, stepsOf, stringsOf, valueAt } from '../pointer.ts';
import { shapeOf } from '../shape.ts';
import type { JsonObject, JsonValue, SchemaDialect } from '../tool.ts';
import { typeOfValue, typesOf } from '../types.ts';
import { compilePattern } from './patterns.ts';

/** Schemas reduced to what can be checked, and where each of them stands in the bundle they were made from. */
export interface Checkable {
  readonly schema: JsonObject;
  /** The bundle's definitions by name. Schemas refer to them by {@link DEFINITION}. */
  readonly definitions: ReadonlyMap<string, JsonObject>;
  readonly pointers: ReadonlyMap<object, string>;
}

/**
 * Stands for `$ref` in checkable schemas: the name of a definition, which is compiled when a value first reaches it.
 * An API may have hundreds of schemas that refer to one another, of which a call touches two or three.
 */
export const DEFINITION = 'sopShotsDefinition';

/** Keywords that say nothing about whether a value is valid. Left out, schemas that differ in them share a validator. */
const ANNOTATIONS: ReadonlySet<string> = new Set([
  'title',
  'description',
  'default',
  'example',
  'examples',
  'deprecated',
  'readOnly',
  'writeOnly',
  'nullable',
  'discriminator',
  'externalDocs',
  'xml',
  '$comment',
  'contentEncoding',
  'contentMediaType',
  'contentSchema',
]);

/**
 * Prepares a bundle for compiling. Published schemas contradict themselves: what no argument could ever satisfy
 * (a required name that is no property, an enum on the list instead of its items) is no mistake of the caller.
 */
export function checkable(root: JsonObject, dialect: SchemaDialect): Checkable {
  const pointers = new Map<object, string>();
  const isNative = needsReferences(root);
  const copy = (value: JsonValue, pointer: string, known: ReadonlySet<string> | undefined): JsonValue => {
    if (!isObject(value)) return value;
    const result: Record<string, JsonValue> = {};
    const names = known ?? namesOf(value, root);
    for (const [keyword, held] of Object.entries(value)) {
      if (isIgnored(keyword, held)) continue;
      if (keyword === '$ref' && !isNative) result[DEFINITION] = stepsOf(String(held)).at(-1) ?? '';
      else if (keyword === 'required') requireKnown(result, held, names);
      else if (!isUncheckable(keyword, held, value)) {
        result[keyword] = copyHeld(keyword, held, pointer, appliesInPlace(keyword) ? names : undefined);
      }
    }
    if (dialect === '2020-12') asPrefixItems(result);
    pointers.set(result, pointer);
    return result;
  };
  const copyHeld = (
    keyword: string,
    held: JsonValue,
    pointer: string,
    known: ReadonlySet<string> | undefined,
  ): JsonValue => {
    const inner = subSchemas(keyword, held);
    if (inner.length === 0) return held;
    const copied = inner.map(({ steps, value }) => [steps[1], copy(value, below(pointer, ...steps), known)] as const);
    if (isList(held)) return copied.map(([, value]) => value);
    if (copied[0]?.[0] === undefined) return copied[0]?.[1] ?? true;
    const entries = copied.map(([name, value]) => [String(name), value] as const);
    if (keyword === 'patternProperties') return Object.fromEntries(entries.filter(([name]) => compilePattern(name).ok));
    return { ...(keyword === 'dependencies' && isObject(held) ? held : {}), ...Object.fromEntries(entries) };
  };
  const named = Object.entries(isObject(root.$defs) ? root.$defs : {});
  const definitions = named.map(
    ([name, value]) => [name, objectForm(copy(value, below('/$defs', name), undefined))] as const,
  );
  const schema = objectForm(copy(root, '', undefined));
  return {
    schema: isNative ? { ...schema, $defs: Object.fromEntries(definitions) } : schema,
    definitions: new Map(isNative ? [] : definitions),
    pointers,
  };
}

/** What `unevaluated…` allows depends on what references have seen, which only the compiler's own know. */
function needsReferences(root: JsonObject): boolean {
  return /"unevaluated(Properties|Items)":/.test(JSON.stringify(root));
}

function objectForm(schema: JsonValue): JsonObject {
  if (isObject(schema)) return schema;
  return schema === false ? { not: {} } : {};
}

function isIgnored(keyword: string, value: JsonValue): boolean {
  return keyword === '$defs' || ANNOTATIONS.has(keyword) || keyword.startsWith('x-') || !hasValidShape(keyword, value);
}

/** The names a required list may ask for; undefined where it stands for a part of an object described elsewhere. */
function namesOf(schema: JsonObject, root: JsonObject): ReadonlySet<string> {
  const { properties, othersAllowed } = shapeOf(schema, root);
  const isRoot = schema === root;
  if (!isRoot && (properties.size === 0 || othersAllowed))
    return new Set([...properties.keys(), ...stringsOf(member(schema, 'required'))]);
  return new Set(properties.keys());
}

function requireKnown(result: Record<string, JsonValue>, required: JsonValue, names: ReadonlySet<string>): void {
  const known = [...new Set(stringsOf(required))].filter((name) => names.has(name));
  if (known.length > 0) result.required = known;
}

function isUncheckable(keyword: string, value: JsonValue, schema: JsonObject): boolean {
  if (keyword === 'pattern') return typeof value !== 'string' || !compilePattern(value).ok;
  return keyword === 'enum' && isList(value) && contradicts(value, typesOf(member(schema, 'type')));
}

/** True if no value of an enum has a type the schema allows. */
function contradicts(values: readonly JsonValue[], types: readonly string[] | undefined): boolean {
  if (types === undefined) return false;
  return !values.some((value) => {
    const type = typeOfValue(value);
    return types.includes(type) || (type === 'integer' && types.includes('number'));
  });
}

/** A list of schemas under `items` is what 2020-12 calls `prefixItems`. */
function asPrefixItems(schema: Record<string, JsonValue>): void {
  const { items, additionalItems } = schema;
  if (!isList(items)) return;
  delete schema.items;
  delete schema.additionalItems;
  schema.prefixItems ??= items;
  if (additionalItems !== undefined) schema.items = additionalItems;
}

/** The schema at a pointer of the bundle, annotations included. */
export function schemaAtPointer(root: JsonObject, pointer: string): JsonObject | undefined {
  const value = valueAt(root, pointer);
  return isObject(value) ? value : undefined;
}
