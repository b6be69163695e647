import type { ParametersDraft } from '../draft.ts';
import { below, isObject, member, parentOf, stepsOf } from '../pointer.ts';
import type { SchemaSite } from '../references.ts';
import type { SourceDocument } from '../source/sourceDocument.ts';
import type { JsonObject, JsonValue } from '../tool.ts';
import type { SchemaDraft } from './adaptation.ts';
import { createDefinitions, type Definitions, reachable } from './definitions.ts';
import { schemaPointerOf, setDefinitionLookup, setSchemaPointer } from './links.ts';
import { type BundleOptions, type Copying, copySchema, MAX_SCHEMA_DEPTH, newCopying } from './schemaCopy.ts';

/** A schema that needs nothing outside itself: references lead into its own `$defs`, so that recursion stays finite. */
export interface Bundle {
  readonly schema: JsonObject;
  /** Where the node at a pointer of the bundle was declared. */
  origin(pointer: string): { readonly source: SourceDocument; readonly pointer: string };
}

/** Puts the schemas of a file's tools together. Definitions are copied once, however many tools refer to them. */
export interface Bundler {
  /** The parameters of a tool as one object schema. `home` is the tool itself, where nothing better is known. */
  parameters(draft: ParametersDraft, home: SchemaSite): Bundle;
  /** Any one schema, such as what a tool returns. */
  schema(site: SchemaSite): Bundle;
}

export function createBundler(options: BundleOptions): Bundler {
  const definitions: Definitions = createDefinitions(options.references, (site, root, at) => {
    const copying = newCopying(options, definitions);
    copying.origins.set(at, site);
    const schema = copySchema(copying, { site, root, at, depth: 0 });
    return { schema, references: copying.references, origins: copying.origins };
  });
  return {
    parameters(draft, home) {
      const copying = newCopying(options, definitions);
      const schema = draft.kind === 'fields' ? copyFields(copying, draft) : copyRoot(copying, draft.site);
      return bundle(copying, { ...schema, type: 'object' }, home);
    },
    schema(site) {
      const copying = newCopying(options, definitions);
      return bundle(copying, copyRoot(copying, site), site);
    },
  };
}

/** The root is resolved in place, so that whoever looks for `properties` finds them there. */
function copyRoot(copying: Copying, site: SchemaSite | undefined): JsonObject {
  if (site === undefined) return { type: 'object', properties: {} };
  const target = followed(copying, site);
  copying.origins.set('', target);
  const root = target.source === site.source ? site.pointer : '';
  const copied = copySchema(copying, { site: target, root, at: '', depth: 0 });
  return isObject(copied) ? copied : {};
}

function followed({ options }: Copying, site: SchemaSite): SchemaSite {
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

function copyFields(copying: Copying, { fields, others }: Extract<ParametersDraft, { kind: 'fields' }>): JsonObject {
  const properties = fields.map(({ name, schema, declared, description }): [string, JsonValue] => {
    const at = below('/properties', name);
    copying.origins.set(at, schema ?? declared);
    const copied = schema === undefined ? {} : copySchema(copying, { site: schema, root: '', at, depth: 1 });
    return [name, described(copied, description)];
  });
  const required = fields.filter((field) => field.required).map((field) => field.name);
  const schema: SchemaDraft = { properties: Object.fromEntries(properties) };
  if (required.length > 0) schema.required = required;
  if (others !== undefined) {
    const at = '/additionalProperties';
    copying.origins.set(at, others);
    schema.additionalProperties = copySchema(copying, { site: others, root: '', at, depth: 1 });
  }
  return schema;
}

function described(schema: JsonValue, description: string | undefined): JsonValue {
  if (description === undefined || !isObject(schema) || member(schema, 'description') !== undefined) return schema;
  const copy = { ...schema, description };
  setSchemaPointer(copy, schemaPointerOf(schema));
  return copy;
}

function bundle({ references, origins, definitions }: Copying, schema: JsonObject, home: SchemaSite): Bundle {
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
      const [keyword, name] = stepsOf(pointer);
      const definition = keyword === '$defs' && name !== undefined ? definitions.named(name) : undefined;
      return originOf(definition?.piece().origins ?? origins, home, pointer);
    },
  };
}

function originOf(
  origins: ReadonlyMap<string, SchemaSite>,
  home: SchemaSite,
  pointer: string,
): ReturnType<Bundle['origin']> {
  for (let head = pointer; ; head = parentOf(head)) {
    const site = origins.get(head);
    if (site !== undefined) return { source: site.source, pointer: site.pointer + pointer.slice(head.length) };
    if (head === '') return { source: home.source, pointer: home.pointer };
  }
}
