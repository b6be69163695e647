/**
 * Other spellings of a name that a text can use for it: camel, snake and kebab case, words with spaces, the plural of
 * each, and the `\uXXXX` form that JSON writers produce. Upper and lower case and full-width forms are compared as equal
 * elsewhere.
 */
export function getSpellings(name: string): readonly string[] {
  const spellings = new Set<string>();
  if (/^[A-Za-z][A-Za-z0-9_.-]*$/.test(name)) {
    const words = toWords(name);
    const forms = words.length > 1 ? ['', '_', '-', ' '].map((separator) => words.join(separator)) : [name];
    for (const form of forms) {
      spellings.add(form);
      if (form.length >= MIN_PLURAL_LENGTH) spellings.add(toPlural(form));
    }
  }
  if (/[^\x20-\x7e]/.test(name)) spellings.add(toUnicodeEscapes(name));
  spellings.delete(name);
  return [...spellings];
}

const MIN_PLURAL_LENGTH = 4;

/** The words of an identifier, in lower case. */
function toWords(name: string): readonly string[] {
  return name
    .replace(/([a-z0-9])([A-Z])/g, '$1 $2')
    .replace(/([A-Z])([A-Z][a-z])/g, '$1 $2')
    .toLowerCase()
    .split(/[\s_.-]+/)
    .filter((word) => word !== '');
}

function toPlural(word: string): string {
  if (/[^aeiou]y$/i.test(word)) return `${word.slice(0, -1)}ies`;
  return /(?:s|x|z|ch|sh)$/i.test(word) ? `${word}es` : `${word}s`;
}

function toUnicodeEscapes(name: string): string {
  return JSON.stringify(name)
    .slice(1, -1)
    .replace(/[^\x20-\x7e]/g, (unit) => `\\u${unit.charCodeAt(0).toString(16).padStart(4, '0')}`);
}
