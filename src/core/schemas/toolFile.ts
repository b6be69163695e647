import { defineMessages } from '../l10n/messages.ts';
import { type Bundle, type Bundler, createBundler } from './bundling/bundler.ts';
import { dialectOf } from './dialect.ts';
import type { ToolDraft } from './draft.ts';
import { nothingFound } from './foreign.ts';
import { functionTools } from './functionTools.ts';
import { type Inspected, inspectSchemas } from './inspection.ts';
import { brokenReferences } from './openapi/brokenReferences.ts';
import { type OpenapiOptions, openapiTools } from './openapi/openapiTools.ts';
import { openapiFormat } from './openapi/operations.ts';
import { isObject, member, stringsOf } from './pointer.ts';
import { createReferences, type References, type SchemaSite } from './references.ts';
import { propertyNames } from './shape.ts';
import type { SourceDocument } from './source/sourceDocument.ts';
import type {
  JsonObject,
  JsonSchema,
  JsonValue,
  ParameterPlace,
  SchemaDialect,
  SchemaProblem,
  Tool,
  ToolFile,
  ToolFormat,
} from './tool.ts';

const say = defineMessages({
  unsupportedVersion: {
    en: 'OpenAPI {version} is not known; versions 2.0, 3.0 and 3.1 are read.',
    'zh-CN': '不支持 OpenAPI {version}；可读取 2.0、3.0 和 3.1 版。',
  },
  notObject: {
    en: 'The parameters of `{name}` must be one JSON Schema of an object: {"type": "object", "properties": {…}}. Its calls are not checked.',
    'zh-CN': '`{name}` 的参数应为对象的 JSON Schema：{"type": "object", "properties": {…}}。对它的调用不作检查。',
  },
});

/** What surrounds the reading of a tool file. */
export interface ToolFileOptions extends OpenapiOptions {
  readonly roots: readonly string[];
  /** The files its references lead to, by URI, as far as they could be read. The file itself may be left out. */
  readonly sources?: ReadonlyMap<string, SourceDocument>;
}

export const DEFAULT_OPTIONS: ToolFileOptions = { openapi: { in: [], ignoreParameters: [] }, names: {}, roots: [] };

/** The tools of a source. Schemas are put together when a tool is first used, problems when they are first asked for. */
export function toolFileOf(source: SourceDocument, options: ToolFileOptions = DEFAULT_OPTIONS): ToolFile {
  const references = createReferences(new Map([...(options.sources ?? []), [source.uri, source]]), options.roots);
  const { format, drafts } = draftsOf(source, references, options);
  const loaded: LoadedTool[] = [];
  let problems: readonly SchemaProblem[] | undefined;
  const file: ToolFile = {
    uri: source.uri,
    text: source.text,
    get lines() {
      return source.lines;
    },
    format,
    get tools() {
      return tools;
    },
    get problems() {
      problems ??= [...source.problems, ...problemsOf(source, format, loaded, references)];
      return problems;
    },
    place: (pointer) => source.place(pointer),
    parameterPlace: (tool, pointer) => parameterPlace(loaded, tool, pointer),
  };
  const bundlerFor = bundlersOf(references);
  for (const draft of drafts) loaded.push(loadTool(draft, file, source, bundlerFor));
  const tools = loaded.map(({ tool }) => tool);
  return file;
}

interface LoadedTool {
  readonly tool: Tool;
  readonly draft: ToolDraft;
  bundle(): Bundle;
}

function draftsOf(
  source: SourceDocument,
  references: References,
  options: ToolFileOptions,
): { readonly format: ToolFormat | undefined; readonly drafts: readonly ToolDraft[] } {
  if (source.value === undefined) return { format: undefined, drafts: [] };
  const root: SchemaSite = { source, pointer: '', value: source.value };
  const format = openapiFormat(root);
  if (format !== undefined) return { format, drafts: openapiTools(root, format, references, options) };
  const drafts = functionTools(root);
  return { format: drafts[0]?.format, drafts };
}

/** A file's bundlers, by what they do differently; nearly every file has one. */
type BundlerFor = (dialect: SchemaDialect, dropReadOnly: boolean) => Bundler;

function bundlersOf(references: References): BundlerFor {
  const bundlers = new Map<string, Bundler>();
  return (dialect, dropReadOnly) => {
    const key = `${dialect} ${dropReadOnly}`;
    const known = bundlers.get(key) ?? createBundler({ references, dialect, dropReadOnly });
    bundlers.set(key, known);
    return known;
  };
}

function loadTool(draft: ToolDraft, file: ToolFile, source: SourceDocument, bundlerFor: BundlerFor): LoadedTool {
  const format = draft.format;
  let bundle: Bundle | undefined;
  let names: readonly string[] | undefined;
  let required: readonly string[] | undefined;
  let returns: { readonly schema: JsonSchema | undefined } | undefined;
  const dropReadOnly = draft.operation !== undefined;
  const parametersSite = (): SchemaSite | undefined => {
    const parameters = draft.parameters();
    return parameters.kind === 'schema' ? parameters.site : undefined;
  };
  const dialect = dialectOf(format, parametersSite()?.value, source.value);
  const bundled = (): Bundle => {
    bundle ??= bundlerFor(dialect, dropReadOnly).parameters(usable(draft), draft.site);
    return bundle;
  };
  const tool: Tool = {
    name: draft.name,
    description: draft.description,
    strict: draft.strict,
    dialect,
    file,
    pointer: draft.site.pointer,
    operation: draft.operation,
    get parameters() {
      return bundled().schema;
    },
    get parameterNames() {
      names ??= propertyNames(bundled().schema);
      return names;
    },
    get required() {
      required ??= requiredNames(bundled().schema);
      return required;
    },
    get returns() {
      const site = draft.returns();
      returns ??= {
        schema: site === undefined ? undefined : bundlerFor(dialect, false).schema(site).schema,
      };
      return returns.schema;
    },
  };
  return { tool, draft, bundle: bundled };
}

