import type { FileKind } from '../host.ts';
import type { ToolFile } from '../schemas/tool.ts';
import type { LineIndex } from '../text/lineIndex.ts';
import { getFolder, isWithin, resolvePath } from '../text/paths.ts';
import { readSource, type SourceDocument } from '../text/source/sourceDocument.ts';
import { getFileKind } from '../workspace/fileKinds.ts';
import type { ProcedureSubject, ProjectSubject, ShotsSubject, ToolsSubject } from '../workspace/subjects.ts';
import type { Workspace } from '../workspace/workspace.ts';

/** What every feature needs to know of a file. */
interface FileContext {
  /** In canonical spelling. */
  readonly uri: string;
  readonly text: string;
  readonly lines: LineIndex;
  /** The workspace's folders, in canonical spelling. */
  readonly roots: readonly string[];
}

export interface ShotsContext extends FileContext {
  readonly kind: 'shots';
  /** `fences` of ordinary Markdown are read without the document's front matter. */
  readonly reading: 'document' | 'fences';
  readonly subject: ShotsSubject;
}

export interface ProcedureContext extends FileContext {
  readonly kind: 'procedure';
  readonly subject: ProcedureSubject;
}

export interface ToolsContext extends FileContext {
  readonly kind: 'tools';
  readonly subject: ToolsSubject;
}

export interface ProjectContext extends FileContext {
  readonly kind: 'project';
  readonly subject: ProjectSubject;
  readonly source: SourceDocument;
  /** The files whose tools it chooses or gives names to: those it names, else those below its folder. */
  readonly toolFiles: readonly ToolFile[];
}

/** A file with everything a feature looks at besides its text. */
export type FeatureContext = ShotsContext | ProcedureContext | ToolsContext | ProjectContext;

/**
 * Loads what a feature needs for a file: undefined if it cannot be read or is none of ours. Of ordinary Markdown the
 * `shots` fences are read; other JSON and YAML files count where they declare tools, as an OpenAPI document does.
 */
export async function loadContext(
  workspace: Workspace,
  uri: string,
  kind: FileKind | undefined = undefined,
): Promise<FeatureContext | undefined> {
  const known = kind ?? getFileKind(uri);
  if (known === 'procedure') return procedureContext(workspace, uri);
  if (known === 'project') return projectContext(workspace, uri);
  if (known === 'tools') return toolsContext(workspace, uri);
  if (known === undefined && /\.(?:json|ya?ml)$/i.test(uri)) {
    const context = await toolsContext(workspace, uri);
    return context?.subject.file.format === undefined ? undefined : context;
  }
  const isMarkdown = known === undefined && /\.(?:md|markdown|mdx)$/i.test(uri);
  const loaded = await workspace.shots(uri, { read: isMarkdown ? 'shots-fences' : 'document' });
  return loaded.ok ? shotsContext(loaded.value, workspace.roots, isMarkdown ? 'fences' : 'document') : undefined;
}

/** The context of a shots document that was read already. */
export function shotsContext(
  subject: ShotsSubject,
  roots: readonly string[],
  reading: ShotsContext['reading'] = 'document',
): ShotsContext {
  const { text, lines } = subject.document;
  return { kind: 'shots', reading, uri: subject.uri, text, lines, roots, subject };
}

export function procedureContextOf(subject: ProcedureSubject, roots: readonly string[]): ProcedureContext {
  const { text, lines } = subject.procedure;
  return { kind: 'procedure', uri: subject.uri, text, lines, roots, subject };
}

async function procedureContext(workspace: Workspace, uri: string): Promise<ProcedureContext | undefined> {
  const loaded = await workspace.procedure(uri);
  return loaded.ok ? procedureContextOf(loaded.value, workspace.roots) : undefined;
}

async function toolsContext(workspace: Workspace, uri: string): Promise<ToolsContext | undefined> {
  const loaded = await workspace.tools(uri);
  if (!loaded.ok) return undefined;
  const { text, lines } = loaded.value.file;
  return { kind: 'tools', uri: loaded.value.uri, text, lines, roots: workspace.roots, subject: loaded.value };
}

async function projectContext(workspace: Workspace, uri: string): Promise<ProjectContext | undefined> {
  const loaded = await workspace.uncached.project(uri);
  if (!loaded.ok) return undefined;
  const { subject } = loaded.value;
  const { text, lines } = subject;
  const file = { uri: subject.uri, text, lines, roots: workspace.roots, source: readSource(subject.uri, text) };
  return { kind: 'project', ...file, subject, toolFiles: await toolFilesOf(workspace, subject.uri, subject.project) };
}

async function toolFilesOf(
  { roots, uncached }: Workspace,
  uri: string,
  { tools }: ProjectSubject['project'],
): Promise<readonly ToolFile[]> {
  const named = tools.flatMap(({ path }) => {
    const target = resolvePath(uri, path, roots);
    return target.ok ? [target.uri] : [];
  });
  const folder = getFolder(uri);
  const uris = tools.length > 0 ? named : (await uncached.list('tools')).filter((file) => isWithin(file, folder));
  const files = await Promise.all([...new Set(uris)].map((file) => uncached.tools(file)));
  return files.flatMap((file) => file ?? []);
}
