import type { CallSite, Shot } from '../model/model.ts';
import { roundOf, shotAt } from '../model/places.ts';
import type { BlockNode, FrontMatterNode } from '../parser/tree.ts';
import { parseYaml } from '../schemas/source/yamlText.ts';
import type { Tool } from '../schemas/tool.ts';
import { encloses, overlaps, type TextRange } from '../text/range.ts';
import { callPlaces } from './callPlaces.ts';
import { choicePlaces, hasChoice } from './choicePlaces.ts';
import { commentPlaces } from './commentPlaces.ts';
import type { ShotsContext } from './context.ts';
import { withoutQuotes } from './declarations.ts';
import type { EntityPlace } from './entity.ts';
import { keyPlaces } from './keyPlaces.ts';
import { schemaPlaces } from './toolPlaces.ts';

/** Everything a shots document names, shot by shot; with `within`, only what is near a range. */
export function* shotsPlaces(context: ShotsContext, within?: TextRange): Generator<EntityPlace> {
  const { document } = context.subject;
  const isNear = (range: TextRange): boolean => within === undefined || touch(range, within);
  const front = context.subject.document.tree.frontMatter;
  if (front !== undefined && isNear(front)) yield* frontMatterPlaces(context, front);
  const near = within === undefined ? undefined : shotAt(document, within.start);
  for (const shot of near === undefined ? document.shots : [near]) {
    if (isNear(shot)) yield* placesOfShot(context, shot, isNear);
  }
  for (const block of [...document.openSlots, ...document.elidedShots]) if (isNear(block)) yield labelPlace(block);
  yield* commentPlaces(context, isNear);
  yield* apiSchemaPlaces(context, isNear);
}

/** What a document names that other files may name, too: neither labels, nor keys, nor values nobody lists. */
export function* sharedPlaces(context: ShotsContext): Generator<EntityPlace> {
  const { document, tools } = context.subject;
  for (const shot of document.shots) {
    for (const block of shot.blocks) {
      for (const call of block.calls) {
        const site = { call, block, shot, round: undefined, mention: false };
        yield* callPlaces(context.text, site, tools.get(call.name.text), true);
      }
      for (const call of block.mentions) {
        const site = { call, block, shot, round: undefined, mention: true };
        yield* callPlaces(context.text, site, tools.get(call.name.text), true);
      }
    }
  }
  yield* chosenTools(context);
  const everywhere = (): boolean => true;
  yield* commentPlaces(context, everywhere);
  yield* apiSchemaPlaces(context, everywhere);
}

function touch(a: TextRange, b: TextRange): boolean {
  return overlaps(a, b) || a.end === b.start || b.end === a.start;
}

function* placesOfShot(
  { text, subject }: ShotsContext,
  shot: Shot,
  isNear: (range: TextRange) => boolean,
): Generator<EntityPlace> {
  for (const block of shot.blocks) {
    // A call of two labels stands in one block and ends in the next, so blocks with calls are not passed over.
    if (isNear(block)) yield labelPlace(block);
    if (block.calls.length === 0 && block.mentions.length === 0) continue;
    const round = roundOf(shot, block);
    const site = { block, round, shot };
    for (const call of block.calls) yield* placesOfCall({ ...site, call, mention: false });
    for (const call of block.mentions) yield* placesOfCall({ ...site, call, mention: true });
  }
  function* placesOfCall(site: CallSite): Generator<EntityPlace> {
    if (isNear(site.call)) yield* callPlaces(text, site, subject.tools.get(site.call.name.text));
  }
}

function labelPlace(block: BlockNode): EntityPlace {
  return { entity: { kind: 'label', block }, range: block.label, role: 'use' };
}

function* frontMatterPlaces(context: ShotsContext, { yaml }: FrontMatterNode): Generator<EntityPlace> {
  const { frontMatter } = context.subject.document;
  const from = context.uri;
  const paths = [...(frontMatter?.sop ?? []), ...(frontMatter?.tools ?? [])];
  for (const { path, range } of paths) {
    yield { entity: { kind: 'path', path, from }, range: withoutQuotes(context.text, range), role: 'use' };
  }
  const source = parseYaml(context.text.slice(yaml.start, yaml.end), yaml.start);
  yield* choicePlaces(source, context, context.subject.tools.files);
  for (const place of keyPlaces(source, context.text, 'front-matter')) {
    if (!paths.some(({ range }) => encloses(range, place.range))) yield place;
  }
}

/** The tools that the front matter chooses of their files by name. */
function* chosenTools(context: ShotsContext): Generator<EntityPlace> {
  const node = context.subject.document.tree.frontMatter;
  if (node === undefined || context.subject.document.frontMatter?.tools.some(hasChoice) !== true) return;
  const { start, end } = node.yaml;
  yield* choicePlaces(parseYaml(context.text.slice(start, end), start), context, context.subject.tools.files);
}

/** What API schema blocks declare, under the tools that count for the document; paths they link to; names they say. */
function* apiSchemaPlaces(context: ShotsContext, isNear: (range: TextRange) => boolean): Generator<EntityPlace> {
  const { document, tools } = context.subject;
  for (const file of tools.files) {
    if (file.uri !== context.uri) continue;
    const counting = (tool: Tool): Tool => tools.get(tool.name) ?? tool;
    for (const place of schemaPlaces(file, counting)) if (isNear(place.range)) yield place;
  }
  for (const { blocks } of document.shots) {
    for (const block of blocks) if (block.role === 'apiSchema' && isNear(block)) yield* wordsOfSchema(context, block);
  }
}

const LINK = /\[[^\]\n]*\]\(\s*<?([^)\s>]+)>?[^)\n]*\)/g;
const NAME = /[\p{L}_][\p{L}\p{N}_.-]*/gu;

/** “[SearchSolution's schema, omitted]” names a loaded tool; a link leads to its file. */
function* wordsOfSchema({ text, uri, subject }: ShotsContext, block: BlockNode): Generator<EntityPlace> {
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
