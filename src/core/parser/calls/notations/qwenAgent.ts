import type { CallNode } from '../../callNodes.ts';
import type { Reader } from '../reader.ts';
import { findMark } from '../reader.ts';
import { readJsonInput } from './jsonInput.ts';
import { type Notation, printJson } from './notation.ts';
import { skipWhitespace } from './tags.ts';

const FUNCTION = '✿FUNCTION✿';
const RESULT = '✿RESULT✿';
const HEAD =
  /✿FUNCTION✿[ \t:：]{0,20}([^\s✿:：]{1,128})[ \t]{0,20}(?:\r?\n\s{0,20}✿ARGS✿[ \t]{0,20}[:：]?|(?=[\r\n]|$))/y;

/** `✿FUNCTION✿: f` and `✿ARGS✿: {…}` of Qwen-Agent. */
export const qwenAgent: Notation = {
  id: 'qwen-agent',
  first: '✿',
  starts: (text, at) => text.startsWith(FUNCTION, at),
  read(reader) {
    const calls: CallNode[] = [];
    for (let call = readCall(reader); call !== undefined; call = readCall(reader)) {
      calls.push(call);
      reader.problems = [];
      reader.broken = false;
      const { at } = reader;
      skipWhitespace(reader);
      if (reader.text.startsWith(FUNCTION, reader.at)) continue;
      reader.at = at;
      break;
    }
    return calls.length === 0 ? undefined : calls;
  },
  write: (calls) =>
    calls.map(({ name, arguments: list }) => `${FUNCTION}: ${name}\n✿ARGS✿: ${printJson(list)}`).join('\n'),
};

function readCall(reader: Reader): CallNode | undefined {
  const { text, at: start, end: limit } = reader;
  HEAD.lastIndex = start;
  const match = HEAD.exec(text);
  const word = match?.[1];
  if (match === null || word === undefined || start + match[0].length > limit) return undefined;
  const nameAt = start + match[0].indexOf(word, FUNCTION.length);
  reader.at += match[0].length;
  const stops = [findMark(reader, RESULT, reader.at), findMark(reader, FUNCTION, reader.at)].filter((at) => at !== -1);
  reader.end = Math.min(limit, ...stops);
  const hasInput = match[0].includes('ARGS');
  const list = hasInput
    ? readJsonInput(reader, 'text')
    : { arguments: [], argumentsRange: { start: reader.at, end: reader.at } };
  reader.end = limit;
  const name = { start: nameAt, end: nameAt + word.length, text: word };
  return { form: 'tagged', start, end: reader.at, name, ...list, problems: reader.problems };
}
