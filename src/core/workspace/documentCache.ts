import { readFrontMatter } from '../parser/frontMatter.ts';
import { hash32 } from '../text/hash.ts';
import { copyDependencies, createDependencies, type Dependencies, type DependencyList } from './dependencies.ts';
import { loadShots, type ParsedShots, type ShotsOptions } from './parsedShots.ts';
import type { Services } from './services.ts';
import { createToolUseReader, type DocumentToolUse, findToolUse, type ToolUse } from './usedTools.ts';

/** Shots documents as they were last read, with everything that surrounds them. */
export interface DocumentCache {
  read(uri: string, text: string, options: ShotsOptions, dependencies: DependencyList): Promise<ParsedShots>;
  /** What the shots below a root do with its tools. */
  useIn(root: string): Promise<ToolUse>;
  /** What the use of a root's tools was last found in. */
  usedIn(root: string): Dependencies | undefined;
  /** Whether a document's front matter is another than when the use of tools was last looked for. */
  hasOtherFrontMatter(uri: string): Promise<boolean>;
  /** Says that some file changed: nothing that was put together before is taken again. */
  invalidate(): void;
}

/** How many shots documents stay parsed. */
const MAX_KNOWN = 20;

interface CacheEntry {
  readonly text: string;
  readonly generation: number;
  readonly options: string;
  readonly parsed: ParsedShots;
  readonly dependencies: DependencyList;
}

interface UseEntry {
  readonly generation: number;
  readonly use: Promise<ToolUse>;
  readonly dependencies: Dependencies;
}

/** What a document does with tools, as it was found when the document was read. */
interface KnownUse {
  readonly frontMatter: number;
  readonly use: DocumentToolUse;
  readonly dependencies: DependencyList;
}

/**
 * `collectsToolUse`: what each document does with tools is kept when it is read, so that a tool file that is checked
 * after the documents does not read them again.
 */
export function createDocumentCache(services: Services, collectsToolUse = false): DocumentCache {
  const knownUses = new Map<string, KnownUse>();
  let readUse = createToolUseReader();
  const entries = new Map<string, CacheEntry>();
  const uses = new Map<string, UseEntry>();
  /** By document: the hash of the front matter that it had when the use of tools was looked for. */
  const frontMatters = new Map<string, number>();
  // Counts the changes of files: what was put together before one may be out of date.
  let generation = 0;
  /** The document as it was last read, if nothing has changed since; else it is forgotten. */
  const current = (uri: string, text: string, options: string): CacheEntry | undefined => {
    const known = entries.get(uri);
    if (known?.text === text && known.generation === generation && known.options === options) return known;
    // The old parse result is released before the document is read again, so that memory never holds both.
    entries.delete(uri);
    return undefined;
  };
  const readDocumentUse = async (uri: string, dependencies: DependencyList): Promise<DocumentToolUse | undefined> => {
    dependencies.files.add(uri);
    const known = knownUses.get(uri);
    if (known !== undefined) {
      copyDependencies(known.dependencies, dependencies);
      frontMatters.set(uri, known.frontMatter);
      return known.use;
    }
    const result = await services.files.read(uri);
    frontMatters.set(uri, result.ok ? hashFrontMatter(result.text) : 0);
    return result.ok ? readUse(await loadShots(uri, result.text, {}, services, dependencies)) : undefined;
  };
  const findUse = async (root: string, dependencies: DependencyList): Promise<ToolUse> => {
    dependencies.lists.push({ root, kind: 'shots' });
    const documents = await services.files.list(root, 'shots');
    return findToolUse(documents, (uri) => readDocumentUse(uri, dependencies));
  };
  return {
    async read(uri, text, options, dependencies) {
      const key = JSON.stringify(options);
      const known = current(uri, text, key);
      if (known !== undefined) {
        copyDependencies(known.dependencies, dependencies);
        return known.parsed;
      }
      const started = generation;
      const parsed = await loadShots(uri, text, options, services, dependencies);
      entries.delete(uri);
      entries.set(uri, { text, generation: started, options: key, parsed, dependencies });
      if (entries.size > MAX_KNOWN) entries.delete(entries.keys().next().value ?? uri);
      if (collectsToolUse && options.tools === undefined && started === generation) {
        knownUses.set(uri, { frontMatter: hashFrontMatter(text), use: readUse(parsed), dependencies });
      }
      return parsed;
    },
    useIn(root) {
      const known = uses.get(root);
      if (known?.generation === generation) return known.use;
      const dependencies = createDependencies();
      const use = findUse(root, dependencies);
      uses.set(root, { generation, use, dependencies });
      return use;
    },
    usedIn: (root) => uses.get(root)?.dependencies,
    async hasOtherFrontMatter(uri) {
      if (uses.size === 0) return false;
      const result = await services.files.read(uri);
      return (result.ok ? hashFrontMatter(result.text) : 0) !== (frontMatters.get(uri) ?? 0);
    },
    invalidate() {
      generation++;
      knownUses.clear();
      readUse = createToolUseReader();
    },
  };
}

/** 0 for a document without front matter. */
function hashFrontMatter(text: string): number {
  const node = readFrontMatter(text, text.startsWith('\uFEFF') ? 1 : 0);
  return node === undefined ? 0 : hash32(text.slice(node.yaml.start, node.yaml.end));
}
