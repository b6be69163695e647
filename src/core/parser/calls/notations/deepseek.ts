import type { CallNode } from '../../callNodes.ts';
import type { Reader } from '../reader.ts';
import { readJsonInput } from './jsonInput.ts';
import { type Notation, printJson } from './notation.ts';
import { enterTag, leaveTag, readGroup } from './tags.ts';

const GROUP = { opening: '<｜tool▁calls▁begin｜>', closing: '<｜tool▁calls▁end｜>' };
const OPENING = '<｜tool▁call▁begin｜>';
const CLOSING = '<｜tool▁call▁end｜>';
const SEPARATOR = '<｜tool▁sep｜>';

/** `function<｜tool▁sep｜>f` before a line break (V3, R1), or `f<｜tool▁sep｜>` (V3.1). */
const HEAD =
  /<｜tool▁call▁begin｜>(?:function<｜tool▁sep｜>)?[ \t]*([^<>\s{}`]{1,128})[ \t]*(?:<｜tool▁sep｜>|(?=[\r\n{`]))/y;

/** `<｜tool▁calls▁begin｜><｜tool▁call▁begin｜>f<｜tool▁sep｜>{…}<｜tool▁call▁end｜><｜tool▁calls▁end｜>` of DeepSeek models. */
export const deepseek: Notation = {
  id: 'deepseek',
  first: '<',
  starts: (text, at) => text.startsWith(GROUP.opening, at) || text.startsWith(OPENING, at),
  read: (reader) =>
    reader.text.startsWith(GROUP.opening, reader.at) ? readGroup(reader, GROUP, readCall) : readCall(reader),
  write: (calls) => {
    const written = calls.map(
      ({ name, arguments: list }) => `${OPENING}${name}${SEPARATOR}${printJson(list)}${CLOSING}`,
    );
    return `${GROUP.opening}${written.join('')}${GROUP.closing}`;
  },
};

function readCall(reader: Reader): readonly CallNode[] | undefined {
  const { text, at: start } = reader;
  HEAD.lastIndex = start;
  const match = HEAD.exec(text);
  const word = match?.[1];
  if (match === null || word === undefined || start + match[0].length > reader.end) return undefined;
  const nameAt = start + match[0].lastIndexOf(word);
  const limit = enterTag(reader, match[0].length, CLOSING);
  const list = readJsonInput(reader);
  const end = leaveTag(reader, start, OPENING, CLOSING, limit);
  const name = { start: nameAt, end: nameAt + word.length, text: word };
  return [{ form: 'tagged', start, end, name, ...list, problems: reader.problems }];
}
