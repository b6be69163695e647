import { PINYIN } from './pinyinTable.ts';

let syllables: ReadonlyMap<string, string> | undefined;

/** The syllable of each character, made from the table when a Chinese word is first looked up. */
function table(): ReadonlyMap<string, string> {
  if (syllables !== undefined) return syllables;
  const made = new Map<string, string>();
  for (const row of PINYIN.split(' ')) {
    const syllable = /^[a-z]+/.exec(row)?.[0] ?? '';
    for (const character of row.slice(syllable.length)) made.set(character, syllable);
  }
  syllables = made;
  return made;
}

/**
 * A Chinese text as it is typed without an input method: whole (`sikao`) and by first letters (`sk`). Characters that
 * are no everyday Chinese stand for themselves. Empty for a text without any.
 */
export function pinyinOf(text: string): readonly string[] {
  if (!/\p{Script=Han}/u.test(text)) return [];
  const known = table();
  const parts = [...text].map((character) => known.get(character) ?? character);
  const initials = [...text].map((character) => (known.get(character) ?? character).charAt(0));
  return [parts.join(''), initials.join('')];
}
