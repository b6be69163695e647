import type { FileKind, LoadedCounter, ReadFailure, ReadResult, WorkspaceHost } from '../host.ts';
import type { Message } from '../l10n/messages.ts';
import type { Project } from '../project/project.ts';
import type { RuleSchemaSource } from '../project/projectSchema.ts';
import { createCatalog } from '../schemas/catalog.ts';
import { PROVIDER_IDS } from '../schemas/providers/index.ts';
import type { ToolCatalog, ToolFile } from '../schemas/tool.ts';
import { getToolFileFailure } from '../schemas/toolFileStatus.ts';
import { LineIndex } from '../text/lineIndex.ts';
import { getRoot, resolvePath, toCanonical } from '../text/paths.ts';
import { findCalledProcedures } from './calledProcedures.ts';
import {
  copyDependencies,
  createDependencies,
  createDependencyGraph,
  type Dependencies,
  type DependencyList,
} from './dependencies.ts';
import { createDocumentCache } from './documentCache.ts';
import { createWorkspaceTools, type DocumentTools, loadDocumentTools, type ToolPaths } from './documentTools.ts';
import { createFileCache } from './fileCache.ts';
import { getFileKind } from './fileKinds.ts';
import { getSharedPaths, loadShots, type ShotsOptions, type Yield } from './parsedShots.ts';
import { getProcedure, readProcedures } from './procedureCache.ts';
import { createProjects } from './projects.ts';
import { pathFailureMessage, readFailureMessage } from './readFailures.ts';
import type { Services } from './services.ts';
import type { MissingFile, ProcedureSubject, ProjectSubject, ShotsSubject, ToolsSubject } from './subjects.ts';
import { createToolFiles } from './toolFiles.ts';
import type { ToolUse } from './usedTools.ts';

export type { ShotsOptions, Yield } from './parsedShots.ts';

/** Something read from a file, or why the file could not be read. */
export type Loaded<Value> =
  | { readonly ok: true; readonly value: Value }
  | { readonly ok: false; readonly reason: ReadFailure };

/** What a workspace is created with. */
export interface WorkspaceOptions {
  /** The rules a project file may set; without them every rule id is accepted. */
  readonly rules?: readonly RuleSchemaSource[];
  /** True to keep what each document does with tools, for tool files that are checked after the documents. */
  readonly collectsToolUse?: boolean | undefined;
}

/**
 * The documents, each with its project, tools and procedures. The requested file is read again each
 * time; its dependencies are read once, and again after `changed`.
 */
export interface Workspace {
  /** The workspace's folders, in canonical spelling. */
  readonly roots: readonly string[];
  shots(uri: string, options?: ShotsOptions): Promise<Loaded<ShotsSubject>>;
  /** `used`: look through the shots of the root for calls to its tools, too. */
  tools(uri: string, options?: { readonly used?: boolean }): Promise<Loaded<ToolsSubject>>;
  procedure(uri: string): Promise<Loaded<ProcedureSubject>>;
  project(uri: string): Promise<Loaded<ProjectSubject>>;
  /** The project of a file. */
  projectOf(uri: string): Promise<Project>;
  /** What counts tokens. A path is relative to the project file. Undefined if the host has no tokenizers. */
  loadTokenCounter(tokenizer: string, project: Project): Promise<LoadedCounter | undefined>;
  /** Reads documents without caching them, for features that go through all documents. */
  readonly uncached: UncachedReader;
  /** Call when a file changed, appeared or was deleted. Returns the known documents that must be checked again. */
  changed(uri: string): readonly string[];
  /**
   * The known tool files to check again after a change of a shots document: all of them if its front matter is another,
   * as that says which tools the document uses and whom they are for.
   */
  affectedToolFiles(uri: string): Promise<readonly string[]>;
  /** What a file was last made from and, if it was read together with its use, the documents that use it. */
  dependenciesOf(uri: string): Dependencies;
  /** What was loaded for a shots document, and why. Empty if it cannot be read. */
  explain(uri: string): Promise<readonly Message[]>;
}

/** A document that was read without caching it. */
export interface UncachedDocument<Subject> {
  readonly subject: Subject;
  readonly version: string;
  /** Files that decide what the document means; a change of one is a change of the document. */
  readonly dependencies: Dependencies;
}

