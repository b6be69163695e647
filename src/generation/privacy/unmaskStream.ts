import type { Masker } from './masker.ts';

/** Unmasks streamed text, also when an alias is split between chunks. */
export interface UnmaskStream {
  /** What can be shown already. */
  push(piece: string): string;
  /** The rest. */
  end(): string;
}

/** No alias is longer; a longer run of letters is not held back. */
const MAX_ALIAS_LENGTH = 40;

/** Creates a stream that holds back the end of a piece while it can be the start of an alias. */
export function createUnmaskStream(masker: Pick<Masker, 'unmask'>): UnmaskStream {
  let held = '';
  return {
    push: (piece) => {
      const text = held + piece;
      // A backslash stays with what follows it: the letter of an escape sequence is no part of a word.
      const tail = /(?:\\|(?<![A-Za-z0-9_\\]))[A-Za-z0-9_]*$/.exec(text)?.[0] ?? '';
      const keep = tail.length > MAX_ALIAS_LENGTH ? 0 : tail.length;
      held = text.slice(text.length - keep);
      return masker.unmask(text.slice(0, text.length - keep));
    },
    end: () => {
      const rest = masker.unmask(held);
      held = '';
      return rest;
    },
  };
}
