import type { JsonObject, JsonValue } from '../../text/json.ts';
import { isList, isObject, member } from '../../text/json.ts';
import { appendPointer, getParentPointer, toPointerSteps } from '../../text/jsonPointer.ts';
import type { SourceDocument } from '../../text/source/sourceDocument.ts';
import type { SchemaNode } from '../schemaNode.ts';
import type { ParametersDraft } from '../toolDraft.ts';
import type { SchemaDraft } from './adaptation.ts';
import {
  ADDRESSES,
  BESIDE_REFERENCE,
  type BundleOptions,
  type CopyState,
  copySchema,
  createCopyState,
  ignoresSiblings,
  MAX_SCHEMA_DEPTH,
} from './copySchema.ts';
import { createDefinitions, type Definitions, reachable } from './definitions.ts';
import { getSchemaPointer, isUnchecked, markUnchecked, setDefinitionLookup, setSchemaPointer } from './links.ts';

/** A schema that needs nothing outside itself: references lead into its own `$defs`, so that recursion stays finite. */
export interface Bundle {
  readonly schema: JsonObject;
  /** Where the node at a pointer of the bundle was declared. */
  origin(pointer: string): { readonly source: SourceDocument; readonly pointer: string };
}

/** Puts the schemas of a file's tools together. Definitions are copied once, however many tools refer to them. */
export interface Bundler {
  /** The parameters of a tool as one object schema. `home` is the tool itself, where nothing better is known. */
  parameters(draft: ParametersDraft, home: SchemaNode): Bundle;
  /** Any one schema, such as what a tool returns. */
  schema(node: SchemaNode): Bundle;
}

export function createBundler(options: BundleOptions): Bundler {
  const definitions: Definitions = createDefinitions(options.references, (node, root, at) => {
    const copying = createCopyState(options, definitions);
    copying.origins.set(at, node);
    const schema = copySchema(copying, { node, root, at, depth: 0 });
    return { schema, references: copying.references, origins: copying.origins };
  });
  return {
    parameters(draft, home) {
      const copying = createCopyState(options, definitions);
      const schema = draft.kind === 'fields' ? copyFields(copying, draft) : copyRoot(copying, draft.node);
      return bundle(copying, { ...schema, type: 'object' }, home);
    },
    schema(node) {
      const copying = createCopyState(options, definitions);
      return bundle(copying, copyRoot(copying, node), node);
    },
  };
}

/**
 * The root is resolved in place, so that code that looks for `properties` finds them there. Where a schema on the way
 * says more than its reference, it stays the root and what it refers to becomes a part of its `allOf`.
 */
function copyRoot(copying: CopyState, node: SchemaNode | undefined): JsonObject {
  if (node === undefined) return { type: 'object', properties: {} };
  const chain = followChain(copying, node);
  const root = (part: SchemaNode): string =>
    copying.options.references.findResource(part) ?? (part.source === node.source ? node.pointer : '');
  const copyParts = (index: number, at: string): JsonObject => {
    const part = chain[index];
    if (part === undefined) return {};
    copying.origins.set(at, part);
    const copied = copySchema(copying, { node: part, root: root(part), at, depth: 0 });
    const schema = isObject(copied) ? copied : {};
    if (index === chain.length - 1) return schema;
    const own = isList(schema.allOf) ? schema.allOf : [];
    const inner = copyParts(index + 1, appendPointer(at, 'allOf', own.length));
    const merged = { ...schema, allOf: [...own, inner] };
    setSchemaPointer(merged, at);
    if (isUnchecked(schema)) markUnchecked(merged);
    return merged;
  };
  return copyParts(0, '');
}

/** The schemas of a chain of references that say something: those on the way without their reference, and the last one. */
function followChain({ options }: CopyState, start: SchemaNode): readonly SchemaNode[] {
  const chain: SchemaNode[] = [];
  let current = start;
  for (let hops = 0; hops < MAX_SCHEMA_DEPTH; hops++) {
    const reference = isObject(current.value) ? member(current.value, '$ref') : undefined;
    if (typeof reference !== 'string' || !isObject(current.value)) break;
    const root = options.references.findResource(current) ?? (current.source === start.source ? start.pointer : '');
    const target = options.references.resolve(current.source, root, reference);
    if (typeof target === 'string') break;
    const { $ref: _, ...beside } = current.value;
    if (!ignoresSiblings(options) && Object.keys(beside).some(isAssertion)) chain.push({ ...current, value: beside });
    current = target;
  }
  return [...chain, current];
}

/** True for a keyword by which values are checked. */
function isAssertion(keyword: string): boolean {
  return (
    !ADDRESSES.has(keyword) && !BESIDE_REFERENCE.has(keyword) && !keyword.startsWith('x-') && keyword !== '$comment'
  );
}

function copyFields(copying: CopyState, { fields, others }: Extract<ParametersDraft, { kind: 'fields' }>): JsonObject {
  const properties = fields.map(({ name, schema, declared, description }): [string, JsonValue] => {
    const at = appendPointer('/properties', name);
    copying.origins.set(at, schema ?? declared);
    const copied = schema === undefined ? {} : copySchema(copying, { node: schema, root: '', at, depth: 1 });
    return [name, described(copied, description)];
  });
  const required = fields.filter((field) => field.required).map((field) => field.name);
  const schema: SchemaDraft = { properties: Object.fromEntries(properties) };
  if (required.length > 0) schema.required = required;
  if (others !== undefined) {
    const at = '/additionalProperties';
    copying.origins.set(at, others);
    schema.additionalProperties = copySchema(copying, { node: others, root: '', at, depth: 1 });
  }
  return schema;
}

function described(schema: JsonValue, description: string | undefined): JsonValue {
  if (description === undefined || !isObject(schema) || member(schema, 'description') !== undefined) return schema;
  const copy = { ...schema, description };
  setSchemaPointer(copy, getSchemaPointer(schema));
  return copy;
}

function bundle({ references, origins, definitions }: CopyState, schema: JsonObject, home: SchemaNode): Bundle {
  setSchemaPointer(schema, '');
  let held: JsonObject | undefined;
  if (references.size > 0) {
    setDefinitionLookup(schema, (name) => definitions.named(name)?.piece().schema);
    // Whoever only wants a tool's names, or checks a call, does not pay for everything they refer to.
    Object.defineProperty(schema, '$defs', {
      enumerable: true,
      get: () => {
        held ??= reachable(references);
        return held;
      },
    });
  }
  return {
    schema,
    origin(pointer) {
      const [keyword, name] = toPointerSteps(pointer);
      const definition = keyword === '$defs' && name !== undefined ? definitions.named(name) : undefined;
      return originOf(definition?.piece().origins ?? origins, home, pointer);
    },
  };
}

function originOf(
  origins: ReadonlyMap<string, SchemaNode>,
  home: SchemaNode,
  pointer: string,
): ReturnType<Bundle['origin']> {
  for (let head = pointer; ; head = getParentPointer(head)) {
    const node = origins.get(head);
    if (node !== undefined) return { source: node.source, pointer: node.pointer + pointer.slice(head.length) };
    if (head === '') return { source: home.source, pointer: home.pointer };
  }
}
