import type { JsonObject, JsonValue } from '../../text/json.ts';
import { isList, isObject, member } from '../../text/json.ts';
import { appendPointer, getStrings, toPointerSteps, valueAt } from '../../text/jsonPointer.ts';
import { markSynthetic, setSchemaPointer } from '../bundling/links.ts';
import { ANNOTATIONS, appliesInPlace, getSubSchemas, hasValidShape } from '../keywords.ts';
import { getShape } from '../objectShape.ts';
import type { SchemaDialect } from '../tool.ts';
import { getDeclaredDiscriminator } from './discriminator.ts';
import { compilePattern } from './patterns.ts';
import { hasUncheckedPattern, holdsUnchecked, isUncheckable } from './uncheckedParts.ts';

/**
 * Replaces `$ref` in schemas for ajv: the name of a definition, which is compiled when a value first reaches it.
 * An API may have hundreds of schemas that refer to one another, of which a call touches two or three.
 */
export const DEFINITION = 'sopShotsDefinition';

/** Left out, schemas that differ in them only share a validator. */
const LEFT_OUT: ReadonlySet<string> = new Set(ANNOTATIONS);

/**
 * Prepares one piece of a bundle for compiling: its root, or a definition that is `at` a pointer. Published schemas
 * contradict themselves: what no argument could ever satisfy (a required name that is not a property, an enum on the list
 * instead of its items) is not a mistake of the caller.
 */
