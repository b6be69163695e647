import type { ArgumentNode, CallNode } from '../../callNodes.ts';
import { trimEnd } from '../characters.ts';
import { freeText } from '../expressionCall.ts';
import type { CallOptions } from '../options.ts';
import type { Reader } from '../reader.ts';
import { isHtmlElement } from './htmlElements.ts';
import { type Notation, printText } from './notation.ts';
import { readParameterTags } from './parameterTags.ts';
import { enterTag, leaveTag } from './tags.ts';

const TAG = /<([\p{L}_][\p{L}\p{N}_.-]{0,127})\s*(\/?)>/uy;
const PARAMETERS = { opening: /<([\p{L}_][\p{L}\p{N}_.-]{0,127})>/uy, closing: (name: string) => `</${name}>` };

/**
 * `<read_file><path>…</path></read_file>`: the tag is the name of a loaded tool, the tags in it are parameters. The name
 * of an HTML element is a tool only if all of its children are parameters.
 */
export const toolTag: Notation = {
  id: 'tool-tags',
  first: '<',
  starts: (text, at, options) => {
    const name = nameAt(text, at);
    return (
      name !== undefined && options.isTool(name) && (!isHtmlElement(name) || hasParameters(text, at, name, options))
    );
  },
  read(reader, options) {
    const { text, at: start } = reader;
    TAG.lastIndex = start;
    const match = TAG.exec(text);
    const word = match?.[1];
    if (match === null || word === undefined || isEnclosed(reader)) return undefined;
    const opening = match[0];
    const name = { start: start + 1, end: start + 1 + word.length, text: word };
    const inner = start + opening.length;
    if (match[2] === '/') {
      reader.at = inner;
      const argumentsRange = { start: inner, end: inner };
      return [{ form: 'xml', start, end: inner, name, arguments: [], argumentsRange, problems: reader.problems }];
    }
    const closing = `</${word}>`;
    const limit = enterTag(reader, opening.length, closing);
    const list = readContent(reader, word, options);
    const argumentsEnd = reader.at;
    const end = leaveTag(reader, start, opening, closing, limit);
    const argumentsRange = { start: inner, end: Math.max(inner, Math.min(argumentsEnd, end)) };
    const call: CallNode = {
      form: 'xml',
      start,
      end,
      name,
      arguments: list,
      argumentsRange,
      problems: reader.problems,
    };
    return [call];
  },
  write: (calls) =>
    calls
      .map(({ name, arguments: list }) => {
        const parameters = Object.entries(list).map(([key, value]) => `<${key}>${printText(value)}</${key}>\n`);
        return `<${name}>\n${parameters.join('')}</${name}>`;
      })
      .join('\n'),
};

/** Parameters in tags; text without tags is the tool's only parameter. */
function readContent(reader: Reader, tool: string, options: CallOptions): readonly ArgumentNode[] {
  const { text, at: start } = reader;
  const list = readParameterTags(reader, tool, PARAMETERS, options);
  const end = trimEnd(text, start, reader.end);
  if (list.length > 0 || start >= end) return list;
  reader.at = reader.end;
  return [{ start, end, value: freeText(text, start, end) }];
}

function nameAt(text: string, at: number): string | undefined {
  TAG.lastIndex = at;
  return TAG.exec(text)?.[1];
}

/** True within an element that is opened before, in the same block: only the outermost tag is a call. */
function isEnclosed({ text, at, start }: Reader): boolean {
  let depth = 0;
  for (const [, closes, , isEmpty] of text.slice(Math.max(start, at - MAX_ELEMENT_LENGTH), at).matchAll(ANY_TAG)) {
    if (closes === '/') depth = Math.max(0, depth - 1);
    else if (isEmpty !== '/') depth++;
  }
  return depth > 0;
}

const ANY_TAG = /<(\/?)([\p{L}_][\p{L}\p{N}_.-]{0,127})[^<>]{0,200}?(\/?)>/gu;

/** The longest element that is looked at for parameters. */
export const MAX_ELEMENT_LENGTH = 4000;

function hasParameters(text: string, at: number, name: string, options: CallOptions): boolean {
  const ahead = text.slice(at, at + MAX_ELEMENT_LENGTH);
  const inner = ahead.slice(ahead.indexOf('>') + 1, Math.max(0, ahead.indexOf(`</${name}>`)));
  const children = [...inner.matchAll(/<([\p{L}_][\p{L}\p{N}_.-]{0,127})>[^<]*<\/\1>/gu)];
  const rest = inner.replace(/<([\p{L}_][\p{L}\p{N}_.-]{0,127})>[^<]*<\/\1>/gu, '').trim();
  return (
    children.length > 0 &&
    rest === '' &&
    children.every(([, child = '']) => options.parameterKind?.(name, child) !== undefined)
  );
}
