import { skipInlineSpace } from './characters.ts';
import type { HeadingToken } from './lineTokens.ts';
import { readNumeral } from './numerals.ts';

const SHOT_WORDS = ['示例', '例子', '例', 'example', 'shot'] as const;

/** `示例 1`, `例二：退款`, `Example 3`, `Shot #4`. */
export function isShotTitle(text: string, token: HeadingToken): boolean {
  const title = text.slice(token.titleStart, Math.min(token.titleEnd, token.titleStart + 40)).toLowerCase();
  const word = SHOT_WORDS.find((candidate) => title.startsWith(candidate));
  if (word === undefined) return false;
  let at = skipInlineSpace(title, word.length);
  if (title[at] === '#') at = skipInlineSpace(title, at + 1);
  const numeral = readNumeral(title, at);
  if (numeral === undefined) return false;
  const after = title[numeral.end];
  return after === undefined || !/[\p{L}\p{N}]/u.test(after);
}
