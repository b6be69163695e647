import { applicatorOf, hasValidShape, subSchemas } from '../keywords.ts';
import { below, isList, isObject, member, stringsOf } from '../pointer.ts';
import { childSite, type References, type SchemaSite } from '../references.ts';
import type { JsonObject, JsonValue, SchemaDialect } from '../tool.ts';
import { typesOf } from '../types.ts';
import { isWrapped, type SchemaDraft, withDialectBounds, withNull } from './adaptation.ts';
import type { Definition, Definitions } from './definitions.ts';
import { setSchemaPointer } from './links.ts';

/** Schemas nested deeper than this are taken as allowing anything. */
export const MAX_SCHEMA_DEPTH = 100;

/** The most parts of one definition, or of the parameters themselves; more are taken as allowing anything. */
export const MAX_PARTS = 5_000;

export interface BundleOptions {
  readonly references: References;
  readonly dialect: SchemaDialect;
  /** OpenAPI: properties a server fills in are no arguments. */
  readonly dropReadOnly: boolean;
}

/** A piece while it is being copied. */
export interface Copying {
  readonly options: BundleOptions;
  readonly definitions: Definitions;
  readonly references: Set<Definition>;
  readonly origins: Map<string, SchemaSite>;
  /** How many schemas may still be copied. */
  left: number;
}

/** Where a schema is copied from and to. */
export interface Place {
  readonly site: SchemaSite;
  /** The pointer of the schema resource it stands in, against which its references are resolved. */
  readonly root: string;
  /** Its pointer in the bundle. */
  readonly at: string;
  readonly depth: number;
}

export function newCopying(options: BundleOptions, definitions: Definitions): Copying {
  return { options, definitions, references: new Set(), origins: new Map(), left: MAX_PARTS };
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

const NONE: ReadonlySet<string> = new Set();

/** Copies a schema with all it holds, in JSON Schema's own words; keywords that cannot be read are left out. */
export function copySchema(copying: Copying, place: Place): JsonValue {
  const { value } = place.site;
  if (typeof value === 'boolean') return value;
  if (!isObject(value) || place.depth > MAX_SCHEMA_DEPTH || copying.left-- <= 0) return true;
  const draft = withDialectBounds(copyKeywords(copying, place, value), copying.options.dialect);
  // What is wrapped stands one step deeper than it was declared.
  if (isWrapped(draft)) copying.origins.set(below(place.at, 'anyOf', 0), place.site);
  const copied = withNull(draft);
  setSchemaPointer(copied, place.at);
  return copied;
}

function copyKeywords(copying: Copying, place: Place, schema: JsonObject): SchemaDraft {
  const result: SchemaDraft = {};
  const dropped = copying.options.dropReadOnly ? readOnlyNames(copying, place, schema) : NONE;
  for (const [keyword, value] of Object.entries(schema)) {
    if (ADDRESSES.has(keyword) || (keyword === 'id' && typeof value === 'string')) continue;
    if (REFERENCES.has(keyword)) {
      const target = typeof value === 'string' ? define(copying, place, value) : undefined;
      if (target !== undefined) result.$ref = target;
      // What stands behind a broken reference is not known, so nothing is unknown to it.
      else result.additionalProperties ??= true;
    } else if (keyword === 'type') {
      const types = typesOf(value);
      if (types !== undefined) result.type = types.length === 1 ? (types[0] ?? 'string') : types;
    } else if (hasValidShape(keyword, value)) {
      result[keyword] = copyHeld(copying, place, keyword, value, dropped);
    }
  }
  return result;
}

/** The local reference that stands for one of the file's. */
function define({ definitions, references }: Copying, { site, root }: Place, reference: string): string | undefined {
  const definition = definitions.find(site.source, root, reference);
  if (definition === undefined) return undefined;
  references.add(definition);
  return `#${below('/$defs', definition.name)}`;
}

function copyHeld(
  copying: Copying,
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
    const copied = copySchema(copying, { site: child, root, at: below(at, ...steps), depth: depth + 1 });
    if (step === undefined) return copied;
    inner.set(step, copied);
  }
  if (isList(value)) return [...inner.values()];
  // What is left are maps; `dependencies` may also hold lists of names.
  const kept = Object.entries(isObject(value) ? value : {}).filter(([name]) => !dropped.has(name));
  return Object.fromEntries(kept.map(([name, item]) => [name, inner.get(name) ?? item]));
}

function readOnlyNames({ options }: Copying, { site, root }: Place, schema: JsonObject): ReadonlySet<string> {
  const properties = member(schema, 'properties');
  if (!isObject(properties)) return NONE;
  const isReadOnly = (property: JsonValue): boolean => {
    if (!isObject(property)) return false;
    if (member(property, 'readOnly') === true) return true;
    const reference = member(property, '$ref');
    if (typeof reference !== 'string') return false;
    const target = options.references.resolve(site.source, root, reference);
    return typeof target !== 'string' && isObject(target.value) && member(target.value, 'readOnly') === true;
  };
  const names = Object.keys(properties).filter((name) => isReadOnly(properties[name] ?? null));
  return names.length === 0 ? NONE : new Set(names);
}
