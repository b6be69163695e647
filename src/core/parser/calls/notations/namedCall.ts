import type { CallNode } from '../../callNodes.ts';
import { nameEnd, OPEN_BRACE, skipBlank } from '../characters.ts';
import { readExpression } from '../expressionCall.ts';
import type { CallOptions } from '../options.ts';
import type { Reader } from '../reader.ts';
import { readJsonInput } from './jsonInput.ts';

const ARGUMENTS = '[ARGS]';

/** Reads `f(x = 1)`, `f.call(x = 1)`, `f{…}` or `f[ARGS]{…}`. */
export function readNamedCall(reader: Reader, options: CallOptions): readonly CallNode[] | undefined {
  const { text, at, end } = reader;
  const to = nameEnd(text, at, end);
  const written = text.slice(at, to);
  const word = !options.isTool(written) && written.endsWith('.call') ? written.slice(0, -'.call'.length) : written;
  if (word === '') return undefined;
  const name = { start: at, end: at + word.length, text: word };
  reader.at = skipBlank(text, to, end);
  if (text.charAt(reader.at) === '(') return [readExpression(reader, name)];
  if (text.startsWith(ARGUMENTS, reader.at)) reader.at += ARGUMENTS.length;
  if (text.charCodeAt(reader.at) !== OPEN_BRACE) return undefined;
  const list = readJsonInput(reader);
  return [{ form: 'tagged', start: at, end: reader.at, name, ...list, problems: reader.problems }];
}
