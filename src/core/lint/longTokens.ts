/** The shortest run of token characters that can be a credential. */
const SHORTEST = 12;

/** One for the characters credentials are made of: ASCII letters, digits, `_` and `-`. */
const TOKEN = new Uint8Array(128);
for (const character of 'ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789_-') {
  TOKEN[character.charCodeAt(0)] = 1;
}

/**
 * Where long runs of token characters begin. A run of twelve covers one of every twelve places, so the others need
 * not be looked at.
 */
export function* longTokens(text: string): Generator<number> {
  for (let at = SHORTEST - 1; at < text.length; at += SHORTEST) {
    if (!isToken(text, at)) continue;
    let start = at;
    while (start > 0 && isToken(text, start - 1)) start--;
    let end = at + 1;
    while (end < text.length && isToken(text, end)) end++;
    if (end - start >= SHORTEST) yield start;
    at = end;
  }
}

function isToken(text: string, at: number): boolean {
  const code = text.charCodeAt(at);
  return code < 128 && TOKEN[code] === 1;
}
