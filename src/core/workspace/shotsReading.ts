import { defineMessages, type Message } from '../l10n/messages.ts';
import type { ShotsSubject } from '../lint/rule.ts';
import { shotsSubject } from '../lint/shotsSubject.ts';
import { readFrontMatter } from '../model/frontMatter.ts';
import type { PathEntry } from '../model/model.ts';
import { projectDocument } from '../model/projectDocument.ts';
import { parseShots } from '../parser/parseShots.ts';
import type { Procedure } from '../procedures/procedure.ts';
import type { Project } from '../project/project.ts';
import { takesOnlyText } from '../schemas/shape.ts';
import type { ToolCatalog, ToolFile } from '../schemas/tool.ts';
import type { DependencyList } from './dependencies.ts';
import { type DocumentTools, type ToolPaths, toolsOf } from './documentTools.ts';
import { type ApiSchema, apiSchemas } from './inlineSchemas.ts';
import { readable } from './paths.ts';
import { readProcedures } from './procedures.ts';
import type { Services } from './services.ts';

const say = defineMessages({
  project: { en: 'project file: {uri}', 'zh-CN': '项目文件：{uri}' },
  noProject: { en: 'no project file; everything is default', 'zh-CN': '没有项目文件，全部采用默认设置' },
  procedure: { en: 'procedure: {uri}', 'zh-CN': '流程文档：{uri}' },
});

export interface ShotsOptions {
  /** URIs of tool files to use instead of the project's and the workspace's, for documents that name none. */
  readonly tools?: readonly string[] | undefined;
  /** `shots-fences`: only the fences of ordinary Markdown are read. */
  readonly read?: 'document' | 'shots-fences' | undefined;
}

/** A shots document with everything that surrounds it, and how that was found. */
export interface ShotsReading {
  readonly subject: ShotsSubject;
  readonly notes: readonly Message[];
  readonly chosen: DocumentTools['chosen'];
}

/** Gives way to others, if it is time to. */
export type Rest = () => Promise<void>;

/**
 * Reads a shots document: its tree, project, procedures and tools, and then the calls among its text. `rest` is waited
 * for between the steps, by those who go through many documents: the first one takes long until its code is warm.
 */
export async function readShots(
  uri: string,
  text: string,
  options: ShotsOptions,
  services: Services,
  dependencies: DependencyList,
  rest: Rest = async () => {},
): Promise<ShotsReading> {
  const project = await services.projects.nearest(uri, dependencies);
  const tree = parseShots(text, {
    labels: project.labels,
    ...(options.read === undefined ? {} : { read: options.read }),
  });
  await rest();
  const { frontMatter } = readFrontMatter(tree);
  await rest();
  const own = frontMatter?.sop ?? [];
  const named =
    own.length > 0 || project.uri === undefined
      ? { from: uri, entries: own }
      : { from: project.uri, entries: project.sop };
  const { procedures, missing } = await readProcedures(named.from, named.entries, services, dependencies);
  const schemas = apiSchemas(tree);
  const tools = await toolsOf(
    {
      uri,
      project,
      paths: [{ from: uri, entries: frontMatter?.tools ?? [], why: 'document' }, ...sharedPaths(procedures, project)],
      given: options.tools,
      inline: await inlineFiles(uri, text, schemas, project, services, dependencies),
      links: schemas.flatMap((schema): PathEntry[] => (schema.kind === 'link' ? [schema] : [])),
    },
    dependencies,
    services,
  );
  await rest();
  const document = projectDocument(tree, knownTools(tools.catalog, project.finish));
  const subject = shotsSubject({
    uri,
    document,
    tools: tools.catalog,
    procedures,
    project,
    missingFiles: [...(named.from === uri ? missing : []), ...tools.missing],
  });
  return { subject, notes: notesOf(project, procedures, tools), chosen: tools.chosen };
}

/** The tools that a document shares with others: those of its procedures, else the project's. */
export function sharedPaths(procedures: readonly Procedure[], project: Project): readonly ToolPaths[] {
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

function knownTools(catalog: ToolCatalog, finish: readonly string[]): Parameters<typeof projectDocument>[1] {
  return {
    isTool: (name) => catalog.get(name) !== undefined,
    takesText: (name) => {
      const tool = catalog.get(name);
      return tool !== undefined && takesOnlyText(tool);
    },
    finish,
  };
}

function notesOf(project: Project, procedures: readonly Procedure[], tools: DocumentTools): readonly Message[] {
  const first = project.uri === undefined ? say('noProject') : say('project', { uri: readable(project.uri) });
  return [first, ...procedures.map(({ uri }) => say('procedure', { uri: readable(uri) })), ...tools.notes];
}
