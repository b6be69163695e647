import type { Example } from '../model.ts';
import type { TreeNode } from './treeNode.ts';
import type { TreeWords } from './words.ts';

/** The rounds that cover something, below it. */
export function exampleNodes(
  parent: string,
  examples: readonly Example[],
  { text, both }: TreeWords,
  pathOf: (uri: string) => string,
): readonly TreeNode[] {
  return examples.map(({ uri, name, range }, index): TreeNode => {
    const place = text('place', { path: pathOf(uri), line: range.start.line + 1 });
    return {
      id: `${parent} example ${index}`,
      kind: 'example',
      state: 'none',
      label: name === '' ? place : name,
      description: name === '' ? '' : place,
      spoken: text('spokenExample', { name: name === '' ? place : both(name, place) }),
      place: { uri, range },
      children: [],
    };
  });
}