export function prepareForAjv(piece: JsonValue, at: string, root: JsonObject, dialect: SchemaDialect): JsonObject {
  const schema = objectForm(prepare({ root, dialect, isNative: false }, piece, at, undefined));
  // What `unevaluated…` allows depends on what references have seen, which only the compiler's own know.
  if (!/"unevaluated(Properties|Items)":/.test(JSON.stringify(schema)) || !isObject(root.$defs)) return schema;
  const native: Preparing = { root, dialect, isNative: true };
  const definitions = Object.entries(root.$defs).map(([name, value]) => {
    return [name, prepare(native, value, appendPointer('/$defs', name), undefined)] as const;
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
    const held = value[keyword] ?? null;
    if (keyword === '$defs' || isIgnored(keyword, held)) continue;
    if (!isUndecidable(keyword, value, preparing.root, names)) {
      prepareKeyword(preparing, keyword, value, pointer, names, result);
    }
  }
  relaxOneOf(result, value, preparing.root, names);
  chooseByDiscriminator(result, value, preparing.root, pointer);
  moveProtoProperty(result);
  if (preparing.dialect === '2020-12') asPrefixItems(result);
  setSchemaPointer(result, pointer);
  return result;
}

function prepareKeyword(
  preparing: Preparing,
  keyword: string,
  schema: JsonObject,
  pointer: string,
  names: () => ReadonlySet<string>,
  result: Record<string, JsonValue>,
): void {
  const held = schema[keyword] ?? null;
  if (keyword === '$ref' && !preparing.isNative) result[DEFINITION] = toPointerSteps(String(held)).at(-1) ?? '';
  else if (keyword === 'required' && preparing.isExact !== true) requireKnown(result, held, names());
  else if (keyword === 'patternProperties' || !isUncheckable(keyword, held, schema)) {
    const inner = EXACT.has(keyword) ? { ...preparing, isExact: true } : preparing;
    result[keyword] = prepareHeld(inner, keyword, held, pointer, appliesInPlace(keyword) ? names : undefined);
  }
}

const EXACT: ReadonlySet<string> = new Set(['not', 'if']);

/** Keywords that count what other keywords of the same schema have looked at. */
const UNEVALUATED: ReadonlySet<string> = new Set(['unevaluatedProperties', 'unevaluatedItems']);

/** True for a keyword that refuses what its schemas accept, where what these accept is not known. */
function isUndecidable(
  keyword: string,
  schema: JsonObject,
  root: JsonObject,
  names: () => ReadonlySet<string>,
): boolean {
  if (EXACT.has(keyword)) return holdsUnchecked(schema[keyword] ?? true, root, names());
  if (keyword === 'maxContains') return holdsUnchecked(schema.contains ?? true, root, NO_NAMES);
  if (keyword === 'additionalProperties') return hasUncheckedPattern(schema.patternProperties);
  return UNEVALUATED.has(keyword) && holdsUnchecked(schema, root, names());
}

const NO_NAMES: ReadonlySet<string> = new Set();

/** Where a branch accepts more than was declared, matching several of them proves nothing. */
function relaxOneOf(
  result: Record<string, JsonValue>,
  { oneOf }: JsonObject,
  root: JsonObject,
  names: () => ReadonlySet<string>,
): void {
  const prepared = result.oneOf;
  if (prepared === undefined || !isList(oneOf) || !oneOf.some((branch) => holdsUnchecked(branch, root, names())))
    return;
  delete result.oneOf;
  if (result.anyOf === undefined) result.anyOf = prepared;
  else result.allOf = [...(isList(result.allOf) ? result.allOf : []), { anyOf: prepared }];
}

/** A `discriminator` says which branch of a union counts, so that the others need not be looked at. */
function chooseByDiscriminator(
  result: Record<string, JsonValue>,
  schema: JsonObject,
  root: JsonObject,
  pointer: string,
): void {
  const keyword = isList(schema.oneOf) ? 'oneOf' : 'anyOf';
  const declared = schema[keyword];
  const prepared = result[keyword] ?? result.anyOf;
  if (!isList(declared) || !isList(prepared) || declared.length !== prepared.length) return;
  const found = getDeclaredDiscriminator(schema, declared, root);
  if (found === undefined) return;
  const { property, values } = found;
  const condition = (list: readonly JsonValue[]): JsonObject =>
    asSynthetic(
      { type: 'object', properties: { [property]: asSynthetic({ enum: list }, pointer) }, required: [property] },
      pointer,
    );
  // biome-ignore lint/suspicious/noThenProperty: JSON Schema's keyword has this name; nothing awaits the schema.
  const branches = values.map((list, index) => ({ if: condition(list), then: prepared[index] ?? true }));
  delete result.oneOf;
  if (keyword === 'anyOf' || result.anyOf === prepared) delete result.anyOf;
  const all = isList(result.allOf) ? result.allOf : [];
  result.allOf = [...all, condition([...new Set(values.flat())]), ...branches];
}

function asSynthetic(schema: JsonObject, pointer: string): JsonObject {
  setSchemaPointer(schema, pointer);
  markSynthetic(schema);
  return schema;
}

/** The compiler skips a property named `__proto__`, but not a pattern of that name. */
function moveProtoProperty(result: Record<string, JsonValue>): void {
  const { properties, patternProperties } = result;
  if (!isObject(properties) || !Object.hasOwn(properties, '__proto__')) return;
  const own = Object.getOwnPropertyDescriptor(properties, '__proto__')?.value as JsonValue;
  result.patternProperties = { ...(isObject(patternProperties) ? patternProperties : {}), '^__proto__$': own };
}

function prepareHeld(
  preparing: Preparing,
  keyword: string,
  held: JsonValue,
  pointer: string,
  known: (() => ReadonlySet<string>) | undefined,
): JsonValue {
  const inner = getSubSchemas(keyword, held);
  if (inner.length === 0) return held;
  const prepared = inner.map(({ steps, value }) => {
    return [steps[1], prepare(preparing, value, appendPointer(pointer, ...steps), known)] as const;
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
  return LEFT_OUT.has(keyword) || keyword.startsWith('x-') || !hasValidShape(keyword, value);
}

/** The names a required list may ask for: any, where it is for a part of an object that is described elsewhere. */
function namesOf(schema: JsonObject, root: JsonObject): ReadonlySet<string> {
  const { properties, othersAllowed } = getShape(schema, root);
  const isPart = schema !== root && (properties.size === 0 || othersAllowed);
  return new Set([...properties.keys(), ...(isPart ? getStrings(member(schema, 'required')) : [])]);
}

function requireKnown(result: Record<string, JsonValue>, required: JsonValue, names: ReadonlySet<string>): void {
  const known = [...new Set(getStrings(required))].filter((name) => names.has(name));
  if (known.length > 0) result.required = known;
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
