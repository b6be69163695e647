/** How many token characters follow, in every shape of a credential, on one of those that few words hold. */
const TAIL_LENGTH = 10;

/** One of these, with enough characters after it, is in `sk-…`, `ghp_…`, `AKIA…`, `AIza…`, `LTAI…`, `eyJ…` and all their kind. */
const MARK = new RegExp(`[-_IJ][\\w-]{${TAIL_LENGTH}}`, 'g');

/** One for the characters credentials are made of: ASCII letters, digits, `_` and `-`. */
const TOKEN = Uint8Array.from({ length: 128 }, (_, code) => (/[\w-]/.test(String.fromCharCode(code)) ? 1 : 0));

/**
 * Where the words begin that can be a credential. The engine's own search for a character that few words hold is
 * several times as fast as a look at every word.
 */
export function* findKeyTokens(text: string): Generator<number> {
  for (let from = 0; ; ) {
    MARK.lastIndex = from;
    if (!MARK.test(text)) return;
    const end = MARK.lastIndex;
    let start = end - TAIL_LENGTH - 1;
    while (start > from && isToken(text, start - 1)) start--;
    from = end;
    while (from < text.length && isToken(text, from)) from++;
    yield start;
  }
}

function isToken(text: string, at: number): boolean {
  const code = text.charCodeAt(at);
  return code < 128 && TOKEN[code] === 1;
}
