/** True if the characters of a query are in a text in their order, whatever their case. */
export function fuzzyMatch(query: string, text: string): boolean {
  const normalized = query.toLowerCase().replace(/\s+/g, '');
  const given = text.toLowerCase();
  let at = 0;
  for (const character of normalized) {
    const found = given.indexOf(character, at);
    if (found === -1) return false;
    at = found + character.length;
  }
  return true;
}
