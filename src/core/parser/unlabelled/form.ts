import type { LabelledBlock } from '../labelledBlock.ts';
import { breakAfter, lineEnd } from '../lineTokenReader.ts';
import type { ActiveToken } from '../lineTokens.ts';

/** A form of shots some of whose parts have no label of their own. */
export interface UnlabelledForm {
  /** Every document of this form has a line that begins with one of these characters; others are not searched. */
  readonly first?: string;
  /** Words of labels of which one is in every such document. */
  readonly words?: readonly string[];
  /** A text without which the form does not occur. */
  readonly mark?: string;
  /** The blocks without labels, in document order. */
  readonly find: (text: string, tokens: readonly ActiveToken[]) => readonly LabelledBlock[];
}

/** A label, and the end of the text that follows it. */
export interface Section {
  readonly label: LabelledBlock;
  readonly before: LabelledBlock | undefined;
  readonly next: LabelledBlock | undefined;
  readonly start: number;
  readonly end: number;
}

/** The labels with the text up to the next label. */
export function sectionsOf(text: string, tokens: readonly ActiveToken[]): readonly Section[] {
  const labels = tokens.filter((token) => token.kind === 'block');
  return labels.map((label, index) => {
    const next = labels[index + 1];
    return { label, before: labels[index - 1], next, start: label.labelEnd, end: next?.at ?? text.length };
  });
}

/** A line without its break. */
export interface Line {
  readonly start: number;
  readonly end: number;
  readonly words: string;
}

/** The lines between two offsets that hold words. */
export function linesBetween(text: string, from: number, to: number): readonly Line[] {
  const lines: Line[] = [];
  for (let at = from; at < to; ) {
    const end = lineEnd(text, at, to);
    const words = text.slice(at, end);
    if (words.trim() !== '') lines.push({ start: at, end, words });
    at = Math.max(breakAfter(text, end), end + 1);
  }
  return lines;
}
