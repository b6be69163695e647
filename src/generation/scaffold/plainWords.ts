/**
 * The first sentence of a text as one plain line: no line breaks that could begin a label, no placeholders, brackets
 * or calls that would be read as something else.
 */
export function plainSentence(text: string, longest: number): string {
  const line = text
    .replace(/<!--[\s\S]*?-->/g, ' ')
    .replace(/\{\{?[^{}]*\}?\}|\$\{[^}]*\}|<[^<>]*>/g, ' ')
    .replace(/[`*_#>|\\]+/g, (marks) => (marks.includes('_') ? marks.replace(/[^_]/g, '') : ' '))
    .replace(/[[\]{}<>]/g, ' ')
    .replace(/[(（][^()（）]*[)）]?/g, ' ')
    .replace(/\.{3,}|…+|⋯+/g, ' ')
    .replace(/\s+/g, ' ')
    .trim();
  const sentence = /^.*?(?:[。！？；]|[.!?;](?=\s|$)|$)/.exec(line)?.[0] ?? line;
  const bare = sentence.replace(/[\s。！？；.!?;:：,，、]+$/, '').trim();
  const points = [...bare];
  if (points.length <= longest) return bare;
  const cut = points.slice(0, longest).join('');
  // A cut in the middle of a Latin word would leave half a word behind.
  return (/\w$/.test(cut) ? cut.replace(/\s*\S*$/, '') : cut) || cut;
}
