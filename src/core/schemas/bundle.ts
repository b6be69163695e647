import type { ParametersDraft } from './draft.ts';
import { applicatorOf, appliesInPlace, hasValidShape, subSchemas } from './keywords.ts';
import { below, isList, isObject, member, parentOf, stringsOf } from './pointer.ts';
import { childSite, type References, type SchemaSite, siteKey } from './references.ts';
import type { SourceDocument } from './source/sourceDocument.ts';
import type { JsonObject, JsonValue, SchemaDialect } from './tool.ts';
import { typesOf } from './types.ts';

/** Schemas nested deeper than this are taken as allowing anything. */
export const MAX_SCHEMA_DEPTH = 100;

/** The most parts of one definition, or of the parameters themselves: what is compiled in one piece. */
export const MAX_PARTS = 5_000;

/** The most schemas of one tool, all its definitions together. */
export const MAX_SCHEMAS = 50_000;

/** A schema that needs nothing outside itself: references lead into its own `$defs`, so that recursion stays finite. */
export interface Bundle {
  readonly schema: JsonObject;
  /** Where the node at a pointer of the bundle was declared. */
  origin(pointer: string): { readonly source: SourceDocument; readonly pointer: string };
}

export interface BundleOptions {
  readonly references: References;
  readonly dialect: SchemaDialect;
  /** OpenAPI: properties a server fills in are no arguments. */
  readonly dropReadOnly: boolean;
}

/** Keywords that name or address schemas: in a bundle every reference is local, so they would only mislead. */
const ADDRESSES: ReadonlySet<string> = new Set([
  '$schema',
  '$id',
  '$anchor',
  '$dynamicAnchor',
  '$recursiveAnchor',
  '$vocabulary',
  '$async',
  '$defs',
  'definitions',
]);

const REFERENCES: ReadonlySet<string> = new Set(['$ref', '$dynamicRef', '$recursiveRef']);

/** Bundles the parameters of a tool into one object schema. `home` is the tool, where nothing better is known. */
export function bundleParameters(draft: ParametersDraft, home: SchemaSite, options: BundleOptions): Bundle {
  const bundling = newBundling(home, options);
  const schema = draft.kind === 'fields' ? gatherFields(bundling, draft) : copyRoot(bundling, draft.site);
  return finish(bundling, { ...schema, type: 'object' });
}

/** Bundles any one schema, such as what a tool returns. */
export function bundleSchema(site: SchemaSite, options: BundleOptions): Bundle {
  const bundling = newBundling(site, options);
  return finish(bundling, copyRoot(bundling, site));
}

interface Bundling {
  readonly home: SchemaSite;
  readonly options: BundleOptions;
  /** Where the schemas at some pointers of the bundle come from; what lies below them lies below there, too. */
  readonly origins: Map<string, SchemaSite>;
  readonly definitions: Map<string, Definition>;
  /** Definitions that were referred to and not copied yet. */
  readonly waiting: Definition[];
  readonly names: Set<string>;
  /** How many schemas may still be copied, in this piece and in all. */
  readonly left: { parts: number; schemas: number };
}

interface Definition {
  readonly name: string;
  readonly site: SchemaSite;
  readonly root: string;
}

/** Where a schema is copied from and to. */
interface Place {
  readonly site: SchemaSite;
  /** The pointer of the schema resource it stands in, against which its references are resolved. */
  readonly root: string;
  /** Its pointer in the bundle. */
  readonly at: string;
  readonly depth: number;
}

function newBundling(home: SchemaSite, options: BundleOptions): Bundling {
  return {
    home,
    options,
    origins: new Map([['', home]]),
    definitions: new Map(),
    waiting: [],
    names: new Set(),
    left: { parts: MAX_PARTS, schemas: MAX_SCHEMAS },
  };
}

/** The root is resolved in place, so that whoever looks for `properties` finds them there. */
function copyRoot(bundling: Bundling, site: SchemaSite | undefined): JsonObject {
  const target = site === undefined ? undefined : followed(bundling, site);
  if (site === undefined || target === undefined) return { type: 'object', properties: {} };
  bundling.origins.set('', target);
  const root = target.source === site.source ? site.pointer : '';
  const copied = copySchema(bundling, { site: target, root, at: '', depth: 0 });
  return isObject(copied) ? copied : {};
}

