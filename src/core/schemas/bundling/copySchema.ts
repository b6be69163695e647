import type { JsonObject, JsonValue } from '../../text/json.ts';
import { isList, isObject, member } from '../../text/json.ts';
import { appendPointer, getStrings } from '../../text/jsonPointer.ts';
import { getApplicator, getSubSchemas, hasValidShape } from '../keywords.ts';
import type { References } from '../references.ts';
import { getChildNode, type SchemaNode } from '../schemaNode.ts';
import { namesResource } from '../schemaResources.ts';
import type { SchemaDialect } from '../tool.ts';
import { getTypes } from '../types.ts';
import { isWrapped, type SchemaDraft, withDialectBounds, withNull } from './adaptation.ts';
import type { Definition, Definitions } from './definitions.ts';
import { markUnchecked, setSchemaPointer } from './links.ts';

/** Schemas nested deeper than this are taken as allowing anything. */
export const MAX_SCHEMA_DEPTH = 100;

/** The most parts of one definition, or of the parameters themselves; more are taken as allowing anything. */
export const MAX_PARTS = 5_000;

export interface BundleOptions {
  readonly references: References;
  readonly dialect: SchemaDialect;
  /** OpenAPI: properties that a server fills in are not arguments. */
  readonly dropReadOnly: boolean;
}

/** A piece while it is being copied. */
export interface CopyState {
  readonly options: BundleOptions;
  readonly definitions: Definitions;
  readonly references: Set<Definition>;
  readonly origins: Map<string, SchemaNode>;
  /** How many schemas may still be copied. */
  left: number;
}

/** Where a schema is copied from and to. */
export interface CopyTarget {
  readonly node: SchemaNode;
  /** The pointer of the schema resource it is in, against which its references are resolved. */
  readonly root: string;
  /** Its pointer in the bundle. */
  readonly at: string;
  readonly depth: number;
}

export function createCopyState(options: BundleOptions, definitions: Definitions): CopyState {
  return { options, definitions, references: new Set(), origins: new Map(), left: MAX_PARTS };
}

