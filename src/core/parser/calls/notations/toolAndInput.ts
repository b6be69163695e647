import { readJsonInput } from './jsonInput.ts';
import { type Notation, printJson } from './notation.ts';
import { enterTag, leaveTag } from './tags.ts';

const HEAD = /<tool>\s*([^<>\s][^<>]{0,127}?)\s*<\/tool>\s*<tool_input>/y;
const CLOSING = '</tool_input>';

/** `<tool>f</tool><tool_input>…</tool_input>`; the input is JSON, or text for the only parameter. */
export const toolAndInput: Notation = {
  id: 'langchain-xml',
  first: '<',
  starts: (text, at) => text.startsWith('<tool>', at),
  read(reader) {
    const { text, at: start } = reader;
    HEAD.lastIndex = start;
    const match = HEAD.exec(text);
    const word = match?.[1];
    if (match === null || word === undefined || start + match[0].length > reader.end) return undefined;
    const nameAt = start + match[0].indexOf(word, '<tool>'.length);
    const limit = enterTag(reader, match[0].length, CLOSING);
    const list = readJsonInput(reader, 'text');
    const end = leaveTag(reader, start, match[0], CLOSING, limit);
    const name = { start: nameAt, end: nameAt + word.length, text: word };
    return [{ form: 'tagged', start, end, name, ...list, problems: reader.problems }];
  },
  write: (calls) =>
    calls
      .map(({ name, arguments: list }) => `<tool>${name}</tool><tool_input>${printJson(list)}</tool_input>`)
      .join('\n'),
};
