import type { FoundPattern } from './literals.ts';

/** What stands for a class of characters. */
const CLASSES: readonly (readonly [RegExp, string])[] = [
  [/\\p\{Script=Han\}/gi, '中'],
  [/\\[pP]\{[^}]*\}/g, 'é'],
  [/\\x[0-9a-f]{2}|\\u[0-9a-f]{4}|\\u\{[0-9a-f]+\}/gi, '!'],
  [/\\s/g, ' '],
  [/\\t/g, '\t'],
  [/\\d/g, '7'],
  [/\\[wW]/g, 'a'],
  [/\\[DS]/g, 'x'],
  [/\\[nrbBkvf0-9]/g, ' '],
];

/** Characters whose repetition makes a reader try every position, in every document. */
const CHARACTERS = [
  ' ',
  '\t',
  '\u3000',
  'a',
  'a ',
  '7',
  '7 ',
  '中',
  '中 ',
  '-',
  '.',
  '. ',
  ',',
  ', ',
  '，',
  '。',
  ':',
  '：',
];
const BRACKETS = ['(', ')', '()', '[', ']', '[]', '{', '}', '{{', '<', '>', '<a', '（', '）', '"', "'", '“', '”', '`'];
const MARKS = [
  '*',
  '**',
  '_',
  '#',
  '|',
  '| ',
  '\\',
  '/',
  '!',
  '?',
  '？',
  '=',
  '= ',
  '&',
  '@',
  '~',
  '%',
  '$',
  '+',
  '1.',
  'a.b',
  'a@b',
];

/** Fragments of lines: classes of characters, and what the patterns themselves look for. */
export function toFragments(patterns: readonly FoundPattern[]): readonly string[] {
  return [...new Set([...CHARACTERS, ...BRACKETS, ...MARKS, ...patterns.flatMap(piecesOf)])];
}

function piecesOf({ source }: FoundPattern): readonly string[] {
  const plain = CLASSES.reduce((text, [pattern, stand]) => text.replace(pattern, stand), source);
  const pieces = plain
    .replace(/\(\?(?:[:=!]|<[=!]|<\w+>)/g, '|')
    .replace(/\[\^[^\]]*\]/g, '|')
    .replace(/\{\d*,?\d*\}/g, '')
    .split(/(?<!\\)[|()[\]?+*^$]/)
    .map((piece) => piece.replace(/\\(.)/g, '$1'));
  return pieces.filter((piece) => piece !== '' && piece.length <= 30);
}
