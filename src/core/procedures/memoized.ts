/** Texts remembered at most; then all are forgotten. */
const MAX_KNOWN = 8000;

/** Texts of one sentence are read up to here: nobody words a condition, a limit or an actor at such length. */
export const MAX_SENTENCE_LENGTH = 4000;

/** A function of one sentence that remembers its results and reads no more than its first characters. */
export function memoizedSentence<Result>(read: (text: string) => Result): (text: string) => Result {
  const readKnown = memoized(read);
  return (text) => readKnown(text.slice(0, MAX_SENTENCE_LENGTH));
}

/** A function of a text that remembers its results: while typing all lines but one are the same. */
export function memoized<Result>(read: (text: string) => Result): (text: string) => Result {
  const known = new Map<string, Result>();
  return (text) => {
    const before = known.get(text);
    if (before !== undefined || known.has(text)) return before as Result;
    const result = read(text);
    if (known.size >= MAX_KNOWN) known.clear();
    known.set(text, result);
    return result;
  };
}
