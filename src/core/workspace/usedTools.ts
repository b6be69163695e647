import type { CallNode } from '../parser/callNodes.ts';
import type { ProviderId } from '../schemas/providers/index.ts';
import type { Tool } from '../schemas/tool.ts';
import type { ParsedShots } from './parsedShots.ts';
import type { ShotsSubject } from './subjects.ts';

/** What the shots of a root do with its tools. */
export interface ToolUse {
  /** Names of tools that are called or mentioned. */
  readonly used: ReadonlySet<string>;
  /** By file: the names that explicit `include` lists chose from it. */
  readonly chosen: ReadonlyMap<string, ReadonlySet<string>>;
  /** By file: every tool of the documents that use it, in their order. Names may clash only among these. */
  readonly together: ReadonlyMap<string, ReadonlySet<Tool>>;
  /** By file: the providers that the tools of the documents that use it are for. */
  readonly targets: ReadonlyMap<string, ReadonlySet<ProviderId>>;
}

/** What one document does with tools, in a form that thousands of documents can keep. */
export interface DocumentToolUse {
  /** Names of tools that are called or mentioned. */
  readonly used: ReadonlySet<string>;
  /** By file: the names that explicit `include` lists chose from it. */
  readonly chosen: ReadonlyMap<string, ReadonlySet<string>>;
  readonly loaded: LoadedTools;
}

/** The tools of a document, and whom they are for. */
interface LoadedTools {
  readonly files: readonly string[];
  readonly tools: readonly Tool[];
  readonly targets: readonly ProviderId[];
}

/**
 * Makes the function that tells what a document does with tools. Most documents of a workspace call the same tools of
 * the same files: what they have in common is kept once. Makes a new one when a tool file may have changed.
 */
export function createToolUseReader(): (parsed: ParsedShots) => DocumentToolUse {
  const uses = new Map<string, ReadonlySet<string>>();
  const loads = new Map<string, LoadedTools>();
  return ({ subject, chosen }) => {
    const { files, tools } = subject.tools;
    const names = findUsedTools(subject);
    const useKey = [...names].sort().join(' ');
    const loadKey = `${tools.length} ${subject.targets.join()} ${files.map(({ uri }) => uri).join(' ')}`;
    const used = uses.get(useKey) ?? names;
    const loaded = loads.get(loadKey) ?? { files: files.map(({ uri }) => uri), tools, targets: subject.targets };
    uses.set(useKey, used);
    loads.set(loadKey, loaded);
    return { used, chosen, loaded };
  };
}

/** The names of the tools that a document calls or mentions. */
function findUsedTools({ document, tools }: ShotsSubject): ReadonlySet<string> {
  const names = new Set<string>();
  const add = (call: CallNode): void => {
    if (call.unreadable !== true) names.add(call.name.text);
  };
  for (const { blocks } of document.shots) {
    for (const { calls, mentions } of blocks) {
      calls.forEach(add);
      mentions.forEach(add);
    }
  }
  return new Set([...names].flatMap((name) => tools.get(name)?.name ?? []));
}

/** Puts together what documents do with tools; `read` answers it for one of them. */
export async function findToolUse(
  documents: readonly string[],
  read: (uri: string) => Promise<DocumentToolUse | undefined>,
): Promise<ToolUse> {
  const used = new Set<string>();
  const chosen = new Map<string, Set<string>>();
  const together = new Map<string, Set<Tool>>();
  const targets = new Map<string, Set<ProviderId>>();
  const seen = new Set<LoadedTools>();
  for (const uri of documents) {
    const use = await read(uri);
    if (use === undefined) continue;
    for (const name of use.used) used.add(name);
    for (const [file, names] of use.chosen) addAll(chosen, file, names);
    if (seen.has(use.loaded)) continue;
    seen.add(use.loaded);
    for (const file of use.loaded.files) {
      addAll(together, file, use.loaded.tools);
      addAll(targets, file, use.loaded.targets);
    }
  }
  return { used, chosen, together, targets };
}

function addAll<Item>(sets: Map<string, Set<Item>>, key: string, items: Iterable<Item>): void {
  const known = sets.get(key) ?? new Set();
  sets.set(key, known);
  for (const item of items) known.add(item);
}
