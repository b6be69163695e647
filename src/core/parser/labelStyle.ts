import type { LabelledBlock, Spelling } from './labelledBlock.ts';
import type { ActiveToken, LineToken } from './lineTokens.ts';
import { ROLES } from './roles.ts';
import type { Decoration, Label } from './tree.ts';

/** The decoration that most of a document's think, action, observation and API labels have. */
export interface LabelStyle {
  readonly decoration: Decoration;
  /** True if the word is also bold, as it may be in a quote or a list. */
  readonly bold: boolean;
  readonly colon: Label['colon'];
}

/** True for the labels that decide which style the document uses, and count in every decoration. */
export function isStrong(token: LabelledBlock): boolean {
  return ROLES[token.role].setsStyle === true;
}

/** Decorations by their index in a tally. */
const DECORATIONS: readonly Decoration[] = ['plain', 'bold', 'quote', 'list', 'tag', 'token'];
const COLONS: readonly Label['colon'][] = [':', '：', ''];

/** How often each combination of decoration, boldness and colon occurs, and where it occurs first. */
interface Tally {
  readonly counts: Int32Array;
  readonly firsts: Int32Array;
}

/** The style of the document's strong labels, or of all of them where there is no strong one. */
export function majorityStyle(tokens: readonly (LineToken | ActiveToken)[]): LabelStyle | undefined {
  const strong = emptyTally();
  const weak = emptyTally();
  let hasStrong = false;
  for (let index = 0; index < tokens.length; index++) {
    const token = tokens[index];
    if (token?.kind !== 'block' || token.spelling.decoration === 'token') continue;
    const isCounted = isStrong(token);
    hasStrong ||= isCounted;
    count(isCounted ? strong : weak, token.spelling, index);
  }
  return styleOf(hasStrong ? strong : weak);
}

function emptyTally(): Tally {
  const size = DECORATIONS.length * 2 * COLONS.length;
  return { counts: new Int32Array(size), firsts: new Int32Array(size) };
}

function count(tally: Tally, { decoration, boldSpan, colon }: Spelling, index: number): void {
  const combination = DECORATIONS.indexOf(decoration) * 2 + (boldSpan === undefined ? 0 : 1);
  const slot = combination * COLONS.length + COLONS.indexOf(colon);
  if (tally.counts[slot] === 0) tally.firsts[slot] = index;
  tally.counts[slot] = (tally.counts[slot] ?? 0) + 1;
}

/** The most frequent decoration, and the most frequent colon in that decoration; what comes first wins a tie. */
function styleOf({ counts, firsts }: Tally): LabelStyle | undefined {
  const width = COLONS.length;
  let best = -1;
  let most = 0;
  let first = 0;
  for (let combination = 0; combination < DECORATIONS.length * 2; combination++) {
    const slots = Array.from(COLONS, (_, colon) => combination * width + colon).filter(
      (slot) => (counts[slot] ?? 0) > 0,
    );
    const sum = slots.reduce((total, slot) => total + (counts[slot] ?? 0), 0);
    const begins = Math.min(...slots.map((slot) => firsts[slot] ?? 0));
    if (sum > most || (sum === most && sum > 0 && begins < first)) {
      best = combination;
      most = sum;
      first = begins;
    }
  }
  const decoration = DECORATIONS[best >> 1];
  if (best === -1 || decoration === undefined) return undefined;
  const wide = (counts[best * width + 1] ?? 0) > (counts[best * width] ?? 0);
  const none = (counts[best * width + 1] ?? 0) + (counts[best * width] ?? 0) === 0;
  return { decoration, bold: best % 2 === 1, colon: none ? '' : wide ? '：' : ':' };
}

/** True if a label is decorated like the document's; the colon may differ. */
export function matchesStyle(token: LabelledBlock, style: LabelStyle): boolean {
  const { decoration, boldSpan } = token.spelling;
  return decoration === style.decoration && (boldSpan !== undefined) === style.bold;
}

/**
 * True if the label also has the document's colon. Bold and tags suffice by themselves; an undecorated
 * `问题：` among `Thought:` labels is not.
 */
export function matchesColon(token: LabelledBlock, style: LabelStyle): boolean {
  return style.bold || style.decoration === 'tag' || style.colon === '' || token.spelling.colon === style.colon;
}
