import type { CallNode } from '../../callNodes.ts';
import type { CallOptions } from '../options.ts';
import type { Reader } from '../reader.ts';
import { readJsonInput } from './jsonInput.ts';
import { type Notation, printJson } from './notation.ts';
import { enterTag, leaveTag, readGroup } from './tags.ts';
import { withoutNamespace } from './toolName.ts';

const GROUP = { opening: '<|tool_calls_section_begin|>', closing: '<|tool_calls_section_end|>' };
const OPENING = '<|tool_call_begin|>';
const ARGUMENTS = '<|tool_call_argument_begin|>';
const CLOSING = '<|tool_call_end|>';
const HEAD = /<\|tool_call_begin\|>\s{0,20}([^<>\s:]{1,140})(?::\d{1,9})?\s{0,20}<\|tool_call_argument_begin\|>/y;

/** `<|tool_call_begin|>functions.f:0<|tool_call_argument_begin|>{…}<|tool_call_end|>` of Kimi models, also in a section. */
export const kimi: Notation = {
  id: 'kimi',
  first: '<',
  starts: (text, at) => text.startsWith(GROUP.opening, at) || text.startsWith(OPENING, at),
  read: (reader, options) =>
    reader.text.startsWith(GROUP.opening, reader.at)
      ? readGroup(reader, GROUP, () => readCall(reader, options))
      : readCall(reader, options),
  write: (calls) => {
    const written = calls.map(
      ({ name, arguments: list }, index) =>
        `${OPENING}functions.${name}:${index}${ARGUMENTS}${printJson(list)}${CLOSING}`,
    );
    return `${GROUP.opening}${written.join('')}${GROUP.closing}`;
  },
};

function readCall(reader: Reader, options: CallOptions): readonly CallNode[] | undefined {
  const { text, at: start } = reader;
  HEAD.lastIndex = start;
  const match = HEAD.exec(text);
  const word = match?.[1];
  if (match === null || word === undefined || start + match[0].length > reader.end) return undefined;
  const name = withoutNamespace(word, start + match[0].indexOf(word, OPENING.length), options);
  const limit = enterTag(reader, match[0].length, CLOSING);
  const list = readJsonInput(reader);
  const end = leaveTag(reader, start, OPENING, CLOSING, limit);
  return [{ form: 'tagged', start, end, name, ...list, problems: reader.problems }];
}
