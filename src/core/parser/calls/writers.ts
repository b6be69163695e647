import { findNotation, type NamedCall, NOTATIONS } from './notations/index.ts';
import { printCall, printValue } from './print.ts';

export type { NamedCall } from './notations/index.ts';

/** A notation that calls can be written in: its name, and how calls of one turn are written. */
export interface CallNotation {
  /** The name on the command line and in menus. */
  readonly id: string;
  write(calls: readonly NamedCall[]): string;
}

/** The notations without tags and tokens. */
const PLAIN: readonly CallNotation[] = [
  {
    id: 'expression',
    write: (calls) => calls.map((call) => printCall(call, 'expression', { spaces: true })).join('\n'),
  },
  { id: 'json', write: (calls) => calls.map((call) => printCall(call, 'json')).join('\n') },
  { id: 'openai', write: writeOpenAi },
];

/** The notation of tags or tokens that text at an offset begins like a call in. Tags named after tools are not among them. */
export function notationAt(text: string, at: number): CallNotation | undefined {
  return findNotation(text, at, { meant: 'always', isTool: () => false });
}

/** Every notation that calls can be written in, plain ones first. */
export const CALL_NOTATIONS: readonly CallNotation[] = [...PLAIN, ...NOTATIONS];

/** `{"tool_calls": [{"id", "type", "function": {"name", "arguments"}}]}`, whose arguments are a JSON string. */
function writeOpenAi(calls: readonly NamedCall[]): string {
  const list = calls.map(({ name, arguments: values }, index) => ({
    id: `call_${index + 1}`,
    type: 'function',
    function: { name, arguments: JSON.stringify(values) },
  }));
  return printValue({ tool_calls: list });
}