function followed({ options }: Bundling, site: SchemaSite): SchemaSite {
  let current = site;
  for (let hops = 0; hops < MAX_SCHEMA_DEPTH; hops++) {
    const reference = isObject(current.value) ? member(current.value, '$ref') : undefined;
    if (typeof reference !== 'string') break;
    const target = options.references.resolve(current.source, site.pointer, reference);
    if (typeof target === 'string') break;
    current = target;
  }
  return current;
}

function gatherFields(
  bundling: Bundling,
  { fields, others }: Extract<ParametersDraft, { kind: 'fields' }>,
): JsonObject {
  const properties = fields.map(({ name, schema, declared, description }): [string, JsonValue] => {
    const at = below('/properties', name);
    bundling.origins.set(at, schema ?? declared);
    const copied = schema === undefined ? {} : copySchema(bundling, { site: schema, root: '', at, depth: 1 });
    return [name, described(copied, description)];
  });
  const required = fields.filter((field) => field.required).map((field) => field.name);
  const schema: Draft = { properties: Object.fromEntries(properties) };
  if (required.length > 0) schema.required = required;
  if (others !== undefined) {
    const at = '/additionalProperties';
    bundling.origins.set(at, others);
    schema.additionalProperties = copySchema(bundling, { site: others, root: '', at, depth: 1 });
  }
  return schema;
}

/** Copies the definitions that were referred to, and those these refer to. */
function finish(bundling: Bundling, schema: JsonObject): Bundle {
  const { waiting, origins, home, left } = bundling;
  const copies: [string, JsonValue][] = [];
  for (let next = waiting.pop(); next !== undefined; next = waiting.pop()) {
    const { name, site, root } = next;
    const at = below('/$defs', name);
    origins.set(at, site);
    left.parts = MAX_PARTS;
    copies.push([name, copySchema(bundling, { site, root, at, depth: 0 })]);
  }
  return {
    schema: copies.length === 0 ? schema : { ...schema, $defs: Object.fromEntries(copies) },
    origin: (pointer) => originOf(origins, home, pointer),
  };
}

function copySchema(bundling: Bundling, place: Place): JsonValue {
  const { value } = place.site;
  if (typeof value === 'boolean') return value;
  if (!isObject(value) || place.depth > MAX_SCHEMA_DEPTH) return true;
  if (bundling.left.parts-- <= 0 || bundling.left.schemas-- <= 0) return true;
  const copied = numericBounds(copyKeywords(bundling, place, value), bundling.options.dialect);
  return wrapNullable(copied, place, bundling.origins);
}

function copyKeywords(bundling: Bundling, place: Place, schema: JsonObject): Draft {
  const { site, root } = place;
  const result: Draft = {};
  const dropped = bundling.options.dropReadOnly ? readOnlyNames(bundling, place, schema) : NONE;
  for (const [keyword, value] of Object.entries(schema)) {
    if (ADDRESSES.has(keyword) || (keyword === 'id' && typeof value === 'string')) continue;
    if (REFERENCES.has(keyword)) {
      const target = typeof value === 'string' ? define(bundling, site.source, root, value) : undefined;
      if (target !== undefined) result.$ref = target;
    } else if (keyword === 'type') {
      const types = typesOf(value);
      if (types !== undefined) result.type = types.length === 1 ? (types[0] ?? 'string') : types;
    } else if (hasValidShape(keyword, value)) {
      result[keyword] = copyHeld(bundling, place, keyword, value, dropped);
    }
  }
  return result;
}

function copyHeld(
  bundling: Bundling,
  { site, root, at, depth }: Place,
  keyword: string,
  value: JsonValue,
  dropped: ReadonlySet<string>,
): JsonValue {
  if (keyword === 'required') return stringsOf(value).filter((name) => !dropped.has(name));
  if (applicatorOf(keyword) === undefined) return value;
  const inner = new Map<string | number, JsonValue>();
  for (const { steps } of subSchemas(keyword, value)) {
    const step = steps[1];
    const child = childSite(site, ...steps);
    if (child === undefined || (keyword === 'properties' && dropped.has(String(step)))) continue;
    const copied = copySchema(bundling, { site: child, root, at: below(at, ...steps), depth: depth + 1 });
    if (step === undefined) return copied;
    inner.set(step, copied);
  }
  if (isList(value)) return [...inner.values()];
  // What is left are maps; `dependencies` may also hold lists of names.
  const kept = Object.entries(isObject(value) ? value : {}).filter(([name]) => !dropped.has(name));
  return Object.fromEntries(kept.map(([name, item]) => [name, inner.get(name) ?? item]));
}

