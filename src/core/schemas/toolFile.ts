import { defineMessages } from '../l10n/messages.ts';
import { compilationProblems } from './compilation.ts';
import type { ToolDraft } from './draft.ts';
import { nothingFound } from './foreign.ts';
import { functionTools } from './functionTools.ts';
import { type Inspected, inspectSchemas } from './inspection.ts';
import { bundlersOf, describesObject, type LoadedTool, loadTool } from './loadedTool.ts';
import { brokenReferences } from './openapi/brokenReferences.ts';
import { type OpenapiOptions, openapiTools } from './openapi/openapiTools.ts';
import { openapiFormat } from './openapi/operations.ts';
import { isObject, member } from './pointer.ts';
import { createReferences, type References, type SchemaSite } from './references.ts';
import type { SourceDocument } from './source/sourceDocument.ts';
import type { JsonValue, ParameterPlace, SchemaProblem, Tool, ToolFile, ToolFormat } from './tool.ts';

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
  const shapeless = loaded.flatMap(({ draft, tool }) => shapelessParameters(source, draft, tool));
  return [...broken, ...found, ...shapeless, ...compilationProblems(source, loaded)];
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
