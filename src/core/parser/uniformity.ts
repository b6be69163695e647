import type { LabelledBlock, Spelling } from './labelledBlock.ts';
import type { Role } from './tree.ts';

/** What the labels of a document have had in common so far. */
export interface Uniformity {
  first: Spelling | undefined;
  readonly words: Partial<Record<Role, LabelledBlock>>;
  broken: boolean;
}

export function newUniformity(): Uniformity {
  return { first: undefined, words: {}, broken: false };
}

/** Takes one more label into account. One that is spelt like an earlier one adds nothing. */
export function addToUniformity(uniformity: Uniformity, text: string, mark: LabelledBlock): void {
  const { spelling, role } = mark;
  uniformity.first ??= spelling;
  uniformity.words[role] ??= mark;
  uniformity.broken ||= !isAlike(spelling, uniformity.first) || !isSameWord(text, mark, uniformity.words[role]);
}

function isAlike({ decoration, boldSpan, colon }: Spelling, first: Spelling): boolean {
  return decoration === first.decoration && boldSpan === first.boldSpan && colon === first.colon;
}

function isSameWord(text: string, mark: LabelledBlock, first: LabelledBlock | undefined): boolean {
  return mark.spelling.key === first?.spelling.key && wordOf(text, mark) === wordOf(text, first);
}

function wordOf(text: string, { word }: LabelledBlock): string {
  return text.slice(word.start, word.end);
}

/** True if all labels are dressed alike and each role has one word, written in one way: then every candidate is a label. */
export function isUniform({ first, broken }: Uniformity): boolean {
  // Numbers without a colon have to be confirmed by the whole document.
  return !broken && (first === undefined || first.colon !== '' || first.boldSpan !== undefined);
}
