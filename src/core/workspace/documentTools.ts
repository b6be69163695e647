import { defineMessages, type Message } from '../l10n/messages.ts';
import type { MissingFile } from '../lint/rule.ts';
import type { PathEntry, ToolEntry } from '../model/model.ts';
import type { Project } from '../project/project.ts';
import { createCatalog } from '../schemas/catalog.ts';
import { selectTools } from '../schemas/openapi/selection.ts';
import { toolsFailure } from '../schemas/readable.ts';
import type { Tool, ToolCatalog, ToolFile, ToolFormat } from '../schemas/tool.ts';
import type { DependencyList } from './dependencies.ts';
import { pathFailureMessage, readFailureMessage } from './failures.ts';
import type { FileCache } from './fileCache.ts';
import { readable, resolvePath, rootOf } from './paths.ts';
import type { LoadedTools, ToolFiles } from './toolFiles.ts';

const say = defineMessages({
  read: { en: '{uri}: {count} tools ({format}), {why}', 'zh-CN': '{uri} 中有 {count} 个工具（{format}），{why}' },
  bare: { en: 'names and parameters alone', 'zh-CN': '只有名称与参数' },
  unread: { en: '{path}: {reason}', 'zh-CN': '{path}：{reason}' },
  noTools: { en: 'no tools: {why}', 'zh-CN': '没有工具：{why}' },
  document: { en: 'named in the document', 'zh-CN': '由文档指定' },
  procedure: { en: 'named in its procedure', 'zh-CN': '由其流程文档指定' },
  project: { en: 'named in the project file', 'zh-CN': '由项目文件指定' },
  workspace: { en: 'a tool file of the workspace', 'zh-CN': '工作区中的工具文件' },
  given: { en: 'given for this run', 'zh-CN': '由本次运行指定' },
  linked: { en: 'linked in an API schema block', 'zh-CN': '由接口定义块链接' },
  inline: { en: '{count} tools written down in the document', 'zh-CN': '文档内写明了 {count} 个工具' },
  nothing: {
    en: 'neither the document nor the project file names any, and the workspace has no *.tools.json or *.tools.yaml',
    'zh-CN': '文档和项目文件均未指定，工作区中也没有 *.tools.json 或 *.tools.yaml',
  },
});

/** What the forms of tool files are called where they come from; the one without a name is described. */
const FORMATS: Readonly<Record<ToolFormat, string | Message>> = {
  openai: 'OpenAI',
  bare: say('bare'),
  anthropic: 'Anthropic',
  mcp: 'MCP',
  gemini: 'Gemini',
  bedrock: 'Bedrock',
  'openapi-3.0': 'OpenAPI 3.0',
  'openapi-3.1': 'OpenAPI 3.1',
  'swagger-2.0': 'Swagger 2.0',
};

/** Paths to tools, the file they stand in, and why they count. */
export interface ToolPaths {
  readonly from: string;
  readonly entries: readonly ToolEntry[];
  readonly why: 'document' | 'procedure' | 'project';
}

/** Where the tools of a document may come from, in the order in which they are looked for. */
export interface ToolRequest {
  readonly uri: string;
  readonly project: Project;
  /** The first of these with any entry counts. */
  readonly paths: readonly ToolPaths[];
  /** URIs to use instead of the project's and the workspace's. */
  readonly given: readonly string[] | undefined;
  readonly inline: readonly ToolFile[];
  /** Paths of API schema blocks. */
  readonly links: readonly PathEntry[];
}

/** The tools a document can call, and how they were found. */
export interface DocumentTools {
  readonly catalog: ToolCatalog;
  /** Files the document itself names that could not be read, or hold no tools. */
  readonly missing: readonly MissingFile[];
  readonly notes: readonly Message[];
  /** For files with an explicit `include`: the names it chose. */
  readonly chosen: ReadonlyMap<string, ReadonlySet<string>>;
}

export interface DocumentToolsOptions {
  readonly files: FileCache;
  readonly toolFiles: ToolFiles;
  readonly roots: readonly string[];
}

