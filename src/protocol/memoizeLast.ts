/** Caches the last result of a function until its arguments change. */
export function memoizeLast<Question extends readonly unknown[], Answer>(
  run: (...question: Question) => Answer,
): (...question: Question) => Answer {
  let last: { readonly question: Question; readonly answer: Answer } | undefined;
  return (...question) => {
    const same = last?.question.every((part, at) => part === question[at]) === true;
    if (last === undefined || !same) last = { question, answer: run(...question) };
    return last.answer;
  };
}
