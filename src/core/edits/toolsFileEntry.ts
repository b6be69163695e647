import { isScalar, isSeq } from 'yaml';
import { pathOf, withFrontMatter } from './frontMatter.ts';

/** An entry of `tools:` as it is written. */
export interface WrittenEntry {
  readonly path: string;
  readonly include?: readonly string[];
  readonly exclude?: readonly string[];
}

/**
 * A shots document's text whose front matter names one more tool file. As `tools:` of a document hides what counted
 * without it, a document that has none gets the files that count so far (`before`) as well. Undefined if the front
 * matter is broken.
 */
export function withToolsFile(text: string, path: string, before: readonly WrittenEntry[]): string | undefined {
  return withFrontMatter(text, (document) => {
    const tools = document.get('tools');
    if (isSeq(tools)) return void tools.add(document.createNode(path));
    const only = document.get('tools', true);
    const others = pathOf(only) === '' ? before.map(written) : [only];
    document.set('tools', others.length === 0 ? path : listOf([...others, path]));

    function listOf(items: readonly unknown[]): unknown {
      const list = document.createNode(items);
      if (isSeq(list)) list.flow = items.every((item) => typeof item === 'string' || isScalar(item));
      return list;
    }
  });
}

function written({ path, include = [], exclude = [] }: WrittenEntry): unknown {
  if (include.length === 0 && exclude.length === 0) return path;
  return {
    file: path,
    ...(include.length === 0 ? {} : { include: [...include] }),
    ...(exclude.length === 0 ? {} : { exclude: [...exclude] }),
  };
}
