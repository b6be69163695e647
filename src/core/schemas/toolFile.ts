import { defineMessages } from '../l10n/messages.ts';
import type { JsonValue } from '../text/json.ts';
import { isObject, member } from '../text/json.ts';
import type { SourceDocument } from '../text/source/sourceDocument.ts';
import { finish, type Steps } from '../text/timeSlices.ts';
import { compilationProblems } from './compilation.ts';
import { functionTools } from './functionTools.ts';
import { type Inspected, inspectSchemas } from './inspection.ts';
import { createBundlerLookup, describesObject, type LoadedTool, loadTool } from './loadedTool.ts';
import { getBrokenReferences } from './openapi/brokenReferences.ts';
import { type OpenapiOptions, openapiTools } from './openapi/openapiTools.ts';
import { getOpenapiFormat } from './openapi/operations.ts';
import { createReferences, type References } from './references.ts';
import type { SchemaNode } from './schemaNode.ts';
import { walkToolSchemas } from './schemaWalk.ts';
import type { ParameterLocation, SchemaProblem, Tool, ToolFile, ToolFormat } from './tool.ts';
import type { ToolDraft } from './toolDraft.ts';
import type { EntryProblem } from './toolEntries.ts';
import { getUnsupportedFormatMessage, isUnsupportedFormat } from './unsupportedFormats.ts';

const say = defineMessages({
  unsupportedVersion: {
    en: 'OpenAPI {version} is not known; versions 2.0, 3.0 and 3.1 are read.',
    'zh-CN': '不支持 OpenAPI {version}；可读取 2.0、3.0 和 3.1 版。',
  },
  onlyWebhooks: {
    en: 'This OpenAPI document has no `paths`, so it has no operations that a tool could call. Webhooks are calls in the other direction.',
    'zh-CN': '此 OpenAPI 文档没有 `paths`，因此没有可供工具调用的操作。webhooks 是反方向的调用。',
  },
  duplicateKey: {
    en: 'This object has `{name}` twice. The last one counts.',
    'zh-CN': '此对象中 `{name}` 出现了两次，以最后一个为准。',
  },
  notObject: {
    en: 'The parameters of `{name}` must be one JSON Schema of an object: {"type": "object", "properties": {…}}. Its calls are not checked.',
    'zh-CN': '`{name}` 的参数应为对象的 JSON Schema：{"type": "object", "properties": {…}}。对它的调用不作检查。',
  },
});

/** How many schemas are put together in one step. */
const STEP_SCHEMAS = 100;
/** How many tools' schemas are looked for in one step. */
const STEP_TOOLS = 100;

/** What surrounds the reading of a tool file. */
export interface ToolFileOptions extends OpenapiOptions {
  readonly roots: readonly string[];
  /** The files its references lead to, by URI, as far as they could be read. The file itself may be left out. */
  readonly sources?: ReadonlyMap<string, SourceDocument>;
}

export const DEFAULT_OPTIONS: ToolFileOptions = { openapi: { in: [], ignoreParameters: [] }, names: {}, roots: [] };

/** The tools of a source. Schemas are put together when a tool is first used, problems when they are first asked for. */
export function createToolFile(source: SourceDocument, options: ToolFileOptions = DEFAULT_OPTIONS): ToolFile {
  const references = createReferences(new Map([...(options.sources ?? []), [source.uri, source]]), options.roots);
  const { format, drafts, entries } = draftsOf(source, references, options);
  const loaded: LoadedTool[] = [];
  let problems: readonly SchemaProblem[] | undefined;
  function* findProblems(): Steps<readonly SchemaProblem[]> {
    problems ??= [...source.problems, ...(yield* problemsOf(source, format, loaded, references, entries))];
    return problems;
  }
  const file: ToolFile = {
    uri: source.uri,
    text: source.text,
    get lines() {
      return source.lines;
    },
    format,
    get isOtherData() {
      return format === undefined && isOtherData(source, entries);
    },
    get tools() {
      return tools;
    },
    get problems() {
      return finish(findProblems());
    },
    *prepare() {
      let visited = 0;
      for (const _ of walkToolSchemas(tools)) if (++visited % STEP_SCHEMAS === 0) yield;
      yield* findProblems();
    },
    syntaxError: source.problems.find(({ unreadable }) => unreadable === true),
    rangesAt: (pointer) => source.rangesAt(pointer),
    parameterLocation: (tool, pointer) => parameterLocation(loaded, tool, pointer),
  };
  const bundlerFor = createBundlerLookup(references);
  for (const draft of drafts) loaded.push(loadTool(draft, file, source, bundlerFor));
  const tools = loaded.map(({ tool }) => tool);
  return file;
}

function draftsOf(source: SourceDocument, references: References, options: ToolFileOptions): FileContent {
  if (source.value === undefined) return { format: undefined, drafts: [], entries: [] };
  const root: SchemaNode = { source, pointer: '', value: source.value };
  const format = getOpenapiFormat(root);
  if (format !== undefined) return { format, drafts: openapiTools(root, format, references, options), entries: [] };
  const { drafts, problems } = functionTools(root);
  return { format: drafts[0]?.format, drafts, entries: problems };
}

/** What a file declares. */
interface FileContent {
  readonly format: ToolFormat | undefined;
  readonly drafts: readonly ToolDraft[];
  readonly entries: readonly EntryProblem[];
}

