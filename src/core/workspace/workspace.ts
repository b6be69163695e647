import type { FileKind, ReadFailure, ReadResult, WorkspaceHost } from '../host.ts';
import type { Message } from '../l10n/messages.ts';
import type { MissingFile, ProcedureSubject, ProjectSubject, ShotsSubject, ToolsSubject } from '../lint/rule.ts';
import type { Project } from '../project/project.ts';
import type { RuleSchemaSource } from '../project/projectSchema.ts';
import { createCatalog } from '../schemas/catalog.ts';
import { toolsFailure } from '../schemas/readable.ts';
import type { ToolCatalog, ToolFile } from '../schemas/tool.ts';
import { LineIndex } from '../text/lineIndex.ts';
import { createDependencyGraph, type Dependencies, type DependencyList, newDependencies } from './dependencies.ts';
import { type DocumentTools, type ToolPaths, toolsOf } from './documentTools.ts';
import { pathFailureMessage, readFailureMessage } from './failures.ts';
import { createFileCache } from './fileCache.ts';
import { fileKindOf } from './fileKinds.ts';
import { canonical, resolvePath, rootOf } from './paths.ts';
import { procedureOf, readProcedures } from './procedures.ts';
import { createProjects } from './projects.ts';
import { createReadings } from './readings.ts';
import type { Services } from './services.ts';
import { type Rest, readShots, type ShotsOptions, sharedPaths } from './shotsReading.ts';
import { createToolFiles } from './toolFiles.ts';
import type { ToolUse } from './usedTools.ts';

export type { Rest, ShotsOptions } from './shotsReading.ts';

/** Something read from a file, or why the file could not be read. */
export type Loaded<Value> =
  | { readonly ok: true; readonly value: Value }
  | { readonly ok: false; readonly reason: ReadFailure };

export interface WorkspaceOptions {
  /** The rules a project file may set; without them every rule id is accepted. */
  readonly rules?: readonly RuleSchemaSource[];
}

/**
 * What belongs together: each document with its project, tools and procedures. The file asked about is read anew each
 * time; what it depends on is read once, and again after `changed`.
 */
export interface Workspace {
  /** The workspace's folders, in canonical spelling. */
  readonly roots: readonly string[];
  shots(uri: string, options?: ShotsOptions): Promise<Loaded<ShotsSubject>>;
  /** `used`: look through the shots of the root for calls to its tools, too. */
  tools(uri: string, options?: { readonly used?: boolean }): Promise<Loaded<ToolsSubject>>;
  procedure(uri: string): Promise<Loaded<ProcedureSubject>>;
  project(uri: string): Promise<Loaded<ProjectSubject>>;
  /** The project that counts for a file. */
  projectOf(uri: string): Promise<Project>;
  /** Documents for those who go through all of them: what is read is not kept and does not count as known. */
  readonly survey: Survey;
  /** Tells that a file changed, appeared or vanished. Answers the known documents that have to be looked at again. */
  changed(uri: string): readonly string[];
  /** What was loaded for a shots document, and why. Empty if it cannot be read. */
  explain(uri: string): Promise<readonly Message[]>;
}

/** A document that was read in passing. */
export interface Surveyed<Subject> {
  readonly subject: Subject;
  readonly version: string;
  /** Files that decide what the document means; a change of one is a change of the document. */
  readonly dependencies: Dependencies;
}

export interface Survey {
  /** The files of a kind in all roots. */
  list(kind: FileKind): Promise<readonly string[]>;
  read(uri: string): Promise<ReadResult>;
  /** `rest` is waited for between the steps, by those who go through many documents. */
  shots(uri: string, rest?: Rest): Promise<Loaded<Surveyed<ShotsSubject>>>;
  procedure(uri: string, rest?: Rest): Promise<Loaded<Surveyed<ProcedureSubject>>>;
  project(uri: string): Promise<Loaded<Surveyed<ProjectSubject>>>;
  tools(uri: string): Promise<ToolFile | undefined>;
}

