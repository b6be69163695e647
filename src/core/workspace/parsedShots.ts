import { defineMessages, type Message } from '../l10n/messages.ts';
import type { KnownTools } from '../model/blockCalls.ts';
import { readFrontMatter } from '../model/frontMatter.ts';
import type { FrontMatter, PathEntry } from '../model/model.ts';
import { projectDocument } from '../model/projectDocument.ts';
import type { ParameterKind } from '../parser/calls/index.ts';
import { parseShots } from '../parser/parseShots.ts';
import type { Procedure } from '../procedures/procedure.ts';
import type { Project } from '../project/project.ts';
import { getPropertyTypes, takesOnlyText } from '../schemas/objectShape.ts';
import { isProviderId, type ProviderId } from '../schemas/providers/index.ts';
import type { Tool, ToolCatalog, ToolFile } from '../schemas/tool.ts';
import { toReadable } from '../text/paths.ts';
import type { DependencyList } from './dependencies.ts';
import { type DocumentTools, loadDocumentTools, type ToolPaths } from './documentTools.ts';
import { type ApiSchema, apiSchemas } from './inlineSchemas.ts';
import { readProcedures } from './procedureCache.ts';
import type { Services } from './services.ts';
import type { ShotsSubject } from './subjects.ts';
import { LazyShotsSubject } from './subjects.ts';

const say = defineMessages({
  project: { en: 'project file: {uri}', 'zh-CN': '项目文件：{uri}' },
  noProject: { en: 'no project file, default settings are used', 'zh-CN': '没有项目文件，使用默认设置' },
  procedure: { en: 'procedure: {uri}', 'zh-CN': '流程文档：{uri}' },
});

/** How to read a shots document, and the tools for it. */
export interface ShotsOptions {
  /** URIs of tool files to use instead of the project's and the workspace's, for documents that name none. */
  readonly tools?: readonly string[] | undefined;
  /** `shots-fences`: only the fences of ordinary Markdown are read. */
  readonly read?: 'document' | 'shots-fences' | undefined;
}

/** A shots document with everything that surrounds it, and how that was found. */
export interface ParsedShots {
  readonly subject: ShotsSubject;
  readonly notes: readonly Message[];
  readonly chosen: DocumentTools['chosen'];
}

/** Gives way to others, if it is time to. */
export type Yield = () => Promise<void>;

/**
 * Reads a shots document: its tree, project, procedures and tools, and then the calls among its text. `rest` is waited
 * for between the steps, by those who go through many documents: the first one takes long until its code is warm.
 */
export async function loadShots(
  uri: string,
  text: string,
  options: ShotsOptions,
  services: Services,
  dependencies: DependencyList,
  yieldIfDue: Yield = async () => {},
): Promise<ParsedShots> {
  const project = await services.projects.nearest(uri, dependencies);
  const tree = parseShots(text, {
    labels: project.labels,
    ...(options.read === undefined ? {} : { read: options.read }),
  });
  await yieldIfDue();
  const { frontMatter } = readFrontMatter(tree);
  await yieldIfDue();
  const own = frontMatter?.sop ?? [];
  const named =
    own.length > 0 || project.uri === undefined
      ? { from: uri, entries: own }
      : { from: project.uri, entries: project.sop };
  const { procedures, missing } = await readProcedures(named.from, named.entries, services, dependencies);
  const schemas = apiSchemas(tree);
  const tools = await loadDocumentTools(
    {
      uri,
      project,
      paths: [
        { from: uri, entries: frontMatter?.tools ?? [], why: 'document' },
        ...getSharedPaths(procedures, project),
      ],
      override: options.tools,
      inline: await inlineFiles(uri, text, schemas, project, services, dependencies),
      links: schemas.flatMap((schema): PathEntry[] => (schema.kind === 'link' ? [schema] : [])),
    },
    dependencies,
    services,
  );
  await yieldIfDue();
  const document = projectDocument(tree, knownTools(tools.catalog, project.finish));
  const subject = new LazyShotsSubject({
    uri,
    document,
    tools: tools.catalog,
    procedures,
    project,
    targets: getTargets(frontMatter, project),
    missingFiles: [...(named.from === uri ? missing : []), ...tools.missing],
  });
  return { subject, notes: toNotes(project, procedures, tools), chosen: tools.chosen };
}

/** The known providers of a front matter. If it names none but unknown ones, those of the project file count. */
function getTargets(frontMatter: FrontMatter | undefined, project: Project): readonly ProviderId[] {
  const named = frontMatter?.targets?.map(({ name }) => name);
  const known = named?.filter(isProviderId) ?? [];
  return known.length > 0 || named?.length === 0 ? known : project.targets;
}

/** The subject with another text in its document: what surrounds the document stays as it is. */
export function reparseShots(subject: ShotsSubject, text: string, read: ShotsOptions['read']): ShotsSubject {
  const { uri, tools, procedures, project, targets, missingFiles } = subject;
  const tree = parseShots(text, { labels: project.labels, ...(read === undefined ? {} : { read }) });
  const document = projectDocument(tree, knownTools(tools, project.finish));
  return new LazyShotsSubject({ uri, document, tools, procedures, project, targets, missingFiles });
}

/** The tools that a document shares with others: those of its procedures, else the project's. */
export function getSharedPaths(procedures: readonly Procedure[], project: Project): readonly ToolPaths[] {
  const paths: ToolPaths[] = procedures.map(({ uri, tools }) => ({ from: uri, entries: tools, why: 'procedure' }));
  if (project.uri !== undefined) paths.push({ from: project.uri, entries: project.tools, why: 'project' });
  return paths;
}

async function inlineFiles(
  uri: string,
  text: string,
  schemas: readonly ApiSchema[],
  project: Project,
  { toolFiles }: Services,
  dependencies: DependencyList,
): Promise<readonly ToolFile[]> {
  const files: ToolFile[] = [];
  for (const schema of schemas) {
    if (schema.kind === 'inline') files.push(await toolFiles.inline(uri, text, schema.part, project, dependencies));
  }
  return files;
}

/** What reading a document has to know of its tools. */
export function knownTools(catalog: ToolCatalog, finish: readonly string[]): KnownTools {
  return {
    isTool: (name) => catalog.get(name) !== undefined,
    takesText: (name) => {
      const tool = catalog.get(name);
      return tool !== undefined && takesOnlyText(tool);
    },
    parameterKind: (name, parameter) => toParameterKind(catalog.get(name), parameter),
    finish,
  };
}

function toParameterKind(tool: Tool | undefined, parameter: string): ParameterKind | undefined {
  if (tool === undefined || !tool.parameterNames.includes(parameter)) return undefined;
  const types = getPropertyTypes(tool.parameters, parameter);
  if (types === undefined || types.includes('string')) return 'text';
  return types.includes('array') ? 'list' : 'value';
}

function toNotes(project: Project, procedures: readonly Procedure[], tools: DocumentTools): readonly Message[] {
  const first = project.uri === undefined ? say('noProject') : say('project', { uri: toReadable(project.uri) });
  return [first, ...procedures.map(({ uri }) => say('procedure', { uri: toReadable(uri) })), ...tools.notes];
}
