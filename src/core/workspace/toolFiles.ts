import type { ReadFailure } from '../host.ts';
import type { Project } from '../project/project.ts';
import { getExternalReferences } from '../schemas/references.ts';
import type { ToolFile } from '../schemas/tool.ts';
import { createToolFile } from '../schemas/toolFile.ts';
import { resolveReference } from '../text/paths.ts';
import { readSourceInSteps, type SourceDocument, type SourcePart } from '../text/source/sourceDocument.ts';
import {
  createQueue,
  createSlices,
  finish,
  finishInSlices,
  MIN_SLICED_LENGTH,
  type Steps,
} from '../text/timeSlices.ts';
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

/** A source, and the addresses outside its file that it refers to. */
interface ReferringSource {
  readonly source: SourceDocument;
  readonly addresses: ReadonlySet<string>;
}

function* readReferringSource(uri: string, text: string, part?: SourcePart): Steps<ReferringSource> {
  const source = yield* readSourceInSteps(uri, text, part);
  return { source, addresses: yield* getExternalReferences(source.value) };
}

interface CacheEntry {
  readonly source: SourceDocument;
  readonly settings: string;
  readonly sources: ReadonlyMap<string, SourceDocument>;
  readonly file: ToolFile;
}

export function createToolFiles(files: FileCache, roots: readonly string[]): ToolFiles {
  const parsed = new Map<string, { readonly text: string; readonly read: Promise<ReferringSource> }>();
  const loaded = new Map<string, CacheEntry>();
  const slices = createSlices();
  const enqueue = createQueue(slices);
  const giveWay = async ({ text }: SourceDocument): Promise<void> => {
    if (text.length >= MIN_SLICED_LENGTH) await slices.yieldIfDue();
  };

  const sourceOf = (uri: string, text: string): Promise<ReferringSource> => {
    const known = parsed.get(uri);
    if (known?.text === text) return known.read;
    const isShort = text.length < MIN_SLICED_LENGTH;
    const read = isShort ? Promise.resolve(finish(readReferringSource(uri, text))) : readInSlices(uri, text);
    parsed.set(uri, { text, read });
    return read;
  };

  /** Reads a long text while others get their turns. If the file changes meanwhile, what it has become is read instead. */
  const readInSlices = async (uri: string, text: string): Promise<ReferringSource> => {
    const isOutdated = (): boolean => (parsed.get(uri)?.text ?? text) !== text;
    let read: ReferringSource | undefined;
    await enqueue(async (yieldIfDue) => {
      read = await finishInSlices(readReferringSource(uri, text), yieldIfDue, isOutdated);
    });
    return read ?? sourceOf(uri, parsed.get(uri)?.text ?? text);
  };

  /** Everything the references of a source lead to, and what those lead to. */
  const reachable = async (from: ReferringSource, dependencies: DependencyList) => {
    const sources = new Map<string, SourceDocument>();
    const open = [from];
    for (let next = open.pop(); next !== undefined && sources.size < MAX_FILES; next = open.pop()) {
      for (const address of next.addresses) {
        const target = resolveReference(next.source.uri, address, roots);
        if (!target.ok || sources.has(target.uri) || target.uri === from.source.uri) continue;
        dependencies.files.add(target.uri);
        const result = await files.read(target.uri);
        if (!result.ok) continue;
        const found = await sourceOf(target.uri, result.text);
        sources.set(target.uri, found.source);
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
      const read = await sourceOf(uri, result.text);
      const sources = await reachable(read, dependencies);
      const { source } = read;
      const settings = JSON.stringify([project.openapi, project.names]);
      const known = loaded.get(uri);
      if (known?.source === source && known.settings === settings && isSame(known.sources, sources))
        return { ok: true, file: known.file };
      await giveWay(source);
      const file = createToolFile(source, { openapi: project.openapi, names: project.names, roots, sources });
      loaded.set(uri, { source, settings, sources, file });
      await giveWay(source);
      return { ok: true, file };
    },
    async inline(uri, text, part, project, dependencies) {
      const read = finish(readReferringSource(uri, text, part));
      const { source } = read;
      const sources = await reachable(read, dependencies);
      return createToolFile(source, { openapi: project.openapi, names: project.names, roots, sources });
    },
  };
}

function isSame(a: ReadonlyMap<string, SourceDocument>, b: ReadonlyMap<string, SourceDocument>): boolean {
  return a.size === b.size && [...a].every(([uri, source]) => b.get(uri) === source);
}
