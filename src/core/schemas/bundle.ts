import type { Field, ParametersDraft } from './draft.ts';
import { applicatorOf, appliesInPlace, hasValidShape, subSchemas } from './keywords.ts';
import { below, isList, isObject, member, parentOf, stringsOf } from './pointer.ts';
import { childSite, type References, type SchemaSite, siteKey } from './references.ts';
import type { SourceDocument } from './source/sourceDocument.ts';
import type { JsonObject, JsonValue, SchemaDialect } from './tool.ts';
import { typesOf } from './types.ts';

/** Schemas nested deeper than this are taken as allowing anything. */
export const MAX_SCHEMA_DEPTH = 100;

/** Schemas of one tool beyond this number are taken as allowing anything. */
export const MAX_SCHEMAS = 50_000;

/** A schema that needs nothing outside itself: references lead into its own `$defs`, so that recursion stays finite. */
export interface Bundle {
  readonly schema: JsonObject;
  /** True if it has more parts than are taken over. */
  readonly truncated: boolean;
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
  const bundler = createBundler(home, options);
  const schema = draft.kind === 'fields' ? bundler.fields(draft.fields, draft.others) : bundler.root(draft.site);
  return bundler.finish({ ...schema, type: 'object' });
}

/** Bundles any one schema, such as what a tool returns. */
export function bundleSchema(site: SchemaSite, options: BundleOptions): Bundle {
  const bundler = createBundler(site, options);
  return bundler.finish(bundler.root(site));
}

interface Definition {
  readonly name: string;
  readonly site: SchemaSite;
  readonly root: string;
}