/** Keywords that name or address schemas: in a bundle every reference is local, so they would only mislead. */
export const ADDRESSES: ReadonlySet<string> = new Set([
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
export function copySchema(copying: CopyState, place: CopyTarget): JsonValue {
  const { value } = place.node;
  if (typeof value === 'boolean') return value;
  if (!isObject(value) || place.depth > MAX_SCHEMA_DEPTH || copying.left-- <= 0) return anything();
  const own = namesResource(value) ? { ...place, root: place.node.pointer } : place;
  const keywords = copyKeywords(copying, own, value);
  const draft = withDialectBounds(keywords.schema, copying.options.dialect);
  // What is wrapped is one step deeper than it was declared.
  if (isWrapped(draft)) copying.origins.set(appendPointer(place.at, 'anyOf', 0), place.node);
  const copied = withNull(draft);
  setSchemaPointer(copied, place.at);
  if (!keywords.isComplete) markUnchecked(copied);
  return copied;
}

/** Placeholder for a schema that is not copied. */
function anything(): JsonObject {
  const schema = {};
  markUnchecked(schema);
  return schema;
}

/** Keywords that say nothing about values, so that they may be beside a reference in every dialect. */
export const BESIDE_REFERENCE: ReadonlySet<string> = new Set([
  'title',
  'description',
  'default',
  'example',
  'examples',
  'nullable',
  'x-nullable',
  'readOnly',
  'writeOnly',
  'deprecated',
]);

/** Up to draft-07 a reference replaces everything beside it. */
export function ignoresSiblings({ dialect }: BundleOptions): boolean {
  return dialect === 'draft-04' || dialect === 'draft-06' || dialect === 'draft-07';
}

/** The keywords of a schema, and whether all of them could be copied. */
interface CopiedKeywords {
  readonly schema: SchemaDraft;
  readonly isComplete: boolean;
}

function copyKeywords(copying: CopyState, place: CopyTarget, schema: JsonObject): CopiedKeywords {
  const result: SchemaDraft = {};
  const dropped = copying.options.dropReadOnly ? readOnlyNames(copying, place, schema) : NONE;
  const isOnlyReference = typeof member(schema, '$ref') === 'string' && ignoresSiblings(copying.options);
  let isComplete = copyReferences(copying, place, schema, result);
  for (const [keyword, value] of Object.entries(schema)) {
    if (REFERENCES.has(keyword) || ADDRESSES.has(keyword) || (keyword === 'id' && typeof value === 'string')) continue;
    if (isOnlyReference && !BESIDE_REFERENCE.has(keyword)) continue;
    const copied = copyKeyword(copying, place, keyword, value, dropped);
    if (copied === undefined) isComplete = false;
    else if (keyword === 'allOf' && isList(copied))
      result.allOf = [...copied, ...(isList(result.allOf) ? result.allOf : [])];
    else result[keyword] = copied;
  }
  // What a broken reference leads to is not known, so nothing is unknown to it.
  if (!isComplete && result.$ref === undefined && Object.keys(schema).some((keyword) => REFERENCES.has(keyword))) {
    result.additionalProperties ??= true;
  }
  return { schema: result, isComplete };
}

/** The copy of one keyword's value; undefined if it cannot be copied. */
function copyKeyword(...[copying, place, keyword, value, dropped]: Parameters<typeof copyHeld>): JsonValue | undefined {
  if (keyword === 'type') return copyType(value);
  return hasValidShape(keyword, value) ? copyHeld(copying, place, keyword, value, dropped) : undefined;
}

/** A schema may have a `$ref` and a `$dynamicRef`: both apply. False if one of them leads nowhere. */
function copyReferences(copying: CopyState, place: CopyTarget, schema: JsonObject, result: SchemaDraft): boolean {
  const declared = [...REFERENCES].flatMap((keyword) => member(schema, keyword) ?? []);
  const targets = declared.flatMap((value) => (typeof value === 'string' ? (define(copying, place, value) ?? []) : []));
  const [first, ...more] = targets;
  if (first !== undefined) result.$ref = first;
  if (more.length > 0) result.allOf = more.map((target) => ({ $ref: target }));
  return targets.length === declared.length;
}

function copyType(value: JsonValue): JsonValue | undefined {
  const types = getTypes(value);
  return types?.length === 1 ? types[0] : types;
}

/** The local reference that represents one of the file's. */
function define(
  { definitions, references }: CopyState,
  { node, root }: CopyTarget,
  reference: string,
): string | undefined {
  const definition = definitions.find(node.source, root, reference);
  if (definition === undefined) return undefined;
  references.add(definition);
  return `#${appendPointer('/$defs', definition.name)}`;
}

function copyHeld(
  copying: CopyState,
  { node, root, at, depth }: CopyTarget,
  keyword: string,
  value: JsonValue,
  dropped: ReadonlySet<string>,
): JsonValue {
  if (keyword === 'required') return getStrings(value).filter((name) => !dropped.has(name));
  if (getApplicator(keyword) === undefined) return value;
  const inner = new Map<string | number, JsonValue>();
  for (const { steps } of getSubSchemas(keyword, value)) {
    const step = steps[1];
    const child = getChildNode(node, ...steps);
    if (child === undefined || (keyword === 'properties' && dropped.has(String(step)))) continue;
    const copied = copySchema(copying, { node: child, root, at: appendPointer(at, ...steps), depth: depth + 1 });
    if (step === undefined) return copied;
    inner.set(step, copied);
  }
  if (isList(value)) return [...inner.values()];
  // What is left are maps; `dependencies` may also hold lists of names.
  const kept = Object.entries(isObject(value) ? value : {}).filter(([name]) => !dropped.has(name));
  return Object.fromEntries(kept.map(([name, item]) => [name, inner.get(name) ?? item]));
}

function readOnlyNames({ options }: CopyState, { node, root }: CopyTarget, schema: JsonObject): ReadonlySet<string> {
  const properties = member(schema, 'properties');
  if (!isObject(properties)) return NONE;
  const isReadOnly = (property: JsonValue): boolean => {
    if (!isObject(property)) return false;
    if (member(property, 'readOnly') === true) return true;
    const reference = member(property, '$ref');
    if (typeof reference !== 'string') return false;
    const target = options.references.resolve(node.source, root, reference);
    return typeof target !== 'string' && isObject(target.value) && member(target.value, 'readOnly') === true;
  };
  const names = Object.keys(properties).filter((name) => isReadOnly(properties[name] ?? null));
  return names.length === 0 ? NONE : new Set(names);
}