export interface UncachedReader {
  /** The files of a kind in all roots. */
  list(kind: FileKind): Promise<readonly string[]>;
  read(uri: string): Promise<ReadResult>;
  /** `rest` is waited for between the steps, by those who go through many documents. */
  shots(uri: string, rest?: Yield): Promise<Loaded<UncachedDocument<ShotsSubject>>>;
  procedure(uri: string, rest?: Yield): Promise<Loaded<UncachedDocument<ProcedureSubject>>>;
  project(uri: string): Promise<Loaded<UncachedDocument<ProjectSubject>>>;
  tools(uri: string): Promise<ToolFile | undefined>;
}

/** Creates the workspace of a host. */
export function createWorkspace(host: WorkspaceHost, options: WorkspaceOptions = {}): Workspace {
  const roots = host.roots.map(toCanonical);
  const files = createFileCache(host);
  const services: Services = {
    files,
    roots,
    projects: createProjects(files, roots, options.rules),
    toolFiles: createToolFiles(files, roots),
    workspaceTools: createWorkspaceTools(files),
  };
  const graph = createDependencyGraph();
  const readings = createDocumentCache(services, options.collectsToolUse);
  /** The tool files that were looked at together with their use. */
  const checkedToolFiles = new Set<string>();

  const track = async <Value>(
    given: string,
    build: (uri: string, text: string, dependencies: DependencyList) => Promise<Value>,
  ): Promise<Loaded<Value>> => {
    const uri = toCanonical(given);
    const { result, changed } = await files.reload(uri);
    if (changed && getFileKind(uri) !== 'shots') readings.invalidate();
    const dependencies = createDependencies();
    dependencies.files.add(uri);
    const settle = graph.beginUpdate(given, dependencies);
    try {
      return result.ok ? { ok: true, value: await build(uri, result.text, dependencies) } : result;
    } finally {
      settle();
    }
  };

  return {
    roots,
    async shots(given, shots = {}) {
      const loaded = await track(given, (uri, text, dependencies) => readings.read(uri, text, shots, dependencies));
      return loaded.ok ? { ok: true, value: loaded.value.subject } : loaded;
    },
    async tools(given, { used = false } = {}) {
      if (used) checkedToolFiles.add(given);
      const loaded = await track(given, async (uri, _text, dependencies) => {
        const project = await services.projects.nearest(uri, dependencies);
        const found = await services.toolFiles.load(uri, project, dependencies);
        if (!found.ok) return undefined;
        const root = getRoot(uri, roots);
        const use = used && root !== undefined ? await readings.useIn(root) : undefined;
        const others =
          project.tools.length === 0
            ? undefined
            : await sharedTools(uri, getSharedPaths([], project), project, services, dependencies);
        return toolsSubject(uri, found.file, others, project, use);
      });
      if (!loaded.ok) return loaded;
      return loaded.value === undefined ? { ok: false, reason: 'not-found' } : { ok: true, value: loaded.value };
    },
    procedure: (given) => track(given, (uri, text, dependencies) => readProcedure(uri, text, services, dependencies)),
    project: (given) => track(given, (uri, text, dependencies) => readProject(uri, text, services, dependencies)),
    projectOf: (uri) => services.projects.nearest(toCanonical(uri), createDependencies()),
    async loadTokenCounter(tokenizer, project) {
      if (!/[./\\]/.test(tokenizer) || project.uri === undefined) return host.loadTokenCounter?.(tokenizer);
      const target = resolvePath(project.uri, tokenizer, roots);
      if (!target.ok) return { ok: false, code: 'tokenizer-file', problem: pathFailureMessage(target.reason) };
      return host.loadTokenCounter?.(target.uri);
    },
    uncached: createUncachedReader(host, services),
    changed(given) {
      const uri = toCanonical(given);
      const kind = getFileKind(uri);
      readings.invalidate();
      files.forget(uri);
      if (kind !== undefined) files.forgetList(kind);
      return graph.dependentsOf(uri, kind);
    },
    async affectedToolFiles(given) {
      const uri = toCanonical(given);
      if (getFileKind(uri) !== 'shots' || !(await readings.hasOtherFrontMatter(uri))) return [];
      return [...checkedToolFiles];
    },
    dependenciesOf(given) {
      const all = createDependencies();
      copyDependencies(graph.dependenciesOf(given), all);
      const root = checkedToolFiles.has(given) ? getRoot(toCanonical(given), roots) : undefined;
      const used = root === undefined ? undefined : readings.usedIn(root);
      if (used !== undefined) copyDependencies(used, all);
      return all;
    },
    async explain(given) {
      const loaded = await track(given, (uri, text, dependencies) => readings.read(uri, text, {}, dependencies));
      return loaded.ok ? loaded.value.notes : [];
    },
  };
}

