import type { ArgumentNode, ArrayNode, NameNode } from '../../callNodes.ts';
import { trimEnd } from '../characters.ts';
import { say } from '../messages.ts';
import type { CallOptions } from '../options.ts';
import { findMark, noteSyntax, type Reader } from '../reader.ts';
import { skipWhitespace } from './tags.ts';
import { readXmlValue } from './xmlValue.ts';

/** How the tags of parameters are written. */
export interface ParameterTags {
  /** Matches an opening tag at an offset; its first group is the name. */
  readonly opening: RegExp;
  /** The closing tag of a parameter. */
  closing(name: string): string;
}

/** Reads `<parameter=x>…</parameter>` and its like up to the reader's end. Repeated tags of a list are its items. */
export function readParameterTags(
  reader: Reader,
  tool: string,
  tags: ParameterTags,
  options: CallOptions,
): readonly ArgumentNode[] {
  const found: ArgumentNode[] = [];
  for (;;) {
    skipWhitespace(reader);
    if (reader.at >= reader.end) return found;
    const argument = readTag(reader, tool, tags, options);
    if (argument === undefined) return found;
    if (!joinList(found, argument, tool, options)) found.push(argument);
  }
}

function readTag(reader: Reader, tool: string, tags: ParameterTags, options: CallOptions): ArgumentNode | undefined {
  const { text, at: start } = reader;
  const { opening } = tags;
  opening.lastIndex = start;
  const match = opening.exec(text);
  const word = match?.[1];
  if (match === null || word === undefined || start + match[0].length > reader.end) return undefined;
  const from = start + match[0].length;
  const nameAt = start + match[0].lastIndexOf(word);
  const name: NameNode = { start: nameAt, end: nameAt + word.length, text: word };
  const closing = tags.closing(word);
  const close = findMark(reader, closing, from);
  const isClosed = close !== -1 && close + closing.length <= reader.end;
  const to = isClosed ? close : trimEnd(text, from, reader.end);
  if (!isClosed) noteSyntax(reader, start, from, say('unclosedTag', { tag: match[0] }));
  const value = readXmlValue(text, from, Math.max(from, to), options.parameterKind?.(tool, word), { start, end: from });
  reader.at = isClosed ? close + closing.length : reader.end;
  return { start, end: reader.at, name, value };
}

/** Adds a repeated tag to the list that the schema says the parameter is. */
function joinList(found: ArgumentNode[], argument: ArgumentNode, tool: string, options: CallOptions): boolean {
  const name = argument.name?.text ?? '';
  if (options.parameterKind?.(tool, name) !== 'list') return false;
  const index = found.findIndex((other) => other.name?.text === name);
  const before = found[index];
  if (before === undefined) {
    if (argument.value.kind === 'string') found.push({ ...argument, value: listOf(argument) });
    return argument.value.kind === 'string';
  }
  if (before.value.kind !== 'array') return false;
  const items = [...before.value.items, argument.value];
  found[index] = { ...before, end: argument.end, value: { ...before.value, end: argument.value.end, items } };
  return true;
}

function listOf({ value }: ArgumentNode): ArrayNode {
  return { kind: 'array', start: value.start, end: value.end, items: [value] };
}
