import { isInlineSpace } from './characters.ts';
import type { LabelledBlock } from './labelledBlock.ts';
import type { Role } from './roles.ts';
import type { BlockNode, Decoration, DetectedStyle, TreeNode } from './tree.ts';

/** A node while it is made, when a block still knows its spelling. */
export type CountedNode = Exclude<TreeNode, BlockNode> | LabelledBlock;

type RoundSeparator = DetectedStyle['roundSeparator'];
type BoldSpan = NonNullable<DetectedStyle['boldSpan']> | 'none';

/** What is counted while the nodes are made. Of two equally frequent values the first one wins. */
export interface StyleTallies {
  readonly text: string;
  /** The first block of each spelling; how many there are is counted by the spelling itself. */
  readonly firsts: LabelledBlock[];
  readonly words: Partial<Record<Role, string>>;
  readonly spaces: Tally<'space' | 'none'>;
  readonly separators: Tally<RoundSeparator>;
  /** The last block, and what has been after it so far. */
  before: LabelledBlock | undefined;
  between: RoundSeparator;
}

/** Counts keys of which most are equal: a run of the same key is one entry. */
interface Tally<Key extends string> {
  readonly counts: Map<Key, number>;
  key: Key | undefined;
  run: number;
}

/** Makes the tallies of a document that is still to be counted. */
export function createTallies(text: string): StyleTallies {
  return {
    text,
    firsts: [],
    words: {},
    spaces: emptyTally(),
    separators: emptyTally(),
    before: undefined,
    between: 'none',
  };
}

/** Takes the next node of a document into account. */
export function countNode(tallies: StyleTallies, node: CountedNode): void {
  if (node.kind === 'block') {
    countBlock(tallies, node);
    const { before } = tallies;
    if (before !== undefined && opensRound(node.role, before)) count(tallies.separators, tallies.between);
    tallies.before = node;
    tallies.between = 'none';
  } else if (node.kind === 'separator') {
    tallies.between = tallies.text[node.mark.start] === '*' ? '***' : '---';
  } else if (node.kind === 'blank' && tallies.between === 'none') {
    tallies.between = 'blank';
  }
}

function countBlock({ text, firsts, words, spaces }: StyleTallies, block: LabelledBlock): void {
  // What opens a recorded turn is no style of labels.
  if (block.spelling.decoration === 'token') return;
  if (block.spelling.times++ === 0) {
    firsts.push(block);
    words[block.role] ??= text.slice(block.word.start, block.word.end);
  }
  if (block.contentStart < block.contentEnd) {
    count(spaces, isInlineSpace(text.charCodeAt(block.labelEnd)) ? 'space' : 'none');
  }
}

/** What the labels of a document have in common, once all its nodes are counted. */
export function toDetectedStyle({ text, firsts, words, spaces, separators }: StyleTallies): DetectedStyle {
  const [decorations, weakDecorations] = [emptyTally<Decoration>(), emptyTally<Decoration>()];
  const [boldSpans, weakBoldSpans] = [emptyTally<BoldSpan>(), emptyTally<BoldSpan>()];
  const colons = emptyTally<':' | '：'>();
  const languages = emptyTally<'en' | 'zh-CN'>();
  for (const { spelling, word } of firsts) {
    const { decoration, boldSpan = 'none', colon, times } = spelling;
    const isStrong = spelling.roleInfo.setsStyle === true;
    count(isStrong ? decorations : weakDecorations, decoration, times);
    count(isStrong ? boldSpans : weakBoldSpans, boldSpan, times);
    if (colon !== '') count(colons, colon, times);
    count(languages, text.charCodeAt(word.start) < 0x80 ? 'en' : 'zh-CN', times);
  }
  const boldSpan = most(boldSpans) ?? most(weakBoldSpans) ?? 'word';
  return {
    decoration: most(decorations) ?? most(weakDecorations) ?? 'bold',
    boldSpan: boldSpan === 'none' ? undefined : boldSpan,
    colon: most(colons) ?? ':',
    spaceAfterColon: most(spaces) !== 'none',
    words,
    language: most(languages) ?? 'en',
    roundSeparator: most(separators) ?? 'none',
  };
}

function emptyTally<Key extends string>(): Tally<Key> {
  return { counts: new Map(), key: undefined, run: 0 };
}

function count<Key extends string>(tally: Tally<Key>, key: Key, times = 1): void {
  if (tally.key !== key) endRun(tally, key);
  tally.run += times;
}

function endRun<Key extends string>(tally: Tally<Key>, next: Key | undefined): void {
  if (tally.key !== undefined) tally.counts.set(tally.key, (tally.counts.get(tally.key) ?? 0) + tally.run);
  tally.key = next;
  tally.run = 0;
}

function most<Key extends string>(tally: Tally<Key>): Key | undefined {
  endRun(tally, undefined);
  let best: Key | undefined;
  for (const [key, times] of tally.counts)
    if (times > (best === undefined ? 0 : (tally.counts.get(best) ?? 0))) best = key;
  return best;
}

/** True if a block begins another round than the one of the block before it. A step's block begins its own. */
function opensRound(role: Role, before: LabelledBlock): boolean {
  const { part } = before.roleInfo;
  const endsRound = part === 'act' || part === 'input' || part === 'observe';
  if (role === 'step') return endsRound || part === 'step' || part === 'think';
  return endsRound && (role === 'think' || (role === 'action' && before.role === 'observation'));
}
