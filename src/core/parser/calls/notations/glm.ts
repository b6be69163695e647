import type { CallNode } from '../../callNodes.ts';
import type { CallOptions } from '../options.ts';
import type { Reader } from '../reader.ts';
import { type Notation, printText } from './notation.ts';
import { readParameterTags } from './parameterTags.ts';
import { enterTag, leaveTag, skipWhitespace, withTagRange } from './tags.ts';

const OPENING = '<tool_call>';
const CLOSING = '</tool_call>';
const HEAD = /<tool_call>\s{0,20}[^\s<>{}"]{1,128}\s{0,20}<(?:arg_key>|\/tool_call>)/y;
const NAME = /([^\s<>{}"]{1,128})\s{0,20}(?=<arg_key>|<\/tool_call>)/y;

const KEY_TAGS = {
  opening: /<arg_key>\s{0,20}([^<>\s]{1,128}(?: [^<>\s]{1,128}){0,8})\s{0,20}<\/arg_key>\s{0,20}<arg_value>/y,
  closing: () => '</arg_value>',
};

/** `<tool_call>f <arg_key>x</arg_key><arg_value>…</arg_value></tool_call>` of GLM models. */
export const glm: Notation = {
  id: 'glm',
  first: '<',
  starts: (text, at) => {
    HEAD.lastIndex = at;
    return HEAD.test(text);
  },
  read(reader, options) {
    const { at: start } = reader;
    const limit = enterTag(reader, OPENING.length, CLOSING);
    const calls = readKeyTags(reader, options);
    const end = leaveTag(reader, start, OPENING, CLOSING, limit);
    return withTagRange(calls, start, end);
  },
  write: (calls) =>
    calls
      .map(({ name, arguments: list }) => {
        const pairs = Object.entries(list).map(
          ([key, value]) => `<arg_key>${key}</arg_key>\n<arg_value>${printText(value)}</arg_value>\n`,
        );
        return `${OPENING}${name}\n${pairs.join('')}${CLOSING}`;
      })
      .join('\n'),
};

/** `f`, then `<arg_key>x</arg_key><arg_value>…</arg_value>` for each argument. */
function readKeyTags(reader: Reader, options: CallOptions): readonly CallNode[] | undefined {
  const { text, at: start } = reader;
  NAME.lastIndex = start;
  const word = NAME.exec(text)?.[1];
  if (word === undefined) return undefined;
  const name = { start, end: start + word.length, text: word };
  reader.at = name.end;
  skipWhitespace(reader);
  const inner = reader.at;
  const list = readParameterTags(reader, word, KEY_TAGS, options);
  const argumentsRange = { start: inner, end: Math.max(inner, reader.at) };
  return [{ form: 'xml', start, end: reader.at, name, arguments: list, argumentsRange, problems: reader.problems }];
}
