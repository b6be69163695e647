import type { FileKind } from '../host.ts';
import { isWithin } from '../text/paths.ts';

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

export function createDependencies(): DependencyList {
  return { files: new Set(), lists: [] };
}

/** Adds what one document depends on to what another depends on. */
export function copyDependencies(from: Dependencies, to: DependencyList): void {
  for (const file of from.files) to.files.add(file);
  to.lists.push(...from.lists);
}

/** Which documents have to be looked at again when a file changes. */
export interface DependencyGraph {
  /**
   * Says that a document is read again and collects these dependencies. Those of before count as well until the answer
   * is called, so that a change meanwhile reaches the document.
   */
  beginUpdate(document: string, dependencies: Dependencies): () => void;
  /** What a document was last made from; nothing if it is not known. */
  dependenciesOf(document: string): Dependencies;
  /** The documents that depend on a file of a kind, the file itself among them if it is one. */
  dependentsOf(uri: string, kind: FileKind | undefined): readonly string[];
}

export function createDependencyGraph(): DependencyGraph {
  /** The dependencies of each document, followed by those that reads in progress have collected so far. */
  const known = new Map<string, readonly Dependencies[]>();
  return {
    beginUpdate(document, dependencies) {
      known.set(document, [...(known.get(document) ?? []), dependencies]);
      return () => {
        const readings = known.get(document) ?? [];
        // A reading that began later may be over already; then nothing of this one is left.
        known.set(document, readings.slice(Math.max(0, readings.indexOf(dependencies))));
      };
    },
    dependenciesOf: (document) => known.get(document)?.at(-1) ?? createDependencies(),
    dependentsOf(uri, kind) {
      const touches = ({ files, lists }: Dependencies) =>
        files.has(uri) || lists.some((list) => list.kind === kind && isWithin(uri, list.root));
      return [...known].flatMap(([document, readings]) =>
        document === uri || readings.some(touches) ? [document] : [],
      );
    },
  };
}
