import { OPEN_BRACE, OPEN_BRACKET } from '../characters.ts';
import { readJsonCalls } from '../jsonCall.ts';
import { peek } from '../reader.ts';
import { readNamedCall } from './namedCall.ts';
import type { Notation } from './notation.ts';
import { skipWhitespace, withTagRange } from './tags.ts';

/** How calls begin and are read after a token of a model: as JSON objects or lists, or as the name of a tool. */
export function afterToken(token: string): Pick<Notation, 'starts' | 'read'> {
  return {
    starts: (text, at) => text.startsWith(token, at),
    read(reader, options) {
      const start = reader.at;
      reader.at += token.length;
      skipWhitespace(reader);
      const code = peek(reader);
      const calls =
        code === OPEN_BRACE || code === OPEN_BRACKET
          ? readJsonCalls(reader, options.meant === 'always', 'tagged')
          : readNamedCall(reader, options);
      return withTagRange(calls, start, reader.at);
    },
  };
}