function createBundler(home: SchemaSite, options: BundleOptions) {
  const origins = new Map<string, SchemaSite>([['', home]]);
  const definitions = new Map<string, Definition>();
  const waiting: Definition[] = [];
  const names = new Set<string>();
  let left = MAX_SCHEMAS;
  let truncated = false;

  /** Copies a schema to `at`; `root` is the pointer of the schema resource it stands in. */
  const copy = (site: SchemaSite, root: string, at: string, depth: number): JsonValue => {
    if (typeof site.value === 'boolean') return site.value;
    if (!isObject(site.value)) return true;
    if (depth > MAX_SCHEMA_DEPTH) return true;
    if (left-- <= 0) {
      truncated = true;
      return true;
    }
    return wrapNullable(copyObject(site, site.value, root, at, depth), site, at, origins);
  };

  const copyObject = (site: SchemaSite, schema: JsonObject, root: string, at: string, depth: number): Draft => {
    const result: Draft = {};
    const dropped = options.dropReadOnly ? readOnlyNames(site, schema, root) : NONE;
    for (const [keyword, value] of Object.entries(schema)) {
      if (ADDRESSES.has(keyword) || (keyword === 'id' && typeof value === 'string')) continue;
      if (REFERENCES.has(keyword)) {
        const target = typeof value === 'string' ? define(site.source, root, value) : undefined;
        if (target !== undefined) result.$ref = target;
      } else if (keyword === 'type') {
        const types = typesOf(value);
        if (types !== undefined) result.type = types.length === 1 ? (types[0] ?? 'string') : types;
      } else if (hasValidShape(keyword, value)) {
        result[keyword] = copyKeyword(site, keyword, value, root, at, depth, dropped);
      }
    }
    return numericBounds(result, options.dialect);
  };

  const copyKeyword = (
    site: SchemaSite,
    keyword: string,
    value: JsonValue,
    root: string,
    at: string,
    depth: number,
    dropped: ReadonlySet<string>,
  ): JsonValue => {
    if (keyword === 'required') return stringsOf(value).filter((name) => !dropped.has(name));
    if (applicatorOf(keyword) === undefined) return value;
    const inner = new Map<string | number, JsonValue>();
    for (const { steps } of subSchemas(keyword, value)) {
      const step = steps[1];
      const child = childSite(site, ...steps);
      if (child === undefined || (keyword === 'properties' && dropped.has(String(step)))) continue;
      const copied = copy(child, root, below(at, ...steps), depth + 1);
      if (step === undefined) return copied;
      inner.set(step, copied);
    }
    if (isList(value)) return [...inner.values()];
    // What is left are maps; `dependencies` may also hold lists of names.
    const kept = Object.entries(isObject(value) ? value : {}).filter(([name]) => !dropped.has(name));
    return ownEntries(kept.map(([name, item]) => [name, inner.get(name) ?? item]));
  };

  /** The local reference for a target, which is copied later; undefined if it leads nowhere. */
  const define = (source: SourceDocument, root: string, reference: string): string | undefined => {
    const target = options.references.resolve(source, root, reference);
    if (typeof target === 'string') return undefined;
    const key = siteKey(target);
    const known = definitions.get(key);
    if (known !== undefined) return `#${below('/$defs', known.name)}`;
    const name = freeName(target);
    const definition = { name, site: target, root: target.source === source ? root : '' };
    definitions.set(key, definition);
    waiting.push(definition);
    return `#${below('/$defs', name)}`;
  };

  const freeName = (site: SchemaSite): string => {
    const last = site.pointer.slice(parentOf(site.pointer).length + 1);
    // A reference is a URI: only names that need no encoding keep it readable for every consumer.
    const plain = last.replace(/[^\p{L}\p{N}_.-]+/gu, '_') || 'root';
    let name = plain;
    for (let count = 2; names.has(name); count++) name = `${plain}_${count}`;
    names.add(name);
    return name;
  };

  const readOnlyNames = (site: SchemaSite, schema: JsonObject, root: string): ReadonlySet<string> => {
    const properties = member(schema, 'properties');
    if (!isObject(properties)) return NONE;
    const readOnly = Object.entries(properties).filter(([, property]) => isReadOnly(site.source, property, root));
    return readOnly.length === 0 ? NONE : new Set(readOnly.map(([name]) => name));
  };

  const isReadOnly = (source: SourceDocument, property: JsonValue, root: string): boolean => {
    if (!isObject(property)) return false;
    if (member(property, 'readOnly') === true) return true;
    const reference = member(property, '$ref');
    const target = typeof reference === 'string' ? options.references.resolve(source, root, reference) : 'nowhere';
    return typeof target !== 'string' && isObject(target.value) && member(target.value, 'readOnly') === true;
  };

  /** The root is resolved in place, so that whoever looks for `properties` finds them there. */
  const root = (site: SchemaSite | undefined): JsonObject => {
    let current = site;
    for (let hops = 0; current !== undefined && hops < MAX_SCHEMA_DEPTH; hops++) {
      const reference = isObject(current.value) ? member(current.value, '$ref') : undefined;
      if (typeof reference !== 'string') break;
      const target = options.references.resolve(current.source, site?.pointer ?? '', reference);
      if (typeof target === 'string') break;
      current = target;
    }
    if (current === undefined) return { type: 'object', properties: {} };
    origins.set('', current);
    const resource = current.source === site?.source ? site.pointer : '';
    const copied = copy(current, resource, '', 0);
    return isObject(copied) ? copied : {};
  };

  const fields = (list: readonly Field[], others: SchemaSite | undefined): JsonObject => {
    const properties: [string, JsonValue][] = [];
    for (const field of list) {
      const at = below('/properties', field.name);
      origins.set(at, field.schema ?? field.declared);
      const schema = field.schema === undefined ? {} : copy(field.schema, '', at, 1);
      properties.push([field.name, described(schema, field.description)]);
    }
    const required = list.filter((field) => field.required).map((field) => field.name);
    if (others !== undefined) origins.set('/additionalProperties', others);
    return {
      properties: ownEntries(properties),
      ...(required.length === 0 ? {} : { required }),
      ...(others === undefined ? {} : { additionalProperties: copy(others, '', '/additionalProperties', 1) }),
    };
  };

  const finish = (schema: JsonObject): Bundle => {
    const copies: [string, JsonValue][] = [];
    for (let next = waiting.pop(); next !== undefined; next = waiting.pop()) {
      const at = below('/$defs', next.name);
      origins.set(at, next.site);
      copies.push([next.name, copy(next.site, next.root, at, 0)]);
    }
    return {
      schema: copies.length === 0 ? schema : { ...schema, $defs: ownEntries(copies) },
      truncated,
      origin: (pointer) => originOf(origins, home, pointer),
    };
  };

  return { root, fields, finish };
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
function wrapNullable(schema: Draft, site: SchemaSite, at: string, origins: Map<string, SchemaSite>): JsonObject {
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

/** An object of entries in which `__proto__` is a name like any other. */
function ownEntries(entries: readonly (readonly [string, JsonValue])[]): JsonObject {
  return Object.fromEntries(entries);
}