/** The local reference for a target, which is copied later; undefined if it leads nowhere. */
function define(bundling: Bundling, source: SourceDocument, root: string, reference: string): string | undefined {
  const target = bundling.options.references.resolve(source, root, reference);
  if (typeof target === 'string') return undefined;
  const key = siteKey(target);
  const known = bundling.definitions.get(key);
  if (known !== undefined) return `#${below('/$defs', known.name)}`;
  const name = freeName(bundling.names, target);
  const definition = { name, site: target, root: target.source === source ? root : '' };
  bundling.definitions.set(key, definition);
  bundling.waiting.push(definition);
  return `#${below('/$defs', name)}`;
}

function freeName(names: Set<string>, site: SchemaSite): string {
  const last = site.pointer.slice(parentOf(site.pointer).length + 1);
  // A reference is a URI: only names that need no encoding keep it readable for every consumer.
  const plain = last.replace(/[^\p{L}\p{N}_.-]+/gu, '_') || 'root';
  let name = plain;
  for (let count = 2; names.has(name); count++) name = `${plain}_${count}`;
  names.add(name);
  return name;
}

function readOnlyNames(bundling: Bundling, { site, root }: Place, schema: JsonObject): ReadonlySet<string> {
  const properties = member(schema, 'properties');
  if (!isObject(properties)) return NONE;
  const isReadOnly = (property: JsonValue): boolean => {
    if (!isObject(property)) return false;
    if (member(property, 'readOnly') === true) return true;
    const reference = member(property, '$ref');
    if (typeof reference !== 'string') return false;
    const target = bundling.options.references.resolve(site.source, root, reference);
    return typeof target !== 'string' && isObject(target.value) && member(target.value, 'readOnly') === true;
  };
  const names = Object.keys(properties).filter((name) => isReadOnly(properties[name] ?? null));
  return names.length === 0 ? NONE : new Set(names);
}

type Draft = Record<string, JsonValue>;

const NONE: ReadonlySet<string> = new Set();

function originOf(origins: ReadonlyMap<string, SchemaSite>, home: SchemaSite, pointer: string) {
  for (let head = pointer; ; head = parentOf(head)) {
    const site = origins.get(head);
    if (site !== undefined) return { source: site.source, pointer: site.pointer + pointer.slice(head.length) };
    if (head === '') return { source: home.source, pointer: home.pointer };
  }
}

/** `nullable` of OpenAPI 3.0 (and the `x-nullable` of older exporters), said in JSON Schema's words. */
function wrapNullable(schema: Draft, { site, at }: Place, origins: Map<string, SchemaSite>): JsonObject {
  const { nullable, 'x-nullable': vendor, ...rest } = schema;
  if (nullable !== true && vendor !== true) return nullable === undefined ? schema : rest;
  if (rest.type !== undefined) {
    const types = isList(rest.type) ? rest.type : [rest.type];
    const values = isList(rest.enum) && !rest.enum.includes(null) ? { enum: [...rest.enum, null] } : {};
    return { ...rest, type: types.includes('null') ? types : [...types, 'null'], ...values };
  }
  const restricts = Object.keys(rest).some((keyword) => keyword === '$ref' || appliesInPlace(keyword));
  if (!restricts) return rest;
  origins.set(below(at, 'anyOf', 0), site);
  return { anyOf: [rest, { type: 'null' }] };
}

/** Bounds are boolean in draft-04 and OpenAPI 3.0, numbers since: each dialect gets its own way of saying it. */
function numericBounds(schema: Draft, dialect: SchemaDialect): Draft {
  for (const [bound, exclusive] of BOUNDS) {
    const value = schema[exclusive];
    if (value === undefined) continue;
    const limit = schema[bound];
    if (dialect === 'draft-04') {
      if (typeof value === 'number') Object.assign(schema, { [bound]: value, [exclusive]: true });
    } else if (typeof value === 'boolean') {
      delete schema[exclusive];
      if (!value || limit === undefined) continue;
      delete schema[bound];
      schema[exclusive] = limit;
    }
  }
  return schema;
}

const BOUNDS = [
  ['minimum', 'exclusiveMinimum'],
  ['maximum', 'exclusiveMaximum'],
] as const;

function described(schema: JsonValue, description: string | undefined): JsonValue {
  if (description === undefined || !isObject(schema) || member(schema, 'description') !== undefined) return schema;
  return { ...schema, description };
}
