import type { CallNode } from '../../callNodes.ts';
import { OPEN_BRACE, OPEN_BRACKET } from '../characters.ts';
import { readJsonCalls } from '../jsonCall.ts';
import { say } from '../messages.ts';
import type { CallOptions } from '../options.ts';
import { noteSyntax, peek, type Reader } from '../reader.ts';
import { functionTag, readFunctionTag } from './functionTag.ts';
import { type Notation, printJson } from './notation.ts';
import { enterTag, leaveTag, skipWhitespace, withTagRange } from './tags.ts';

const TAGS = ['tool_call', 'function_call'] as const;

/** `<tool_call>{…}</tool_call>` of Hermes and Qwen; in the tag there may also be `<function=f>`. */
export const jsonTags: Notation = {
  id: 'hermes',
  first: '<',
  starts: (text, at) => tagAt(text, at) !== undefined,
  read(reader, options) {
    const { at: start } = reader;
    const tag = tagAt(reader.text, start);
    if (tag === undefined) return undefined;
    const opening = `<${tag}>`;
    const closing = `</${tag}>`;
    const limit = enterTag(reader, opening.length, closing);
    const first = readContent(reader, options);
    const calls = first === undefined ? undefined : [...first, ...readFurther(reader, options)];
    const end = leaveTag(reader, start, opening, closing, limit);
    return withTagRange(calls, start, end);
  },
  write: (calls) =>
    calls
      .map(({ name, arguments: list }) => `<tool_call>\n${printJson({ name, arguments: list })}\n</tool_call>`)
      .join('\n'),
};

/** Reads what is one call too many in a tag: each further one gets a problem. */
function readFurther(reader: Reader, options: CallOptions): readonly CallNode[] {
  const further: CallNode[] = [];
  for (;;) {
    const { at: before, problems, broken } = reader;
    skipWhitespace(reader);
    const start = reader.at;
    if (peek(reader) !== OPEN_BRACE) {
      reader.at = before;
      return further;
    }
    reader.problems = [];
    reader.broken = false;
    noteSyntax(reader, start, start + 1, say('secondCall'));
    const found = readJsonCalls(reader, options.meant === 'always', 'tagged');
    if (found === undefined) {
      Object.assign(reader, { at: before, problems, broken });
      return further;
    }
    further.push(...found);
  }
}

function tagAt(text: string, at: number): (typeof TAGS)[number] | undefined {
  return TAGS.find((tag) => text.startsWith(`<${tag}>`, at));
}

function readContent(reader: Reader, options: CallOptions): readonly CallNode[] | undefined {
  const code = peek(reader);
  if (code === OPEN_BRACE || code === OPEN_BRACKET) return readJsonCalls(reader, options.meant === 'always', 'tagged');
  return functionTag.starts(reader.text, reader.at, options) ? readFunctionTag(reader, options) : undefined;
}
