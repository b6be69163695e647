import type { TestItem, TestRunRequest } from 'vscode';
import type { TestTree } from './testTree.ts';

/** The tests that a request asks for. */
export interface TestSelection {
  /** The documents with at least one selected test, their shots read. */
  readonly files: readonly TestItem[];
  /** True for a test that is selected itself or with what holds it. */
  includes(item: TestItem): boolean;
}

/** Reads the documents a request is about. */
export async function selectTests(
  tree: TestTree,
  items: Iterable<readonly [string, TestItem]>,
  { include, exclude }: Pick<TestRunRequest, 'include' | 'exclude'>,
): Promise<TestSelection> {
  if (include === undefined) await tree.discover();
  const roots = include === undefined ? [...items].map(([, item]) => item) : include.map(rootOf);
  const files: TestItem[] = [];
  for (const root of new Set(roots)) {
    // Shots that were selected one by one are already there, and reading them again would make others.
    const file = include === undefined && root.uri !== undefined ? await tree.resolve(root.uri) : root;
    if (file === undefined) continue;
    if (file.children.size === 0 && file.uri !== undefined) await tree.resolve(file.uri);
    files.push(file);
  }
  const included = include === undefined ? undefined : new Set(include);
  const excluded = new Set(exclude);
  return {
    files: files.filter((file) => !excluded.has(file)),
    includes: (item) => {
      const line = lineOf(item);
      return (
        (included === undefined || line.some((one) => included.has(one))) && !line.some((one) => excluded.has(one))
      );
    },
  };
}

/** A test and everything that holds it. */
function lineOf(item: TestItem): readonly TestItem[] {
  return item.parent === undefined ? [item] : [item, ...lineOf(item.parent)];
}

function rootOf(item: TestItem): TestItem {
  return item.parent === undefined ? item : rootOf(item.parent);
}

/** The tests below a test. */
export function childrenOf(item: TestItem): readonly TestItem[] {
  return [...item.children].map(([, child]) => child);
}
