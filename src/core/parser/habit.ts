import { isInlineSpace } from './characters.ts';
import { isStrongRole } from './labelStyle.ts';
import type { BlockNode, Decoration, DocumentHabit, Role, TreeNode } from './tree.ts';

type RoundSeparator = DocumentHabit['roundSeparator'];
type BoldSpan = NonNullable<DocumentHabit['boldSpan']> | 'none';

/** What is counted while the nodes are made. Of two equally frequent things the one met first is the habit. */
export interface HabitTallies {
  readonly text: string;
  readonly decorations: Tally<Decoration>;
  readonly boldSpans: Tally<BoldSpan>;
  readonly weakDecorations: Tally<Decoration>;
  readonly weakBoldSpans: Tally<BoldSpan>;
  readonly colons: Tally<':' | '：'>;
  readonly spaces: Tally<'space' | 'none'>;
  readonly languages: Tally<'en' | 'zh-CN'>;
  readonly separators: Tally<RoundSeparator>;
  readonly words: Partial<Record<Role, string>>;
  /** The role of the last block, and what has stood behind it so far. */
  before: Role | undefined;
  between: RoundSeparator;
}

/** Counts things of which most are alike: a run of the same thing is one entry. */
interface Tally<Key extends string> {
  readonly counts: Map<Key, number>;
  key: Key | undefined;
  run: number;
}

/** Makes the tallies of a document that is still to be counted. */
export function newTallies(text: string): HabitTallies {
  return {
    text,
    decorations: emptyTally(),
    boldSpans: emptyTally(),
    weakDecorations: emptyTally(),
    weakBoldSpans: emptyTally(),
    colons: emptyTally(),
    spaces: emptyTally(),
    languages: emptyTally(),
    separators: emptyTally(),
    words: {},
    before: undefined,
    between: 'none',
  };
}

/** Takes the next node of a document into account. */
export function countNode(tallies: HabitTallies, node: TreeNode): void {
  if (node.kind === 'block') {
    countBlock(tallies, node);
    const { before } = tallies;
    if (before !== undefined && opensRound(node.role, before)) count(tallies.separators, tallies.between);
    tallies.before = node.role;
    tallies.between = 'none';
  } else if (node.kind === 'separator') {
    tallies.between = tallies.text[node.mark.start] === '*' ? '***' : '---';
  } else if (node.kind === 'blank' && tallies.between === 'none') {
    tallies.between = 'blank';
  }
}

/** What the labels of a document have in common, once all its nodes are counted. */
export function habitOf(tallies: HabitTallies): DocumentHabit {
  const boldSpan = most(tallies.boldSpans) ?? most(tallies.weakBoldSpans) ?? 'word';
  return {
    decoration: most(tallies.decorations) ?? most(tallies.weakDecorations) ?? 'bold',
    boldSpan: boldSpan === 'none' ? undefined : boldSpan,
    colon: most(tallies.colons) ?? ':',
    spaceAfterColon: most(tallies.spaces) !== 'none',
    words: tallies.words,
    language: most(tallies.languages) ?? 'en',
    roundSeparator: most(tallies.separators) ?? 'none',
  };
}

function countBlock(tallies: HabitTallies, { role, label, content }: BlockNode): void {
  const { text } = tallies;
  const isStrong = isStrongRole(role);
  count(isStrong ? tallies.decorations : tallies.weakDecorations, label.decoration);
  count(isStrong ? tallies.boldSpans : tallies.weakBoldSpans, label.boldSpan ?? 'none');
  if (label.colon !== '') count(tallies.colons, label.colon);
  if (content.start < content.end) {
    count(tallies.spaces, isInlineSpace(text.charCodeAt(label.end)) ? 'space' : 'none');
  }
  count(tallies.languages, text.charCodeAt(label.word.start) < 0x80 ? 'en' : 'zh-CN');
  if (tallies.words[role] === undefined) tallies.words[role] = text.slice(label.word.start, label.word.end);
}

function emptyTally<Key extends string>(): Tally<Key> {
  return { counts: new Map(), key: undefined, run: 0 };
}

function count<Key extends string>(tally: Tally<Key>, key: Key): void {
  if (tally.key !== key) endRun(tally, key);
  tally.run++;
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

const ENDS_ROUND: ReadonlySet<Role> = new Set(['action', 'actionInput', 'observation', 'apiRequest', 'apiResponse']);

/** True if a block begins another round than the one of the block before it. A step's block begins its own. */
function opensRound(role: Role, before: Role): boolean {
  if (role === 'step') return ENDS_ROUND.has(before) || before === 'step' || before === 'think';
  return ENDS_ROUND.has(before) && (role === 'think' || (role === 'action' && before === 'observation'));
}
