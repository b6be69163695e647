import { getToolNameRange } from '../lint/support/toolRanges.ts';
import type { ParameterLocation, Tool } from '../schemas/tool.ts';
import type { JsonValue } from '../text/json.ts';
import { isList } from '../text/json.ts';
import { appendPointer, getParentPointer } from '../text/jsonPointer.ts';
import type { LineIndex } from '../text/lineIndex.ts';
import type { TextRange } from '../text/range.ts';
import type { Parameter } from './parameters.ts';

/** Where something is declared in a tool file. */
export interface Declaration {
  readonly uri: string;
  readonly text: string;
  readonly lines: LineIndex;
  /** The name or value, without its quotes. */
  readonly range: TextRange;
  /** The whole of what is declared: the tool, the parameter's schema. */
  readonly whole: TextRange;
  /** False where the file says it in other words, such as the body of an OpenAPI operation. */
  readonly literal: boolean;
}

/** Where a tool's name is. */
export function toolDeclaration(tool: Tool): Declaration {
  const { uri, text, lines } = tool.file;
  const range = withoutQuotes(text, getToolNameRange(tool));
  const { key, value } = tool.file.rangesAt(tool.pointer);
  const whole = { start: Math.min(key?.start ?? value.start, value.start), end: value.end };
  return { uri, text, lines, range, whole, literal: text.slice(range.start, range.end) === tool.name };
}

/** Where a parameter's name is; at several locations if several schemas list it. */
export function parameterDeclarations({ tool, name, declared }: Parameter): readonly Declaration[] {
  return declared.map(({ pointer }) => {
    const occurrence = tool.file.parameterLocation(tool, pointer);
    const { text, lines } = occurrence.source;
    const range = namePlaces(occurrence).find((candidate) => text.slice(candidate.start, candidate.end) === name);
    const shown = range ?? withoutQuotes(text, occurrence.ranges.key ?? firstLine(text, occurrence.ranges.value));
    const whole = { start: Math.min(shown.start, occurrence.ranges.value.start), end: occurrence.ranges.value.end };
    return { uri: occurrence.uri, text, lines, range: shown, whole, literal: range !== undefined };
  });
}

/** A property's key; of an OpenAPI parameter the `name` beside its schema. */
function namePlaces({ ranges, pointer, source }: ParameterLocation): readonly TextRange[] {
  const named = [pointer, getParentPointer(pointer)].map(
    (owner) => source.rangesAt(appendPointer(owner, 'name')).value,
  );
  return [...(ranges.key === undefined ? [] : [ranges.key]), ...named].map((range) =>
    withoutQuotes(source.text, range),
  );
}

/** Where a value of an `enum`, or a `const`, is. */
export function valueDeclarations({ tool, schemas }: Parameter, value: JsonValue): readonly Declaration[] {
  const written = JSON.stringify(value);
  return schemas.flatMap(({ schema, pointer }) => {
    const values = isList(schema.enum) ? schema.enum : [];
    const index = values.findIndex((candidate) => JSON.stringify(candidate) === written);
    const isConst = index === -1 && schema.const !== undefined && JSON.stringify(schema.const) === written;
    if (index === -1 && !isConst) return [];
    const at = isConst ? appendPointer(pointer, 'const') : appendPointer(pointer, 'enum', index);
    const { uri, ranges, source } = tool.file.parameterLocation(tool, at);
    const range = withoutQuotes(source.text, ranges.value);
    const literal = typeof value === 'string' && source.text.slice(range.start, range.end) === value;
    return [{ uri, text: source.text, lines: source.lines, range, whole: ranges.value, literal }];
  });
}

/** The values a parameter's schemas list. */
export function listedValues({ schemas }: Parameter): readonly JsonValue[] {
  const values = new Map<string, JsonValue>();
  for (const { schema } of schemas) {
    for (const value of isList(schema.enum) ? schema.enum : []) values.set(JSON.stringify(value), value);
    if (schema.const !== undefined) values.set(JSON.stringify(schema.const), schema.const);
  }
  return [...values.values()];
}

/** A range without the quotes that are around it. */
export function withoutQuotes(text: string, { start, end }: TextRange): TextRange {
  const quote = text[start];
  const isQuoted = (quote === '"' || quote === "'") && end - start >= 2 && text[end - 1] === quote;
  return isQuoted ? { start: start + 1, end: end - 1 } : { start, end };
}

function firstLine(text: string, { start, end }: TextRange): TextRange {
  const lineBreak = text.indexOf('\n', start);
  return { start, end: lineBreak === -1 ? end : Math.min(end, lineBreak) };
}