/** Creates the workspace of a host. */
export function createWorkspace(host: WorkspaceHost, options: WorkspaceOptions = {}): Workspace {
  const roots = host.roots.map(canonical);
  const files = createFileCache(host);
  const services: Services = {
    files,
    roots,
    projects: createProjects(files, roots, options.rules),
    toolFiles: createToolFiles(files, roots),
  };
  const graph = createDependencyGraph();
  const readings = createReadings(services);

  const track = async <Value>(
    given: string,
    build: (uri: string, text: string, dependencies: DependencyList) => Promise<Value>,
  ): Promise<Loaded<Value>> => {
    const uri = canonical(given);
    const { result, changed } = await files.readAnew(uri);
    if (changed && fileKindOf(uri) !== 'shots') readings.outdate();
    const dependencies = newDependencies();
    dependencies.files.add(uri);
    const settle = graph.renew(given, dependencies);
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
      const loaded = await track(given, async (uri, _text, dependencies) => {
        const project = await services.projects.nearest(uri, dependencies);
        const found = await services.toolFiles.load(uri, project, dependencies);
        if (!found.ok) return undefined;
        const root = rootOf(uri, roots);
        const use = used && root !== undefined ? await readings.useIn(root) : undefined;
        const others = await sharedTools(uri, sharedPaths([], project), project, services, dependencies);
        return toolsSubject(uri, found.file, others, project, use);
      });
      if (!loaded.ok) return loaded;
      return loaded.value === undefined ? { ok: false, reason: 'not-found' } : { ok: true, value: loaded.value };
    },
    procedure: (given) => track(given, (uri, text, dependencies) => readProcedure(uri, text, services, dependencies)),
    project: (given) => track(given, (uri, text, dependencies) => readProject(uri, text, services, dependencies)),
    projectOf: (uri) => services.projects.nearest(canonical(uri), newDependencies()),
    survey: createSurvey(host, services),
    changed(given) {
      const uri = canonical(given);
      const kind = fileKindOf(uri);
      readings.outdate();
      files.forget(uri);
      if (kind !== undefined) files.forgetList(kind);
      return graph.dependentsOf(uri, kind);
    },
    async explain(given) {
      const loaded = await track(given, (uri, text, dependencies) => readings.read(uri, text, {}, dependencies));
      return loaded.ok ? loaded.value.notes : [];
    },
  };
}

function createSurvey(host: WorkspaceHost, services: Services): Survey {
  const { files, roots, projects, toolFiles } = services;
  const read = (uri: string): Promise<ReadResult> =>
    host.readFile(uri).catch((): ReadResult => ({ ok: false, reason: 'no-permission' }));
  const surveyed = async <Subject>(
    uri: string,
    build: (text: string, dependencies: DependencyList) => Promise<Subject>,
    rest?: Rest,
  ): Promise<Loaded<Surveyed<Subject>>> => {
    const result = await read(uri);
    if (!result.ok) return result;
    await rest?.();
    const dependencies = newDependencies();
    const subject = await build(result.text, dependencies);
    return { ok: true, value: { subject, version: result.version, dependencies } };
  };
  return {
    read,
    list: async (kind) => [...new Set((await Promise.all(roots.map((root) => files.list(root, kind)))).flat())],
    shots: (uri, rest) =>
      surveyed(
        uri,
        async (text, dependencies) => (await readShots(uri, text, {}, services, dependencies, rest)).subject,
        rest,
      ),
    procedure: (uri, rest) =>
      surveyed(uri, (text, dependencies) => readProcedure(uri, text, services, dependencies), rest),
    project: (given) => {
      const uri = canonical(given);
      return surveyed(uri, (text, dependencies) => readProject(uri, text, services, dependencies));
    },
    async tools(uri) {
      const loaded = await toolFiles.load(uri, await projects.nearest(uri, newDependencies()), newDependencies());
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
  return toolsOf({ uri, project, paths, given: undefined, inline: [], links: [] }, dependencies, services);
}

function toolsSubject(
  uri: string,
  file: ToolFile,
  others: DocumentTools,
  project: Project,
  use: ToolUse | undefined,
): ToolsSubject {
  const isShared = others.catalog.files.some((other) => other.uri === uri);
  const catalog: ToolCatalog = isShared ? others.catalog : createCatalog(file.tools, [file]);
  const chosen = use?.chosen.get(uri) ?? others.chosen.get(uri);
  return { uri, file, catalog, project, usedTools: use?.used, chosen };
}

async function readProcedure(
  uri: string,
  text: string,
  services: Services,
  dependencies: DependencyList,
): Promise<ProcedureSubject> {
  const project = await services.projects.nearest(uri, dependencies);
  const procedure = procedureOf(uri, text);
  const found = await sharedTools(uri, sharedPaths([procedure], project), project, services, dependencies);
  return { uri, procedure, tools: found.catalog, project };
}

async function readProject(
  uri: string,
  text: string,
  services: Services,
  dependencies: DependencyList,
): Promise<ProjectSubject> {
  const project = services.projects.read(uri, text);
  const missingFiles = await missingOf(project, services, dependencies);
  return { uri, text, lines: new LineIndex(text), project, missingFiles };
}

/** The paths of a project file that lead to nothing readable, or to no tools. */
async function missingOf(
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
    const reason = result.ok ? toolsFailure(result.file) : readFailureMessage(result.reason);
    if (reason !== undefined) tools.push({ path, range, reason });
  }
  return [...tools, ...missing].sort((a, b) => a.range.start - b.range.start);
}
