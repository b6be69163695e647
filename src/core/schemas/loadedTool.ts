import type { JsonObject } from '../text/json.ts';
import { isObject, member } from '../text/json.ts';
import type { SourceDocument } from '../text/source/sourceDocument.ts';
import { type Bundle, type Bundler, createBundler } from './bundling/bundler.ts';
import { getDialect } from './dialect.ts';
import { getPropertyNames, getRequiredNames } from './objectShape.ts';
import type { References } from './references.ts';
import type { SchemaNode } from './schemaNode.ts';
import type { JsonSchema, SchemaDialect, Tool, ToolFile } from './tool.ts';
import type { ToolDraft } from './toolDraft.ts';

/** A tool with what its file knows of it besides. */
export interface LoadedTool {
  readonly tool: Tool;
  readonly draft: ToolDraft;
  bundle(): Bundle;
}

/** A file's bundlers, by what they do differently; nearly every file has one. */
export type BundlerFor = (dialect: SchemaDialect, dropReadOnly: boolean) => Bundler;

export function createBundlerLookup(references: References): BundlerFor {
  const bundlers = new Map<string, Bundler>();
  return (dialect, dropReadOnly) => {
    const key = `${dialect} ${dropReadOnly}`;
    const known = bundlers.get(key) ?? createBundler({ references, dialect, dropReadOnly });
    bundlers.set(key, known);
    return known;
  };
}

/** A tool whose schemas are put together when they are first asked for. */
export function loadTool(draft: ToolDraft, file: ToolFile, source: SourceDocument, bundlerFor: BundlerFor): LoadedTool {
  const format = draft.format;
  let bundle: Bundle | undefined;
  let names: readonly string[] | undefined;
  let required: readonly string[] | undefined;
  let returns: { readonly schema: JsonSchema | undefined } | undefined;
  const dropReadOnly = draft.operation !== undefined;
  // An operation's parameters come from many parts of the file, of which the file speaks for all.
  const parameters = dropReadOnly ? undefined : draft.parameters();
  const schema = parameters?.kind === 'schema' ? parameters.node?.value : undefined;
  const dialect = getDialect(format, schema, source.value);
  const bundled = (): Bundle => {
    bundle ??= bundlerFor(dialect, dropReadOnly).parameters(usable(draft), draft.node);
    return bundle;
  };
  const tool: Tool = {
    name: draft.name,
    description: draft.description,
    strict: draft.strict,
    dialect,
    file,
    pointer: draft.node.pointer,
    operation: draft.operation,
    get parameters() {
      return bundled().schema;
    },
    get parameterNames() {
      names ??= getPropertyNames(bundled().schema);
      return names;
    },
    get required() {
      required ??= getRequiredNames(bundled().schema);
      return required;
    },
    get returns() {
      const node = draft.returns();
      returns ??= {
        schema: node === undefined ? undefined : bundlerFor(dialect, false).schema(node).schema,
      };
      return returns.schema;
    },
  };
  return { tool, draft, bundle: bundled };
}

function usable(draft: ToolDraft): ReturnType<ToolDraft['parameters']> {
  const parameters = draft.parameters();
  if (parameters.kind === 'fields' || parameters.node === undefined || describesObject(parameters.node))
    return parameters;
  return { kind: 'schema', node: { ...parameters.node, value: { additionalProperties: true } } };
}

/** Keywords by one of which the schema of an object is known. */
const SCHEMA_KEYWORDS = [
  'type',
  'properties',
  '$ref',
  'allOf',
  'anyOf',
  'oneOf',
  'additionalProperties',
  'required',
  '$schema',
] as const;

/** False for a list of parameters, a bare map of them, or a schema of something else. */
export function describesObject({ value }: SchemaNode): boolean {
  if (!isObject(value)) return false;
  const type = member(value, 'type');
  if (typeof type === 'string' && !/^(object|dict|map|struct)/i.test(type)) return false;
  return (
    Object.keys(value).length === 0 ||
    SCHEMA_KEYWORDS.some((key) => member(value, key) !== undefined && !isProperty(value, key))
  );
}

/** In a bare map of parameters a keyword's name would be a parameter's: then its value is a schema. */
function isProperty(value: JsonObject, key: string): boolean {
  const inner = member(value, key);
  return key === 'type' && isObject(inner);
}
