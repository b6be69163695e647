import { blockText } from '../model/blockText.ts';
import type { BlockNode, ShotsTree } from '../parser/tree.ts';
import type { TextRange } from '../text/range.ts';
import type { SourcePart } from '../text/source/sourceDocument.ts';

/** What an API schema block holds, apart from words that name a loaded tool. */
export type ApiSchema =
  | { readonly kind: 'inline'; readonly part: SourcePart }
  | { readonly kind: 'link'; readonly path: string; readonly range: TextRange };

/** The schemas that a document's API schema blocks write down or link to. */
export function apiSchemas(tree: ShotsTree): readonly ApiSchema[] {
  const found: ApiSchema[] = [];
  if (tree.detectedStyle.words.apiSchema === undefined) return found;
  tree.nodes.forEach((node) => {
    if (node.kind === 'block' && node.role === 'apiSchema') found.push(...schemasIn(tree, node));
  });
  return found;
}

function schemasIn(tree: ShotsTree, block: BlockNode): readonly ApiSchema[] {
  const fences = block.fences.filter(({ content }) => isData(tree.text.slice(content.start, content.end)));
  if (fences.length > 0) return fences.map(({ content }) => inline(tree, block, content));
  const text = tree.text.slice(block.content.start, block.content.end);
  if (isData(block.interrupted ? blockText(tree, block, block.content).text : text))
    return [inline(tree, block, block.content)];
  const link = linkIn(text);
  if (link === undefined) return [];
  const start = block.content.start + link.offset;
  return [{ kind: 'link', path: link.path, range: { start, end: start + link.path.length } }];
}

function inline(tree: ShotsTree, block: BlockNode, range: TextRange): ApiSchema {
  const { text, map } = blockText(tree, block, range);
  return { kind: 'inline', part: { content: text, map, lines: tree.lines } };
}

/** JSON starts with a bracket that is followed by data; YAML by a key that some format of tools has. */
function isData(text: string): boolean {
  return (
    /^\s*(\{\s*["}]|\[\s*[{\]])/.test(text) ||
    /^\s*(-\s+)?["']?(name|type|function|tools|functions|toolSpec|openapi|swagger|functionDeclarations)["']?:(\s|$)/.test(
      text,
    )
  );
}

/** A Markdown link, or a path alone that ends as a schema's file does. */
function linkIn(text: string): { readonly path: string; readonly offset: number } | undefined {
  const link = /\[[^[\]\n]{0,200}\]\(\s{0,20}<?([^)\s>]{1,1000})(?:[\s>][^)\n]{0,200})?\)/.exec(text);
  const linked = link?.[1];
  if (link !== null && linked !== undefined && !linked.startsWith('#')) {
    return { path: linked, offset: link.index + link[0].indexOf(linked, link[0].indexOf('](')) };
  }
  const bare = /^[\s`<]*([^\s`<>()[\]]+\.(?:json|ya?ml))[\s`>]*$/i.exec(text);
  const path = bare?.[1];
  return path === undefined || bare === null ? undefined : { path, offset: bare[0].indexOf(path) };
}
