/** The shortest run of token characters that can be a credential. */
const SHORTEST = 15;

/** One for the characters credentials are made of: ASCII letters, digits, `_` and `-`. */
const TOKEN = new Uint8Array(128);
for (const character of 'ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789_-') {
  TOKEN[character.charCodeAt(0)] = 1;
}

/**
 * Where long runs of token characters begin. Each window of fifteen characters is looked at from its end: the first
 * other character met rules out every run that would hold it, so that the search leaps over most of a text.
 */
export function* longTokens(text: string): Generator<number> {
  for (let start = 0; start + SHORTEST <= text.length; ) {
    let at = start + SHORTEST - 1;
    while (at >= start && isToken(text, at)) at--;
    if (at >= start) {
      start = at + 1;
      continue;
    }
    // What stands before the window is another character, or the one that ended the run before.
    yield start;
    start += SHORTEST;
    while (start < text.length && isToken(text, start)) start++;
  }
}

function isToken(text: string, at: number): boolean {
  const code = text.charCodeAt(at);
  return code < 128 && TOKEN[code] === 1;
}
