import { hasHan } from '../text/han.ts';
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
 * are not common Chinese represent themselves. Empty for a text without any.
 */
export function pinyinOf(text: string): readonly string[] {
  if (!hasHan(text)) return [];
  const known = table();
  const parts = [...text].map((character) => known.get(character) ?? character);
  const initials = [...text].map((character) => (known.get(character) ?? character).charAt(0));
  return [parts.join(''), initials.join('')];
}

/**
 * A name in ASCII letters and digits for a name in any script: Chinese by its syllables (`cha_xun_ku_cun` for 查询库存),
 * Latin letters without their accents. Other characters are left out, so that the result can be empty.
 */
export function asciiNameOf(name: string): string {
  const known = table();
  const words = [...name.normalize('NFKD').replaceAll(/\p{M}/gu, '')].map((character) => {
    const syllable = known.get(character);
    if (syllable !== undefined) return `_${syllable}_`;
    return /[A-Za-z0-9]/.test(character) ? character : '_';
  });
  return words.join('').replaceAll(/_+/g, '_').replaceAll(/^_|_$/g, '');
}
