import { afterToken } from './afterToken.ts';
import { type Notation, printJson } from './notation.ts';

const TOKEN = '[TOOL_CALLS]';

/** `[TOOL_CALLS] [{…}]`, and `[TOOL_CALLS]f{…}` or `[TOOL_CALLS]f[ARGS]{…}` of newer Mistral models. */
export const mistral: Notation = {
  id: 'mistral',
  first: '[',
  ...afterToken(TOKEN),
  write: (calls) => `${TOKEN} ${printJson(calls.map(({ name, arguments: list }) => ({ name, arguments: list })))}`,
};