/** Finds and loads the tools of a document. */
export async function toolsOf(
  request: ToolRequest,
  dependencies: DependencyList,
  options: DocumentToolsOptions,
): Promise<DocumentTools> {
  const gathering = gather();
  const load = (uri: string): Promise<LoadedTools> => options.toolFiles.load(uri, request.project, dependencies);
  const paths = request.paths.find(
    ({ entries, why }) => entries.length > 0 && (why === 'document' || request.given === undefined),
  );
  if (paths !== undefined) {
    for (const entry of paths.entries) {
      const found = await follow(entry, paths.from, options.roots, load);
      if (found.ok) gathering.add(found.file, say(paths.why), entry);
      const reason = found.ok ? toolsFailure(found.file) : found.reason;
      if (reason !== undefined) gathering.miss(entry, reason, paths.from === request.uri);
    }
  } else {
    const uris = request.given ?? (await workspaceTools(request.uri, dependencies, options));
    for (const uri of uris) {
      const found = await load(uri);
      const entry = { path: uri, range: { start: 0, end: 0 } };
      if (found.ok) gathering.add(found.file, say(request.given === undefined ? 'workspace' : 'given'));
      else gathering.miss(entry, readFailureMessage(found.reason), false);
    }
    if (uris.length === 0) gathering.notes.push(say('noTools', { why: say('nothing') }));
  }
  for (const link of request.links) {
    const found = await follow(link, request.uri, options.roots, load);
    if (found.ok) gathering.add(found.file, say('linked'));
    else gathering.miss(link, found.reason, true);
  }
  return gathering.finish(request.inline);
}

/** The tool files below a document's root; below the first root for a document outside all of them. */
async function workspaceTools(
  uri: string,
  dependencies: DependencyList,
  { files, roots }: DocumentToolsOptions,
): Promise<readonly string[]> {
  const root = rootOf(uri, roots) ?? roots[0];
  if (root === undefined) return [];
  dependencies.lists.push({ root, kind: 'tools' });
  return files.list(root, 'tools');
}

type Followed = { readonly ok: true; readonly file: ToolFile } | { readonly ok: false; readonly reason: Message };

async function follow(
  entry: PathEntry,
  from: string,
  roots: readonly string[],
  load: (uri: string) => Promise<LoadedTools>,
): Promise<Followed> {
  const target = resolvePath(from, entry.path, roots);
  if (!target.ok) return { ok: false, reason: pathFailureMessage(target.reason) };
  const found = await load(target.uri);
  return found.ok ? found : { ok: false, reason: readFailureMessage(found.reason) };
}

function gather() {
  const tools = new Set<Tool>();
  const files = new Map<string, ToolFile>();
  const missing: MissingFile[] = [];
  const notes: Message[] = [];
  const chosen = new Map<string, ReadonlySet<string>>();
  return {
    notes,
    add(file: ToolFile, why: Message, entry?: PathEntry & Partial<ToolEntry>): void {
      const { include = [], exclude = [] } = entry ?? {};
      const selected = selectTools(file.tools, { include, exclude });
      for (const tool of selected) tools.add(tool);
      files.set(file.uri, file);
      if (include.length > 0) {
        chosen.set(file.uri, new Set([...(chosen.get(file.uri) ?? []), ...selected.map(({ name }) => name)]));
      }
      const format = file.format === undefined ? '–' : FORMATS[file.format];
      notes.push(say('read', { uri: readable(file.uri), count: selected.length, format, why }));
    },
    miss({ path, range }: PathEntry, reason: Message, own: boolean): void {
      if (own) missing.push({ path, range, reason });
      notes.push(say('unread', { path, reason }));
    },
    finish(inline: readonly ToolFile[]): DocumentTools {
      const named = new Set([...tools].map(({ name }) => name));
      const written: Tool[] = [];
      for (const tool of inline.flatMap((file) => file.tools)) {
        // Shots repeat the schema they teach; a file, or the first of them, is what counts.
        if (named.has(tool.name)) continue;
        named.add(tool.name);
        written.push(tool);
      }
      if (written.length > 0) notes.push(say('inline', { count: written.length }));
      const catalog = createCatalog([...tools, ...written], [...files.values(), ...inline]);
      return { catalog, missing, notes, chosen };
    },
  };
}
