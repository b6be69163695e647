import type { CallNode } from '../parser/callNodes.ts';
import type { BlockNode, ShotsTree } from '../parser/tree.ts';
import type { TextRange } from '../text/range.ts';
import { blockText, type MappedText } from './blockText.ts';
import type { Block, Reply } from './model.ts';

/** Marks that open and close words somebody says. An apostrophe is none. */
const QUOTES: readonly (readonly [string, string])[] = [
  ['“', '”'],
  ['「', '」'],
  ['『', '』'],
  ['"', '"'],
];

/**
 * The final message to the user: the answer, else the text of the last action without its first line, which is not
 * part of the message.
 */
export function findReply(
  tree: ShotsTree,
  answer: BlockNode | undefined,
  lastAction: { readonly block: Block; readonly finish: CallNode | undefined } | undefined,
): Reply | undefined {
  if (answer !== undefined)
    return answer.content.start < answer.content.end ? reply(answer.content, 'answer') : undefined;
  if (lastAction === undefined) return undefined;
  const { block, finish } = lastAction;
  if (finish !== undefined) return replyOfFinish(finish);
  return block.calls.length > 0 ? undefined : replyOfProse(blockText(tree, block));
}

function reply({ start, end }: TextRange, from: Reply['from']): Reply {
  return { start, end, from };
}

function replyOfFinish(call: CallNode): Reply | undefined {
  const value = call.arguments[0]?.value;
  if (value?.kind === 'string' && call.form !== 'bracket' && value.end - value.start > 2) {
    return reply({ start: value.start + 1, end: value.end - 1 }, 'finish');
  }
  const range = value ?? call.argumentsRange;
  return range.start < range.end ? reply(range, 'finish') : undefined;
}

function replyOfProse(content: MappedText): Reply | undefined {
  const { text } = content;
  const lineEnd = text.search(/[\r\n]/);
  const firstLine = lineEnd === -1 ? text : text.slice(0, lineEnd);
  const quoted = longestQuote(text, firstLine.length);
  const isSplit = quoted !== undefined && quoted.end > firstLine.length;
  const rest = lineEnd === -1 ? '' : text.slice(lineEnd);
  if (rest.trim() !== '' && !isSplit) {
    const start = lineEnd + rest.length - rest.trimStart().length;
    return mapped(content, unquoted(text, { start, end: text.trimEnd().length }), 'after-action');
  }
  return quoted === undefined ? undefined : mapped(content, quoted, 'quoted');
}

function mapped(content: MappedText, range: TextRange, from: Reply['from']): Reply {
  return { start: content.map(range.start), end: content.map(range.end), from };
}

/** The words within the quotation marks that enclose all of a range; the range itself if none do. */
function unquoted(text: string, range: TextRange): TextRange {
  const words = text.slice(range.start, range.end);
  for (const [open, close] of QUOTES) {
    const isWhole = words.length > 2 && words.startsWith(open) && words.indexOf(close, 1) === words.length - 1;
    if (isWhole) return { start: range.start + 1, end: range.end - 1 };
  }
  return range;
}

/** The longest quotation that begins before `limit`, without its marks. */
function longestQuote(text: string, limit: number): TextRange | undefined {
  let longest: TextRange | undefined;
  for (const [open, close] of QUOTES) {
    for (let at = text.indexOf(open); at !== -1 && at < limit; ) {
      const end = text.indexOf(close, at + 1);
      if (end === -1) break;
      if (end - at - 1 > (longest === undefined ? 0 : longest.end - longest.start)) longest = { start: at + 1, end };
      at = text.indexOf(open, end + 1);
    }
  }
  return longest;
}

/** The words that an action in plain language says to the customer: its quotation, or the text after its first line. */
export function getSpokenWords(tree: ShotsTree, block: BlockNode): string | undefined {
  const said = replyOfProse(blockText(tree, block));
  return said === undefined ? undefined : blockText(tree, block, said).text;
}

/** The text of a reply, without quote marks, comments and escapes. */
export function replyText(tree: ShotsTree, blocks: readonly BlockNode[], said: Reply): string {
  const block = blocks.find((candidate) => candidate.start <= said.start && said.end <= candidate.end);
  return block === undefined ? tree.text.slice(said.start, said.end) : blockText(tree, block, said).text;
}
