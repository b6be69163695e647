import { afterToken } from './afterToken.ts';
import { type Notation, printJson } from './notation.ts';

const TOKEN = '<|python_tag|>';

/** `<|python_tag|>{…}` and `<|python_tag|>f.call(x = 1)` of Llama 3. */
export const llama: Notation = {
  id: 'llama',
  first: '<',
  ...afterToken(TOKEN),
  write: (calls) =>
    calls.map(({ name, arguments: list }) => `${TOKEN}${printJson({ name, parameters: list })}`).join('\n'),
};
