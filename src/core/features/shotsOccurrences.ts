import { roundOf, shotAt } from '../model/lookup.ts';
import type { CallOccurrence, Shot } from '../model/model.ts';
import type { BlockNode, FrontMatterNode } from '../parser/tree.ts';
import type { Tool } from '../schemas/tool.ts';
import { encloses, overlaps, type TextRange } from '../text/range.ts';
import { parseYaml } from '../text/source/yamlText.ts';
import { getCallOccurrences } from './callOccurrences.ts';
import { getCommentOccurrences } from './commentOccurrences.ts';
import type { ShotsContext } from './context.ts';
import { withoutQuotes } from './declarations.ts';
import type { EntityOccurrence } from './entity.ts';
import { getKeyOccurrences } from './keyOccurrences.ts';
import { getToolChoiceOccurrences, hasChoice } from './toolChoiceOccurrences.ts';
import { getToolFileOccurrences } from './toolFileOccurrences.ts';

/** Everything a shots document names, shot by shot; with `within`, only what is near a range. */
export function* getShotsOccurrences(context: ShotsContext, within?: TextRange): Generator<EntityOccurrence> {
  const { document } = context.subject;
  const isNear = (range: TextRange): boolean => within === undefined || touch(range, within);
  const front = context.subject.document.tree.frontMatter;
  if (front !== undefined && isNear(front)) yield* getFrontMatterOccurrences(context, front);
  const near = within === undefined ? undefined : shotAt(document, within.start);
  for (const shot of near === undefined ? document.shots : [near]) {
    if (isNear(shot)) yield* getShotOccurrences(context, shot, isNear);
  }
  for (const block of [...document.openSlots, ...document.elidedShots])
    if (isNear(block)) yield getLabelOccurrence(block);
  yield* getCommentOccurrences(context, isNear);
  yield* getApiSchemaOccurrences(context, isNear);
}

/** What a document names that other files may name, too: neither labels, nor keys, nor values nobody lists. */
export function* getSharedOccurrences(context: ShotsContext): Generator<EntityOccurrence> {
  const { document, tools } = context.subject;
  for (const shot of document.shots) {
    for (const block of shot.blocks) {
      for (const call of block.calls) {
        const site = { call, block, shot, round: undefined, mention: false };
        yield* getCallOccurrences(context.text, site, tools.get(call.name.text), true);
      }
      for (const call of block.mentions) {
        const site = { call, block, shot, round: undefined, mention: true };
        yield* getCallOccurrences(context.text, site, tools.get(call.name.text), true);
      }
    }
  }
  yield* chosenTools(context);
  const everywhere = (): boolean => true;
  yield* getCommentOccurrences(context, everywhere);
  yield* getApiSchemaOccurrences(context, everywhere);
}

function touch(a: TextRange, b: TextRange): boolean {
  return overlaps(a, b) || a.end === b.start || b.end === a.start;
}

function* getShotOccurrences(
  { text, subject }: ShotsContext,
  shot: Shot,
  isNear: (range: TextRange) => boolean,
): Generator<EntityOccurrence> {
  for (const block of shot.blocks) {
    // A call of two labels is in one block and ends in the next, so blocks with calls are not skipped.
    if (isNear(block)) yield getLabelOccurrence(block);
    if (block.calls.length === 0 && block.mentions.length === 0) continue;
    const round = roundOf(shot, block);
    const site = { block, round, shot };
    for (const call of block.calls) yield* getCallSiteOccurrences({ ...site, call, mention: false });
    for (const call of block.mentions) yield* getCallSiteOccurrences({ ...site, call, mention: true });
  }
  function* getCallSiteOccurrences(site: CallOccurrence): Generator<EntityOccurrence> {
    if (isNear(site.call)) yield* getCallOccurrences(text, site, subject.tools.get(site.call.name.text));
  }
}

function getLabelOccurrence(block: BlockNode): EntityOccurrence {
  return { entity: { kind: 'label', block }, range: block.label, role: 'use' };
}

function* getFrontMatterOccurrences(context: ShotsContext, { yaml }: FrontMatterNode): Generator<EntityOccurrence> {
  const { frontMatter } = context.subject.document;
  const from = context.uri;
  const paths = [...(frontMatter?.sop ?? []), ...(frontMatter?.tools ?? [])];
  for (const { path, range } of paths) {
    yield { entity: { kind: 'path', path, from }, range: withoutQuotes(context.text, range), role: 'use' };
  }
  const source = parseYaml(context.text.slice(yaml.start, yaml.end), yaml.start);
  yield* getToolChoiceOccurrences(source, context, context.subject.tools.files);
  for (const occurrence of getKeyOccurrences(source, context.text, 'front-matter')) {
    if (!paths.some(({ range }) => encloses(range, occurrence.range))) yield occurrence;
  }
}

/** The tools that the front matter chooses of their files by name. */
function* chosenTools(context: ShotsContext): Generator<EntityOccurrence> {
  const node = context.subject.document.tree.frontMatter;
  if (node === undefined || context.subject.document.frontMatter?.tools.some(hasChoice) !== true) return;
  const { start, end } = node.yaml;
  yield* getToolChoiceOccurrences(
    parseYaml(context.text.slice(start, end), start),
    context,
    context.subject.tools.files,
  );
}

/** What API schema blocks declare, under the tools that count for the document; paths they link to; names they say. */
function* getApiSchemaOccurrences(
  context: ShotsContext,
  isNear: (range: TextRange) => boolean,
): Generator<EntityOccurrence> {
  const { document, tools } = context.subject;
  for (const file of tools.files) {
    if (file.uri !== context.uri) continue;
    const counting = (tool: Tool): Tool => tools.get(tool.name) ?? tool;
    for (const occurrence of getToolFileOccurrences(file, counting)) if (isNear(occurrence.range)) yield occurrence;
  }
  for (const { blocks } of document.shots) {
    for (const block of blocks) if (block.role === 'apiSchema' && isNear(block)) yield* wordsOfSchema(context, block);
  }
}

const LINK = /\[[^[\]\n]{0,200}\]\(\s{0,20}<?([^)\s>]{1,1000})(?:[\s>][^)\n]{0,200})?\)/g;
const NAME = /[\p{L}_][\p{L}\p{N}_.-]*/gu;

/** “[SearchSolution's schema, omitted]” names a loaded tool; a link leads to its file. */
function* wordsOfSchema({ text, uri, subject }: ShotsContext, block: BlockNode): Generator<EntityOccurrence> {
  const { start, end } = block.content;
  const words = text.slice(start, end);
  for (const match of words.matchAll(LINK)) {
    const path = match[1] ?? '';
    const at = start + match.index + match[0].lastIndexOf(path);
    yield { entity: { kind: 'path', path, from: uri }, range: { start: at, end: at + path.length }, role: 'use' };
  }
  if (/^\s*(?:```|~~~|[{[]\s*["{])/.test(words) || block.fences.length > 0) return;
  for (const { 0: name, index } of words.matchAll(NAME)) {
    const tool = subject.tools.get(name);
    const range = { start: start + index, end: start + index + name.length };
    if (tool !== undefined) yield { entity: { kind: 'tool', name, tool }, range, role: 'mention' };
  }
}
