import { createTokenBlock } from '../tokenBlock.ts';
import { type Line, linesBetween, sectionsOf, type UnlabelledForm } from './form.ts';

const CALL = /^[ \t]{0,20}(\d{1,3})[.)][ \t]{0,4}(?=[A-Za-z_]\w{0,63}\()/;
const END_OF_PLAN = '<END_OF_PLAN>';

/** LLMCompiler: a plan is a list of calls, `1. f("…")`, that ends with `join()`. */
export const numberedCalls: UnlabelledForm = {
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
  const at = text.indexOf(END_OF_PLAN, label.end);
  const closing = at === -1 || at > line.end ? undefined : { start: at, end: at + END_OF_PLAN.length };
  return createTokenBlock({ role: 'action', label, number: Number(match[1]), closing });
}
