/**
 * The character codes of a word that is looked for at many places of a text. Reading a code out of a string takes the
 * engine several times as long as out of an array, so only the text's own are read out of one.
 */
export function codesOf(word: string): Uint16Array {
  return Uint16Array.from({ length: word.length }, (_, index) => word.charCodeAt(index));
}

/** True if a word stands at an offset of a text. Words are told apart sooner by their ends than by their beginnings. */
export function standsAt(text: string, at: number, codes: Uint16Array): boolean {
  for (let index = codes.length - 1; index >= 0; index--) {
    if (text.charCodeAt(at + index) !== codes[index]) return false;
  }
  return true;
}
