import { enterRules } from './enterRules.ts';

/** Pairs as a Chinese input method types them, beside the ASCII ones. */
const pairs = [
  ['(', ')'],
  ['[', ']'],
  ['{', '}'],
  ['（', '）'],
  ['「', '」'],
  ['『', '』'],
  ['《', '》'],
  ['【', '】'],
] as const;

const quotes = [
  ['“', '”'],
  ['‘', '’'],
] as const;

const common = {
  comments: { blockComment: ['<!--', '-->'] },
  brackets: pairs,
  // Only what code has: full-width brackets in prose would paint half a page in rainbow colours.
  colorizedBracketPairs: [
    ['(', ')'],
    ['[', ']'],
    ['{', '}'],
  ],
  autoClosingPairs: [
    ...[...pairs, ...quotes].map(([open, close]) => ({ open, close })),
    { open: '"', close: '"', notIn: ['string'] },
    { open: '`', close: '`', notIn: ['string'] },
    { open: '<!--', close: '-->', notIn: ['comment'] },
  ],
  surroundingPairs: [...pairs, ...quotes, ['"', '"'], ["'", "'"], ['`', '`'], ['*', '*'], ['<', '>']],
  autoCloseBefore: ';:.,=}])>` \n\t，。、；：！？）］｝」』】》',
};

/** Labels and steps are found by their whole lines, so a round folds where the core's providers are not yet up. */
export const shotsConfiguration = {
  ...common,
  wordPattern: '[A-Za-z_][A-Za-z0-9_]*|-?\\d+(?:\\.\\d+)?|[\\u4e00-\\u9fff]+|[^\\s\\p{P}\\p{S}]+',
  onEnterRules: enterRules,
};

/** Enter at the end of a numbered step starts a bullet no further: only the indentation is kept. */
export const sopConfiguration = { ...common };
