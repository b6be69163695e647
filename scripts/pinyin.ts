import { writeFileSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import { pinyin } from 'pinyin-pro';

/**
 * Writes the table by which a Chinese word is found under its pinyin: the 3,755 everyday characters of GB 2312,
 * grouped by syllable. It is made here because the library that knows is twenty times as large as the table.
 */
const TARGET = fileURLToPath(new URL('../src/core/features/pinyinTable.ts', import.meta.url));

/** Characters whose reading in the words of this field is not the usual one: 调用 is `diaoyong`. */
const READINGS: Readonly<Record<string, string>> = { 调: 'diao' };

const bySyllable = new Map<string, string>();
for (const character of everydayCharacters()) {
  const syllable = READINGS[character] ?? pinyin(character, { toneType: 'none', v: true });
  bySyllable.set(syllable, (bySyllable.get(syllable) ?? '') + character);
}

const rows = [...bySyllable].sort(([a], [b]) => (a < b ? -1 : 1)).map(([syllable, all]) => `${syllable}${all}`);
writeFileSync(
  TARGET,
  `/** Common characters per syllable. Written by scripts/pinyin.ts. */
export const PINYIN =
  // biome-ignore format: one line takes the least room.
  '${rows.join(' ')}';
`,
);

/** The characters of the first level of GB 2312, which has them in rows 16 to 55. */
function everydayCharacters(): string {
  const decoder = new TextDecoder('gb2312');
  let all = '';
  for (let row = 0xb0; row <= 0xd7; row++) {
    const last = row === 0xd7 ? 0xf9 : 0xfe;
    for (let cell = 0xa1; cell <= last; cell++) all += decoder.decode(Uint8Array.from([row, cell]));
  }
  return all;
}
