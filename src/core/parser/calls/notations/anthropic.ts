import type { CallNode } from '../../callNodes.ts';
import type { CallOptions } from '../options.ts';
import type { Reader } from '../reader.ts';
import { type NamedCall, type Notation, printText } from './notation.ts';
import { readParameterTags } from './parameterTags.ts';
import { enterTag, leaveTag, readGroup } from './tags.ts';

const GROUP = { opening: '<function_calls>', closing: '</function_calls>' };
const INVOKE = /<invoke\s{1,9}name\s{0,9}=\s{0,9}(["'])([^"'<>]{1,128})\1\s{0,9}>/y;
const CLOSING = '</invoke>';

const PARAMETERS = {
  opening: /<parameter\s{1,9}name\s{0,9}=\s{0,9}["']([^"'<>]{1,128})["'][^<>]{0,200}>/y,
  closing: () => '</parameter>',
};

/** `<invoke name="f"><parameter name="x">…</parameter></invoke>`, also within `<function_calls>`. */
export const anthropic: Notation = {
  id: 'anthropic',
  first: '<',
  starts: (text, at) => text.startsWith(GROUP.opening, at) || /^<invoke\s/.test(text.slice(at, at + 8)),
  read: (reader, options) =>
    reader.text.startsWith(GROUP.opening, reader.at)
      ? readGroup(reader, GROUP, () => readInvoke(reader, options))
      : readInvoke(reader, options),
  write: (calls) => `${GROUP.opening}\n${calls.map((call) => `${printInvoke(call)}\n`).join('')}${GROUP.closing}`,
};

/** Writes a call as `<invoke name="f">…</invoke>`. */
export function printInvoke({ name, arguments: list }: NamedCall): string {
  const parameters = Object.entries(list).map(
    ([key, value]) => `<parameter name="${key}">${printText(value)}</parameter>\n`,
  );
  return `<invoke name="${name}">\n${parameters.join('')}${CLOSING}`;
}

/** Reads `<invoke name="f">…</invoke>`. */
export function readInvoke(reader: Reader, options: CallOptions): readonly CallNode[] | undefined {
  const { text, at: start } = reader;
  INVOKE.lastIndex = start;
  const match = INVOKE.exec(text);
  const word = match?.[2];
  if (match === null || word === undefined || start + match[0].length > reader.end) return undefined;
  const opening = match[0];
  const nameAt = start + opening.lastIndexOf(word);
  const limit = enterTag(reader, opening.length, CLOSING);
  const inner = start + opening.length;
  const list = readParameterTags(reader, word, PARAMETERS, options);
  const argumentsEnd = reader.at;
  const end = leaveTag(reader, start, opening, CLOSING, limit);
  const argumentsRange = { start: inner, end: Math.max(inner, Math.min(argumentsEnd, end)) };
  const name = { start: nameAt, end: nameAt + word.length, text: word };
  return [{ form: 'xml', start, end, name, arguments: list, argumentsRange, problems: reader.problems }];
}
