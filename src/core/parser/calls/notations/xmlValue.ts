import type { ValueNode } from '../../callNodes.ts';
import { trimEnd } from '../characters.ts';
import { freeText } from '../expressionCall.ts';
import type { ParameterKind } from '../options.ts';
import { createReader } from '../reader.ts';
import { readValue } from '../values.ts';

const ENTITIES: Readonly<Record<string, string>> = {
  '&lt;': '<',
  '&gt;': '>',
  '&quot;': '"',
  '&apos;': "'",
  '&amp;': '&',
};

/**
 * Reads the text between two tags as a value of a parameter: a string if the schema allows one or says nothing, else
 * JSON. Text that is not the JSON it should be stays a string, which the schema then refuses. `tag` is the range of a
 * value without text.
 */
export function readXmlValue(
  text: string,
  from: number,
  to: number,
  kind: ParameterKind | undefined,
  tag: { readonly start: number; readonly end: number },
): ValueNode {
  const { start, end } = withoutBreaks(text, from, to);
  if (start >= end) return { kind: 'string', ...tag, value: '', unquoted: true };
  if (kind !== undefined && kind !== 'text') {
    const json = readJson(text, start, end);
    if (json !== undefined) return json;
  }
  const value = freeText(text, start, end);
  return value.kind === 'string' ? { ...value, value: decode(value.value) } : value;
}

/** One line break after the opening tag and one before the closing tag belong to the tags. */
function withoutBreaks(text: string, from: number, to: number): { start: number; end: number } {
  let start = from;
  let end = to;
  if (text.startsWith('\r\n', start)) start += 2;
  else if (text.startsWith('\n', start)) start++;
  if (end > start && text[end - 1] === '\n') end -= end - 1 > start && text[end - 2] === '\r' ? 2 : 1;
  return { start, end };
}

function readJson(text: string, start: number, end: number): ValueNode | undefined {
  const inner = { start: end - text.slice(start, end).trimStart().length, end: trimEnd(text, start, end) };
  if (inner.start >= inner.end) return undefined;
  const reader = createReader(text, inner.start, inner.end, undefined);
  const value = readValue(reader, 'alone');
  return reader.broken || value.end !== inner.end || value.kind === 'invalid' || reader.problems.length > 0
    ? undefined
    : value;
}

function decode(value: string): string {
  return value.includes('&')
    ? value.replace(/&(?:lt|gt|quot|apos|amp);/g, (entity) => ENTITIES[entity] ?? entity)
    : value;
}