/** A required name that is no property can never be given, so it is not asked for. */
function requiredNames(schema: JsonObject): readonly string[] {
  const names = new Set(propertyNames(schema));
  return stringsOf(member(schema, 'required')).filter((name) => names.has(name));
}

function usable(draft: ToolDraft): ReturnType<ToolDraft['parameters']> {
  const parameters = draft.parameters();
  if (parameters.kind === 'fields' || parameters.site === undefined || describesObject(parameters.site))
    return parameters;
  return { kind: 'schema', site: { ...parameters.site, value: { additionalProperties: true } } };
}

/** False for a list of parameters, a bare map of them, or a schema of something else. */
function describesObject({ value }: SchemaSite): boolean {
  if (!isObject(value)) return false;
  const keywords = [
    'type',
    'properties',
    '$ref',
    'allOf',
    'anyOf',
    'oneOf',
    'additionalProperties',
    'required',
    '$schema',
  ];
  const type = member(value, 'type');
  if (typeof type === 'string' && !/^(object|dict|map|struct)/i.test(type)) return false;
  return (
    Object.keys(value).length === 0 ||
    keywords.some((key) => member(value, key) !== undefined && !isProperty(value, key))
  );
}

/** In a bare map of parameters a keyword's name would be a parameter's: then its value is a schema. */
function isProperty(value: JsonObject, key: string): boolean {
  const inner = member(value, key);
  return key === 'type' && isObject(inner);
}

function parameterPlace(loaded: readonly LoadedTool[], tool: Tool, pointer: string): ParameterPlace {
  const found = loaded.find((candidate) => candidate.tool === tool);
  if (found === undefined) {
    const { file } = tool;
    return { uri: file.uri, place: file.place(tool.pointer), pointer: tool.pointer, source: file };
  }
  const { source, pointer: declared } = found.bundle().origin(pointer);
  return { uri: source.uri, place: source.place(declared), pointer: declared, source };
}

function problemsOf(
  source: SourceDocument,
  format: ToolFormat | undefined,
  loaded: readonly LoadedTool[],
  references: References,
): readonly SchemaProblem[] {
  if (source.value === undefined) return [];
  if (format === undefined)
    return source.problems.length > 0 || isEmptyList(source.value) ? [] : [emptyProblem(source)];
  const found = inspectSchemas(
    source,
    loaded.flatMap((tool) => schemasOf(tool)),
    references,
    {
      isOwnType: (name) =>
        (format === 'gemini' && /^[A-Z]+$/.test(name)) ||
        (format === 'swagger-2.0' && (name === 'file' || name === 'ref')),
    },
  );
  const root: SchemaSite = { source, pointer: '', value: source.value };
  const broken = openapiFormat(root) === undefined ? [] : brokenReferences(root, references);
  return [...broken, ...found, ...loaded.flatMap(({ draft, tool }) => shapelessParameters(source, draft, tool))];
}

/** Nothing is wrong with a file whose author has just begun. */
function isEmptyList(value: JsonValue): boolean {
  const list = isObject(value) ? member(value, 'tools') : value;
  return Array.isArray(list) && list.length === 0;
}

function emptyProblem(source: SourceDocument): SchemaProblem {
  const value = source.value ?? null;
  const version = isObject(value) ? (member(value, 'openapi') ?? member(value, 'swagger')) : undefined;
  const { start, end } = source.place('').value;
  const firstLine = source.text.indexOf('\n', start);
  const range = { start, end: firstLine === -1 ? end : Math.min(end, firstLine) };
  const message =
    version === undefined ? nothingFound(value) : say('unsupportedVersion', { version: JSON.stringify(version) });
  return { rule: 'schema-invalid', message, ...range };
}

/** Every schema that a tool's calls and observations are checked against. */
function schemasOf({ draft }: LoadedTool): readonly Inspected[] {
  const parameters = draft.parameters();
  const returns = draft.returns();
  const after = returns === undefined ? [] : [{ site: returns, root: rootOf(draft, returns) }];
  if (parameters.kind === 'fields') {
    const fields = parameters.fields.flatMap(({ schema }) =>
      schema === undefined ? [] : [{ site: schema, root: '' }],
    );
    return [...fields, ...after];
  }
  const { site } = parameters;
  return site === undefined || !describesObject(site) ? after : [{ site, root: site.pointer }, ...after];
}

function rootOf(draft: ToolDraft, site: SchemaSite): string {
  return draft.operation === undefined ? site.pointer : '';
}

function shapelessParameters(source: SourceDocument, draft: ToolDraft, tool: Tool): readonly SchemaProblem[] {
  if (draft.operation !== undefined) return [];
  const parameters = draft.parameters();
  if (parameters.kind === 'fields' || parameters.site === undefined || describesObject(parameters.site)) return [];
  const place = source.place(parameters.site.pointer);
  const message = say('notObject', { name: tool.name });
  return [{ rule: 'schema-invalid', message, ...(place.key ?? place.value) }];
}
