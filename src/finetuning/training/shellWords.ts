/** A word quoted for a POSIX shell. */
export function shellQuote(word: string): string {
  return /^[\w@%+=:,./-]+$/.test(word) ? word : `'${word.replaceAll("'", "'\\''")}'`;
}

/** The words of a command line, without quotes, backslashes, comments and line breaks. */
export function shellWords(text: string): readonly string[] {
  const words: string[] = [];
  let word: string | undefined;
  const add = (part: string): void => {
    word = (word ?? '') + part;
  };
  const end = (): void => {
    if (word !== undefined) words.push(word);
    word = undefined;
  };
  for (let at = 0; at < text.length; at += 1) {
    const character = text[at] ?? '';
    if (character === '\\') {
      at += 1;
      if (text[at] === '\r') at += 1;
      if (text[at] !== '\n' && at < text.length) add(text[at] ?? '');
    } else if (character === "'" || character === '"') {
      const [part, next] = quoted(text, at);
      add(part);
      at = next;
    } else if (/\s/.test(character)) end();
    else if (character === '#' && word === undefined) {
      const line = text.indexOf('\n', at);
      at = line === -1 ? text.length : line;
    } else add(character);
  }
  end();
  return words;
}

/** The quoted text, and the index of the closing quote. */
function quoted(text: string, start: number): readonly [text: string, end: number] {
  const quote = text[start];
  let part = '';
  let at = start + 1;
  for (; at < text.length && text[at] !== quote; at += 1) {
    const escapes = quote === '"' && text[at] === '\\' && /["\\$`]/.test(text[at + 1] ?? '');
    if (escapes) at += 1;
    part += text[at] ?? '';
  }
  return [part, at];
}
