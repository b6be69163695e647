import { type Document, isSeq, type Node, type YAMLMap } from 'yaml';
import { pathOf, withFrontMatter } from './frontMatter.ts';

/**
 * A shots document's text whose front matter takes the given operations of a tool file and no others, or all of its tools
 * without a choice. An entry for the file, which `isFile` recognizes by the path as written, is changed in place; otherwise one is added. Undefined if the front
 * matter is broken.
 */
export function withToolChoice(
  text: string,
  path: string,
  include: readonly string[] | undefined,
  isFile: (path: string) => boolean,
): string | undefined {
  return withFrontMatter(text, (document) => {
    const entry = createEntry(document, path, include);
    const tools = document.get('tools');
    if (isSeq(tools)) {
      const index = tools.items.findIndex((item) => isFile(pathOf(item)));
      if (index === -1) tools.add(entry);
      else tools.items[index] = entry;
    } else {
      const only = document.get('tools', true);
      const others = only === undefined || isFile(pathOf(only)) || pathOf(only) === '' ? [] : [only];
      document.set('tools', document.createNode([...others, entry]));
    }
  });
}

function createEntry(document: Document, path: string, include: readonly string[] | undefined): Node {
  if (include === undefined) return document.createNode(path);
  const entry = document.createNode({ file: path, include: [...include] }) as YAMLMap;
  const list = entry.get('include', true);
  if (isSeq(list)) list.flow = true;
  return entry;
}
