import type { LabelMark } from './marks.ts';
import type { Label, Role } from './tree.ts';

/** What the labels of a document have had in common so far. */
export interface Uniformity {
  first: Label | undefined;
  readonly words: Partial<Record<Role, LabelMark>>;
  broken: boolean;
}

export function newUniformity(): Uniformity {
  return { first: undefined, words: {}, broken: false };
}

/** Takes one more label into account. One that is spelt like an earlier one adds nothing. */
export function addToUniformity(uniformity: Uniformity, text: string, mark: LabelMark): void {
  const { label } = mark;
  uniformity.first ??= label;
  uniformity.words[label.role] ??= mark;
  uniformity.broken ||= !isAlike(label, uniformity.first) || !isSameWord(text, mark, uniformity.words[label.role]);
}

function isAlike(label: Label, first: Label): boolean {
  return label.decoration === first.decoration && label.boldSpan === first.boldSpan && label.colon === first.colon;
}

function isSameWord(text: string, mark: LabelMark, first: LabelMark | undefined): boolean {
  return mark.key === first?.key && wordOf(text, mark.label) === wordOf(text, first.label);
}

function wordOf(text: string, { word }: Label): string {
  return text.slice(word.start, word.end);
}

/** True if all labels are dressed alike and each role has one word, written in one way: then every candidate is a label. */
export function isUniform({ first, broken }: Uniformity): boolean {
  // Numbers without a colon have to be confirmed by the whole document.
  return !broken && (first === undefined || first.colon !== '' || first.boldSpan !== undefined);
}
