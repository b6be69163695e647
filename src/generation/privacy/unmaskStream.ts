import type { Masker } from './masker.ts';

/** Unmasks a text that comes in pieces, however neutral names are torn apart by them. */
export interface UnmaskStream {
  /** What can be shown already. */
  push(piece: string): string;
  /** The rest. */
  end(): string;
}

/** No neutral name is longer; a longer run of letters is no neutral name and need not be held back. */
const longestAlias = 40;

export function createUnmaskStream(masker: Pick<Masker, 'unmask'>): UnmaskStream {
  let held = '';
  return {
    push: (piece) => {
      const text = held + piece;
      const tail = /[A-Za-z0-9_]+$/.exec(text)?.[0] ?? '';
      const keep = tail.length > longestAlias ? 0 : tail.length;
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
