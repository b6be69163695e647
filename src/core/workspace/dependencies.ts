import type { FileKind } from '../host.ts';
import { isWithin } from './paths.ts';

/** What a document was made from: files that were read or looked for in vain, and lists of a root's files. */
export interface Dependencies {
  readonly files: ReadonlySet<string>;
  readonly lists: readonly { readonly root: string; readonly kind: FileKind }[];
}

/** Dependencies while they are gathered. */
export interface DependencyList extends Dependencies {
  readonly files: Set<string>;
  readonly lists: { readonly root: string; readonly kind: FileKind }[];
}

export function newDependencies(): DependencyList {
  return { files: new Set(), lists: [] };
}

/** Which documents have to be looked at again when a file changes. */
export interface DependencyGraph {
  set(document: string, dependencies: Dependencies): void;
  /** The documents that depend on a file of a kind, the file itself among them if it is one. */
  dependentsOf(uri: string, kind: FileKind | undefined): readonly string[];
}

export function createDependencyGraph(): DependencyGraph {
  const known = new Map<string, Dependencies>();
  return {
    set: (document, dependencies) => void known.set(document, dependencies),
    dependentsOf(uri, kind) {
      const found: string[] = [];
      for (const [document, { files, lists }] of known) {
        const listed = lists.some((list) => list.kind === kind && isWithin(uri, list.root));
        if (document === uri || files.has(uri) || listed) found.push(document);
      }
      return found;
    },
  };
}