function createUncachedReader(host: WorkspaceHost, services: Services): UncachedReader {
  const { files, roots, projects, toolFiles } = services;
  const read = (uri: string): Promise<ReadResult> =>
    host.readFile(uri).catch((): ReadResult => ({ ok: false, reason: 'no-permission' }));
  const readUncached = async <Subject>(
    uri: string,
    build: (text: string, dependencies: DependencyList) => Promise<Subject>,
    rest?: Yield,
  ): Promise<Loaded<UncachedDocument<Subject>>> => {
    const result = await read(uri);
    if (!result.ok) return result;
    await rest?.();
    const dependencies = createDependencies();
    const subject = await build(result.text, dependencies);
    return { ok: true, value: { subject, version: result.version, dependencies } };
  };
  return {
    read,
    list: async (kind) => [...new Set((await Promise.all(roots.map((root) => files.list(root, kind)))).flat())],
    shots: (uri, rest) =>
      readUncached(
        uri,
        async (text, dependencies) => (await loadShots(uri, text, {}, services, dependencies, rest)).subject,
        rest,
      ),
    procedure: (uri, rest) =>
      readUncached(uri, (text, dependencies) => readProcedure(uri, text, services, dependencies), rest),
    project: (given) => {
      const uri = toCanonical(given);
      return readUncached(uri, (text, dependencies) => readProject(uri, text, services, dependencies));
    },
    async tools(uri) {
      const loaded = await toolFiles.load(uri, await projects.nearest(uri, createDependencies()), createDependencies());
      return loaded.ok ? loaded.file : undefined;
    },
  };
}

function sharedTools(
  uri: string,
  paths: readonly ToolPaths[],
  project: Project,
  services: Services,
  dependencies: DependencyList,
): Promise<DocumentTools> {
  return loadDocumentTools({ uri, project, paths, override: undefined, inline: [], links: [] }, dependencies, services);
}

/** The subject of a tool file. `others` are the tools of the project file, if it names any. */
function toolsSubject(
  uri: string,
  file: ToolFile,
  others: DocumentTools | undefined,
  project: Project,
  use: ToolUse | undefined,
): ToolsSubject {
  const together = use?.together.get(uri);
  const catalog: ToolCatalog =
    together !== undefined
      ? createCatalog([...together], [...new Set([...together].map((tool) => tool.file))])
      : others?.catalog.files.some((other) => other.uri === uri)
        ? others.catalog
        : createCatalog(file.tools, [file]);
  const chosen = use?.chosen.get(uri) ?? others?.chosen.get(uri);
  const targets = use?.targets.get(uri);
  return {
    uri,
    file,
    catalog,
    project,
    targets: targets === undefined ? project.targets : PROVIDER_IDS.filter((id) => targets.has(id)),
    usedTools: use?.used,
    chosen,
  };
}

async function readProcedure(
  uri: string,
  text: string,
  services: Services,
  dependencies: DependencyList,
): Promise<ProcedureSubject> {
  const project = await services.projects.nearest(uri, dependencies);
  const procedure = getProcedure(uri, text);
  const found = await sharedTools(uri, getSharedPaths([procedure], project), project, services, dependencies);
  const called = await findCalledProcedures(procedure, services, dependencies);
  return { uri, procedure, tools: found.catalog, project, called, missingFiles: found.missing };
}

async function readProject(
  uri: string,
  text: string,
  services: Services,
  dependencies: DependencyList,
): Promise<ProjectSubject> {
  const project = services.projects.read(uri, text);
  const missingFiles = await findMissingFiles(project, services, dependencies);
  return { uri, text, lines: new LineIndex(text), project, missingFiles };
}

/** The paths of a project file that lead to nothing readable, or to no tools. */
async function findMissingFiles(
  project: Project,
  services: Services,
  dependencies: DependencyList,
): Promise<readonly MissingFile[]> {
  if (project.uri === undefined) return [];
  const { missing } = await readProcedures(project.uri, project.sop, services, dependencies);
  const tools: MissingFile[] = [];
  for (const { path, range } of project.tools) {
    const target = resolvePath(project.uri, path, services.roots);
    if (!target.ok) {
      tools.push({ path, range, reason: pathFailureMessage(target.reason) });
      continue;
    }
    dependencies.files.add(target.uri);
    const result = await services.toolFiles.load(target.uri, project, dependencies);
    const reason = result.ok ? getToolFileFailure(result.file) : readFailureMessage(result.reason);
    if (reason !== undefined) tools.push({ path, range, reason });
  }
  return [...tools, ...missing].sort((a, b) => a.range.start - b.range.start);
}
