import type { LabelledBlock, Spelling } from '../labelledBlock.ts';
import type { Role } from '../roles.ts';

/** What the labels of a document have had in common so far. */
export interface Uniformity {
  first: Spelling | undefined;
  readonly words: Partial<Record<Role, LabelledBlock>>;
  broken: boolean;
}

export function createUniformity(): Uniformity {
  return { first: undefined, words: {}, broken: false };
}

/** Takes one more label into account. One that is spelt like an earlier one adds nothing. */
export function addToUniformity(uniformity: Uniformity, text: string, token: LabelledBlock): void {
  const { spelling, role } = token;
  uniformity.first ??= spelling;
  uniformity.words[role] ??= token;
  uniformity.broken ||= !isAlike(spelling, uniformity.first) || !isSameWord(text, token, uniformity.words[role]);
}

function isAlike({ decoration, boldSpan, colon }: Spelling, first: Spelling): boolean {
  return decoration === first.decoration && boldSpan === first.boldSpan && colon === first.colon;
}

function isSameWord(text: string, token: LabelledBlock, first: LabelledBlock | undefined): boolean {
  return token.spelling.key === first?.spelling.key && wordOf(text, token) === wordOf(text, first);
}

function wordOf(text: string, { word }: LabelledBlock): string {
  return text.slice(word.start, word.end);
}

/** True if all labels have the same decoration and each role has one word in one spelling: then every candidate is a label. */
export function isUniform({ first, broken }: Uniformity): boolean {
  // Numbers without a colon have to be confirmed by the whole document.
  return !broken && (first === undefined || first.colon !== '' || first.boldSpan !== undefined);
}
