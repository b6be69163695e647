import type { TextRange } from '../../text/range.ts';
import type { ArgumentNode, StringNode } from '../callNodes.ts';
import { OPEN_BRACE, skipBlank, trimEnd } from './characters.ts';
import { resolveWithOffsets } from './escapes.ts';
import { innerRange, objectArguments } from './expressionCall.ts';
import { literalMap, mapArguments, mapProblem, mapRange } from './mapping.ts';
import { say } from './messages.ts';
import { createReader, noteSyntax, type Reader, skipSpace } from './reader.ts';
import { readValue } from './values.ts';

/**
 * Reads arguments given as a JSON string: `"{\"city\": \"北京\"}"`. Every range is that of the escaped text. Undefined
 * if the string holds no object.
 */
export function readJsonString(
  outer: Reader,
  literal: StringNode,
): { readonly arguments: readonly ArgumentNode[]; readonly argumentsRange: TextRange } | undefined {
  const marks = outer.text.startsWith('"""', literal.start) || outer.text.startsWith("'''", literal.start) ? 3 : 1;
  const base = literal.start + marks;
  const { value, offsets } = resolveWithOffsets(outer.text.slice(base, Math.max(base, literal.end - marks)));
  const map = literalMap(base, offsets);
  const reader = createReader(value, 0, value.length, undefined);
  skipSpace(reader);
  if (reader.at === reader.end) return { arguments: [], argumentsRange: { start: literal.start, end: literal.end } };
  if (value.charCodeAt(reader.at) !== OPEN_BRACE) return undefined;
  const object = readValue(reader, 'alone');
  if (object.kind !== 'object') return undefined;
  const after = skipBlank(value, reader.at, reader.end);
  if (after < trimEnd(value, after, reader.end)) noteSyntax(reader, after, reader.end, say('textAfter'));
  for (const problem of reader.problems) {
    if (problem.kind === 'syntax' && outer.broken) continue;
    outer.broken ||= problem.kind === 'syntax';
    outer.problems.push(mapProblem(problem, map));
  }
  return {
    arguments: mapArguments(objectArguments(object), map),
    argumentsRange: mapRange(innerRange(value, object), map),
  };
}
