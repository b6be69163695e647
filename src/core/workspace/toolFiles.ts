import type { ReadFailure } from '../host.ts';
import type { Project } from '../project/project.ts';
import { getExternalReferences } from '../schemas/references.ts';
import type { ToolFile } from '../schemas/tool.ts';
import { createToolFile } from '../schemas/toolFile.ts';
import { resolveReference } from '../text/paths.ts';
import { readSource, type SourceDocument, type SourcePart } from '../text/source/sourceDocument.ts';
import type { DependencyList } from './dependencies.ts';
import type { FileCache } from './fileCache.ts';

/** A file's tools, or why it could not be read. */
export type LoadedTools =
  | { readonly ok: true; readonly file: ToolFile }
  | { readonly ok: false; readonly reason: ReadFailure };

/** Reads files for tools, with the files their references lead to. */
export interface ToolFiles {
  load(uri: string, project: Project, dependencies: DependencyList): Promise<LoadedTools>;
  /** Tools written down within a document. */
  inline(
    uri: string,
    text: string,
    part: SourcePart,
    project: Project,
    dependencies: DependencyList,
  ): Promise<ToolFile>;
}

/** The most files that the references of one file may lead to. */
const MAX_FILES = 200;

interface CacheEntry {
  readonly source: SourceDocument;
  readonly settings: string;
  readonly sources: ReadonlyMap<string, SourceDocument>;
  readonly file: ToolFile;
}

export function createToolFiles(files: FileCache, roots: readonly string[]): ToolFiles {
  const parsed = new Map<string, SourceDocument>();
  const loaded = new Map<string, CacheEntry>();

  const sourceOf = (uri: string, text: string): SourceDocument => {
    const known = parsed.get(uri);
    if (known?.text === text) return known;
    const source = readSource(uri, text);
    parsed.set(uri, source);
    return source;
  };

  /** Everything the references of a source lead to, and what those lead to. */
  const reachable = async (source: SourceDocument, dependencies: DependencyList) => {
    const sources = new Map<string, SourceDocument>();
    const open = [source];
    for (let next = open.pop(); next !== undefined && sources.size < MAX_FILES; next = open.pop()) {
      for (const address of getReferences(next)) {
        const target = resolveReference(next.uri, address, roots);
        if (!target.ok || sources.has(target.uri) || target.uri === source.uri) continue;
        dependencies.files.add(target.uri);
        const result = await files.read(target.uri);
        if (!result.ok) continue;
        const found = sourceOf(target.uri, result.text);
        sources.set(target.uri, found);
        open.push(found);
      }
    }
    return sources;
  };

  return {
    async load(uri, project, dependencies) {
      dependencies.files.add(uri);
      const result = await files.read(uri);
      if (!result.ok) {
        parsed.delete(uri);
        loaded.delete(uri);
        return result;
      }
      const source = sourceOf(uri, result.text);
      const sources = await reachable(source, dependencies);
      const settings = JSON.stringify([project.openapi, project.names]);
      const known = loaded.get(uri);
      if (known?.source === source && known.settings === settings && isSame(known.sources, sources))
        return { ok: true, file: known.file };
      const file = createToolFile(source, { openapi: project.openapi, names: project.names, roots, sources });
      loaded.set(uri, { source, settings, sources, file });
      return { ok: true, file };
    },
    async inline(uri, text, part, project, dependencies) {
      const source = readSource(uri, text, part);
      const sources = await reachable(source, dependencies);
      return createToolFile(source, { openapi: project.openapi, names: project.names, roots, sources });
    },
  };
}

const references = new WeakMap<SourceDocument, ReadonlySet<string>>();

function getReferences(source: SourceDocument): ReadonlySet<string> {
  const found = references.get(source) ?? getExternalReferences(source.value);
  references.set(source, found);
  return found;
}

function isSame(a: ReadonlyMap<string, SourceDocument>, b: ReadonlyMap<string, SourceDocument>): boolean {
  return a.size === b.size && [...a].every(([uri, source]) => b.get(uri) === source);
}
