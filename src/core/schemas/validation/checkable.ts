import { setSchemaPointer } from '../bundling/links.ts';
import { appliesInPlace, hasValidShape, subSchemas } from '../keywords.ts';
import { below, isList, isObject, member, stepsOf, stringsOf, valueAt } from '../pointer.ts';
import { shapeOf } from '../shape.ts';
import type { JsonObject, JsonValue, SchemaDialect } from '../tool.ts';
import { typeOfValue, typesOf } from '../types.ts';
import { compilePattern } from './patterns.ts';

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
 * Prepares one piece of a bundle for compiling: its root, or a definition that stands `at` a pointer. Published schemas
 * contradict themselves: what no argument could ever satisfy (a required name that is no property, an enum on the list
 * instead of its items) is no mistake of the caller.
 */
export function checkable(piece: JsonValue, at: string, root: JsonObject, dialect: SchemaDialect): JsonObject {
  const schema = objectForm(prepare({ root, dialect, isNative: false }, piece, at, undefined));
  // What `unevaluated…` allows depends on what references have seen, which only the compiler's own know.
  if (!/"unevaluated(Properties|Items)":/.test(JSON.stringify(schema)) || !isObject(root.$defs)) return schema;
  const native: Preparing = { root, dialect, isNative: true };
  const definitions = Object.entries(root.$defs).map(([name, value]) => {
    return [name, prepare(native, value, below('/$defs', name), undefined)] as const;
  });
  const whole = { ...objectForm(prepare(native, piece, at, undefined)), $defs: Object.fromEntries(definitions) };
  setSchemaPointer(whole, at);
  return whole;
}

interface Preparing {
  readonly root: JsonObject;
  readonly dialect: SchemaDialect;
  readonly isNative: boolean;
  /** Within `not` and `if` leniency would turn into severity, so every name is asked for there. */
  readonly isExact?: boolean;
}

function prepare(
  preparing: Preparing,
  value: JsonValue,
  pointer: string,
  known: (() => ReadonlySet<string>) | undefined,
): JsonValue {
  if (!isObject(value)) return value;
  const result: Record<string, JsonValue> = {};
  const names = (): ReadonlySet<string> => {
    const own = namesOf(value, preparing.root);
    return known === undefined ? own : new Set([...known(), ...own]);
  };
  for (const keyword of Object.keys(value)) {
    if (keyword === '$defs') continue;
    const held = value[keyword] ?? null;
    if (isIgnored(keyword, held)) continue;
    if (keyword === '$ref' && !preparing.isNative) result[DEFINITION] = stepsOf(String(held)).at(-1) ?? '';
    else if (keyword === 'required' && preparing.isExact !== true) requireKnown(result, held, names());
    else if (!isUncheckable(keyword, held, value) && !(EXACT.has(keyword) && holdsUncheckable(held))) {
      const inner = EXACT.has(keyword) ? { ...preparing, isExact: true } : preparing;
      result[keyword] = prepareHeld(inner, keyword, held, pointer, appliesInPlace(keyword) ? names : undefined);
    }
  }
  if (preparing.dialect === '2020-12') asPrefixItems(result);
  setSchemaPointer(result, pointer);
  return result;
}

const EXACT: ReadonlySet<string> = new Set(['not', 'if']);

function prepareHeld(
  preparing: Preparing,
  keyword: string,
  held: JsonValue,
  pointer: string,
  known: (() => ReadonlySet<string>) | undefined,
): JsonValue {
  const inner = subSchemas(keyword, held);
  if (inner.length === 0) return held;
  const prepared = inner.map(({ steps, value }) => {
    return [steps[1], prepare(preparing, value, below(pointer, ...steps), known)] as const;
  });
  if (isList(held)) return prepared.map(([, value]) => value);
  const [first] = prepared;
  if (first?.[0] === undefined) return first?.[1] ?? true;
  const entries = prepared.map(([name, value]) => [String(name), value] as const);
  if (keyword === 'patternProperties') return Object.fromEntries(entries.filter(([name]) => compilePattern(name).ok));
  return { ...(keyword === 'dependencies' && isObject(held) ? held : {}), ...Object.fromEntries(entries) };
}

function objectForm(schema: JsonValue): JsonObject {
  if (isObject(schema)) return schema;
  return schema === false ? { not: {} } : {};
}

function isIgnored(keyword: string, value: JsonValue): boolean {
  return ANNOTATIONS.has(keyword) || keyword.startsWith('x-') || !hasValidShape(keyword, value);
}

/** The names a required list may ask for: any, where it stands for a part of an object that is described elsewhere. */
function namesOf(schema: JsonObject, root: JsonObject): ReadonlySet<string> {
  const { properties, othersAllowed } = shapeOf(schema, root);
  const isPart = schema !== root && (properties.size === 0 || othersAllowed);
  return new Set([...properties.keys(), ...(isPart ? stringsOf(member(schema, 'required')) : [])]);
}

function requireKnown(result: Record<string, JsonValue>, required: JsonValue, names: ReadonlySet<string>): void {
  const known = [...new Set(stringsOf(required))].filter((name) => names.has(name));
  if (known.length > 0) result.required = known;
}

function isUncheckable(keyword: string, value: JsonValue, schema: JsonObject): boolean {
  if (keyword === 'pattern') return typeof value !== 'string' || !compilePattern(value).ok;
  return keyword === 'enum' && isList(value) && contradicts(value, typesOf(member(schema, 'type')));
}

/** True if some schema within has a part that is left out: what it excludes cannot be told then. */
function holdsUncheckable(schema: JsonValue): boolean {
  if (!isObject(schema)) return false;
  return Object.entries(schema).some(
    ([keyword, value]) =>
      isUncheckable(keyword, value, schema) ||
      subSchemas(keyword, value).some(({ value: inner }) => holdsUncheckable(inner)),
  );
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
