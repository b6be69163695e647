import { createTokenBlock } from '../tokenBlock.ts';
import { type Line, linesBetween, sectionsOf, type UnlabelledForm } from './form.ts';

const CALL = /^[ \t]{0,20}(\d{1,3})[.)][ \t]{0,4}(?=[A-Za-z_]\w{0,63}\()/;
/** The mark behind the last call, in Python text also as the variable of a template. */
const END_OF_PLAN = /[<{]END_OF_PLAN[>}]/;

/** LLMCompiler: a plan is a list of calls, `1. f("…")`, that ends with `join()`. */
export const numberedCalls: UnlabelledForm = {
  first: '1',
  mark: 'join(',
  find: (text, tokens) =>
    sectionsOf(text, tokens).flatMap(({ label, start, end }) =>
      label.role === 'user' || label.role === 'think'
        ? linesBetween(text, start, end).flatMap((line) => toCall(text, line) ?? [])
        : [],
    ),
};

function toCall(text: string, line: Line) {
  const match = CALL.exec(line.words);
  if (match === null) return undefined;
  const label = { start: line.start, end: line.start + match[0].length };
  const mark = END_OF_PLAN.exec(text.slice(label.end, line.end));
  const at = label.end + (mark?.index ?? 0);
  const closing = mark === null ? undefined : { start: at, end: at + mark[0].length };
  return createTokenBlock({ role: 'action', label, number: Number(match[1]), closing });
}
