import { defineMessages, type Message } from '../l10n/messages.ts';
import type { PathEntry, ToolEntry } from '../model/model.ts';
import type { Project } from '../project/project.ts';
import { createCatalog } from '../schemas/catalog.ts';
import { selectTools } from '../schemas/openapi/selection.ts';
import type { Tool, ToolCatalog, ToolFile, ToolFormat } from '../schemas/tool.ts';
import { getToolFileFailure } from '../schemas/toolFileStatus.ts';
import { getRoot, resolvePath, toReadable } from '../text/paths.ts';
import { copyDependencies, createDependencies, type DependencyList } from './dependencies.ts';
import type { FileCache } from './fileCache.ts';
import { pathFailureMessage, readFailureMessage } from './readFailures.ts';
import type { MissingFile } from './subjects.ts';
import type { LoadedTools, ToolFiles } from './toolFiles.ts';

const say = defineMessages({
  read: {
    en: '{uri}: {count} {count|tool|tools} ({format}), {why}',
    'zh-CN': '{uri} 中有 {count} 个工具（{format}），{why}',
  },
  bare: { en: 'names and parameters only', 'zh-CN': '仅名称和参数' },
  unread: { en: '{path}: {reason}', 'zh-CN': '{path}：{reason}' },
  noTools: { en: 'no tools: {why}', 'zh-CN': '没有工具：{why}' },
  document: { en: 'specified in the document', 'zh-CN': '由文档指定' },
  procedure: { en: 'specified in its procedure', 'zh-CN': '由其流程文档指定' },
  project: { en: 'specified in the project file', 'zh-CN': '由项目文件指定' },
  workspace: { en: 'a tool file of the workspace', 'zh-CN': '工作区中的工具文件' },
  given: { en: 'specified for this run', 'zh-CN': '由本次运行指定' },
  linked: { en: 'linked in an API schema block', 'zh-CN': '由接口定义块链接' },
  inline: { en: '{count} {count|tool|tools} defined in the document', 'zh-CN': '文档中定义了 {count} 个工具' },
  nothing: {
    en: 'neither the document nor the project file specifies any, and the workspace has no *.tools.json or *.tools.yaml',
    'zh-CN': '文档和项目文件均未指定，工作区中也没有 *.tools.json 或 *.tools.yaml',
  },
});

/** The usual names of the tool file formats; the format without a name has a description. */
const FORMAT_NAMES: Readonly<Record<ToolFormat, string | Message>> = {
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

/** Paths to tools, the file that contains them, and why they are used. */
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
  readonly override: readonly string[] | undefined;
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
  readonly workspaceTools: WorkspaceTools;
}

/** The tools of a workspace folder, collected once for all documents that name none themselves. */
export interface WorkspaceTools {
  /** The tools that `collect` found for this root and project, or finds now if a file has changed since. */
  get(
    root: string,
    project: Project,
    dependencies: DependencyList,
    collect: (dependencies: DependencyList) => Promise<DocumentTools>,
  ): Promise<DocumentTools>;
}

interface WorkspaceToolsEntry {
  readonly revision: number;
  readonly tools: Promise<DocumentTools>;
  readonly dependencies: DependencyList;
}

/** Keeps the tools of each root and project until a file changes. */
export function createWorkspaceTools(files: FileCache): WorkspaceTools {
  const entries = new WeakMap<Project, Map<string, WorkspaceToolsEntry>>();
  return {
    async get(root, project, dependencies, collect) {
      const ofProject = entries.get(project) ?? new Map<string, WorkspaceToolsEntry>();
      entries.set(project, ofProject);
      let entry = ofProject.get(root);
      if (entry?.revision !== files.revision) {
        const found = createDependencies();
        entry = { revision: files.revision, tools: collect(found), dependencies: found };
        ofProject.set(root, entry);
      }
      const tools = await entry.tools;
      copyDependencies(entry.dependencies, dependencies);
      return tools;
    },
  };
}

/** Finds and loads the tools of a document. */
export async function loadDocumentTools(
  request: ToolRequest,
  dependencies: DependencyList,
  options: DocumentToolsOptions,
): Promise<DocumentTools> {
  const paths = request.paths.find(
    ({ entries, why }) => entries.length > 0 && (why === 'document' || request.override === undefined),
  );
  const isPlain = request.override === undefined && request.inline.length === 0 && request.links.length === 0;
  if (paths !== undefined || !isPlain) return collectTools(request, paths, dependencies, options);
  // Documents that name no tools share those of their workspace: collecting them for each would take time that grows
  // with the product of documents and tool files.
  const root = getRoot(request.uri, options.roots) ?? '';
  return options.workspaceTools.get(root, request.project, dependencies, (found) =>
    collectTools(request, undefined, found, options),
  );
}

async function collectTools(
  request: ToolRequest,
  paths: ToolPaths | undefined,
  dependencies: DependencyList,
  options: DocumentToolsOptions,
): Promise<DocumentTools> {
  const collector = createToolCollector();
  const loader: ToolLoader = {
    ...options,
    load: (uri) => options.toolFiles.load(uri, request.project, dependencies),
  };
  if (paths === undefined) await collectFiles(collector, request, dependencies, loader);
  else await collectPaths(collector, paths, request.uri, loader);
  await collectLinks(collector, request, loader);
  return collector.finish(request.inline);
}

type ToolCollector = ReturnType<typeof createToolCollector>;

interface ToolLoader extends DocumentToolsOptions {
  load(uri: string): Promise<LoadedTools>;
}

/** Collects the tools of the first list of paths that has entries. */
async function collectPaths(
  collector: ToolCollector,
  paths: ToolPaths,
  document: string,
  { roots, load }: ToolLoader,
): Promise<void> {
  for (const entry of paths.entries) {
    const found = await follow(entry, paths.from, roots, load);
    if (found.ok) collector.add(found.file, say(paths.why), entry);
    const reason = found.ok ? getToolFileFailure(found.file) : found.reason;
    if (reason !== undefined) collector.miss(entry, reason, paths.from === document);
  }
}

/** Collects the tools of the files of this run, else of the workspace. */
async function collectFiles(
  collector: ToolCollector,
  { uri: document, override }: ToolRequest,
  dependencies: DependencyList,
  loader: ToolLoader,
): Promise<void> {
  const uris = override ?? (await workspaceTools(document, dependencies, loader));
  for (const uri of uris) {
    const found = await loader.load(uri);
    if (found.ok) collector.add(found.file, say(override === undefined ? 'workspace' : 'given'));
    else collector.miss({ path: uri, range: { start: 0, end: 0 } }, readFailureMessage(found.reason), false);
  }
  if (uris.length === 0) collector.notes.push(say('noTools', { why: say('nothing') }));
}

/** Collects the tools that API schema blocks link to. */
async function collectLinks(
  collector: ToolCollector,
  { uri, links }: ToolRequest,
  { roots, load }: ToolLoader,
): Promise<void> {
  for (const link of links) {
    const found = await follow(link, uri, roots, load);
    if (found.ok) collector.add(found.file, say('linked'));
    else collector.miss(link, found.reason, true);
  }
}

/** The tool files below a document's root; below the first root for a document outside all of them. */
async function workspaceTools(
  uri: string,
  dependencies: DependencyList,
  { files, roots }: DocumentToolsOptions,
): Promise<readonly string[]> {
  const root = getRoot(uri, roots) ?? roots[0];
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

function createToolCollector() {
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
      const format = file.format === undefined ? '–' : FORMAT_NAMES[file.format];
      notes.push(say('read', { uri: toReadable(file.uri), count: selected.length, format, why }));
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