function parameterLocation(loaded: readonly LoadedTool[], tool: Tool, pointer: string): ParameterLocation {
  const found = loaded.find((candidate) => candidate.tool === tool);
  if (found === undefined) {
    const { file } = tool;
    return { uri: file.uri, ranges: file.rangesAt(tool.pointer), pointer: tool.pointer, source: file };
  }
  const { source, pointer: declared } = found.bundle().origin(pointer);
  return { uri: source.uri, ranges: source.rangesAt(declared), pointer: declared, source };
}

function* problemsOf(
  source: SourceDocument,
  format: ToolFormat | undefined,
  loaded: readonly LoadedTool[],
  references: References,
  entries: readonly EntryProblem[],
): Steps<readonly SchemaProblem[]> {
  if (source.value === undefined) return [];
  const repeated = duplicateKeyProblems(source);
  const skipped = entries.map((entry) => entryProblem(source, entry));
  if (format === undefined)
    return source.problems.length > 0 || isEmptyList(source.value)
      ? repeated
      : [...skipped, ...repeated, emptyProblem(source)];
  const schemas: Inspected[] = [];
  for (const [index, tool] of loaded.entries()) {
    if (index % STEP_TOOLS === 0) yield;
    schemas.push(...schemasOf(tool));
  }
  const found = yield* inspectSchemas(source, schemas, references, {
    isOwnType: (name) =>
      (format === 'gemini' && /^[A-Z]+$/.test(name)) ||
      (format === 'swagger-2.0' && (name === 'file' || name === 'ref')),
  });
  const root: SchemaNode = { source, pointer: '', value: source.value };
  const broken = getOpenapiFormat(root) === undefined ? [] : getBrokenReferences(root, references);
  const shapeless = loaded.flatMap(({ draft, tool }) => shapelessParameters(source, draft, tool));
  return [...broken, ...skipped, ...repeated, ...found, ...shapeless, ...compilationProblems(source, loaded)];
}

/** The problem of an entry; a misspelt key has a fix where it is written in quotes or as a plain word. */
function entryProblem(source: SourceDocument, { node, message, isKey, replacement }: EntryProblem): SchemaProblem {
  const { key, value } = source.rangesAt(node.pointer);
  const range = isKey && key !== undefined ? key : shorten(source, value);
  if (replacement === undefined || key === undefined) return { rule: 'schema-invalid', message, ...range };
  const isQuoted = /["']/.test(source.text.charAt(key.start));
  const fix = { range: key, replacement: isQuoted ? JSON.stringify(replacement) : replacement };
  return { rule: 'schema-invalid', message, ...range, fix };
}

/** A whole entry is too much to underline. */
function shorten(
  { text }: SourceDocument,
  { start, end }: { start: number; end: number },
): { start: number; end: number } {
  const lineBreak = text.indexOf('\n', start);
  return { start, end: lineBreak === -1 ? end : Math.min(end, lineBreak) };
}

function duplicateKeyProblems(source: SourceDocument): readonly SchemaProblem[] {
  return source.duplicateKeys().map(({ name, range }) => ({
    rule: 'schema-invalid',
    message: say('duplicateKey', { name }),
    ...range,
  }));
}

/** True for data that no message about tools would help: it is neither broken nor of a kind that has tools. */
function isOtherData({ value, problems }: SourceDocument, entries: readonly EntryProblem[]): boolean {
  if (value === undefined || problems.length > 0 || entries.length > 0 || isEmptyList(value)) return false;
  const version = isObject(value) ? (member(value, 'openapi') ?? member(value, 'swagger')) : undefined;
  return version === undefined && !isUnsupportedFormat(value);
}

/** Nothing is wrong with a file whose author has just begun. */
function isEmptyList(value: JsonValue): boolean {
  const list = isObject(value) ? member(value, 'tools') : value;
  return Array.isArray(list) && list.length === 0;
}

function emptyProblem(source: SourceDocument): SchemaProblem {
  const value = source.value ?? null;
  const version = isObject(value) ? (member(value, 'openapi') ?? member(value, 'swagger')) : undefined;
  const { start, end } = source.rangesAt('').value;
  const firstLine = source.text.indexOf('\n', start);
  const range = { start, end: firstLine === -1 ? end : Math.min(end, firstLine) };
  const message =
    version === undefined
      ? getUnsupportedFormatMessage(value)
      : /^(?:2\.|3\.[01])/.test(String(version))
        ? say('onlyWebhooks')
        : say('unsupportedVersion', { version: JSON.stringify(version) });
  return { rule: 'schema-invalid', message, ...range };
}

/** Every schema that a tool's calls and observations are checked against. */
function schemasOf({ draft }: LoadedTool): readonly Inspected[] {
  const parameters = draft.parameters();
  const returns = draft.returns();
  const after = returns === undefined ? [] : [{ node: returns, root: rootOf(draft, returns) }];
  if (parameters.kind === 'fields') {
    const fields = parameters.fields.flatMap(({ schema }) =>
      schema === undefined ? [] : [{ node: schema, root: '' }],
    );
    return [...fields, ...after];
  }
  const { node } = parameters;
  return node === undefined || !describesObject(node) ? after : [{ node, root: node.pointer }, ...after];
}

function rootOf(draft: ToolDraft, node: SchemaNode): string {
  return draft.operation === undefined ? node.pointer : '';
}

function shapelessParameters(source: SourceDocument, draft: ToolDraft, tool: Tool): readonly SchemaProblem[] {
  if (draft.operation !== undefined) return [];
  const parameters = draft.parameters();
  if (parameters.kind === 'fields' || parameters.node === undefined || describesObject(parameters.node)) return [];
  const place = source.rangesAt(parameters.node.pointer);
  const message = say('notObject', { name: tool.name });
  return [{ rule: 'schema-invalid', message, ...(place.key ?? place.value) }];
}
