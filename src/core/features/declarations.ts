import { toolNamePlace } from '../lint/toolPlaces.ts';
import { below, isList, parentOf } from '../schemas/pointer.ts';
import type { JsonValue, ParameterPlace, Tool } from '../schemas/tool.ts';
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

/** Where a tool's name stands. */
export function toolDeclaration(tool: Tool): Declaration {
  const { uri, text, lines } = tool.file;
  const range = withoutQuotes(text, toolNamePlace(tool));
  const { key, value } = tool.file.place(tool.pointer);
  const whole = { start: Math.min(key?.start ?? value.start, value.start), end: value.end };
  return { uri, text, lines, range, whole, literal: text.slice(range.start, range.end) === tool.name };
}

/** Where a parameter's name stands; in several places if several schemas list it. */
export function parameterDeclarations({ tool, name, declared }: Parameter): readonly Declaration[] {
  return declared.map(({ pointer }) => {
    const place = tool.file.parameterPlace(tool, pointer);
    const { text, lines } = place.source;
    const range = namePlaces(place).find((candidate) => text.slice(candidate.start, candidate.end) === name);
    const shown = range ?? withoutQuotes(text, place.place.key ?? firstLine(text, place.place.value));
    const whole = { start: Math.min(shown.start, place.place.value.start), end: place.place.value.end };
    return { uri: place.uri, text, lines, range: shown, whole, literal: range !== undefined };
  });
}

/** A property's key; of an OpenAPI parameter the `name` beside its schema. */
function namePlaces({ place, pointer, source }: ParameterPlace): readonly TextRange[] {
  const named = [pointer, parentOf(pointer)].map((owner) => source.place(below(owner, 'name')).value);
  return [...(place.key === undefined ? [] : [place.key]), ...named].map((range) => withoutQuotes(source.text, range));
}

/** Where a value of an `enum`, or a `const`, stands. */
export function valueDeclarations({ tool, schemas }: Parameter, value: JsonValue): readonly Declaration[] {
  const written = JSON.stringify(value);
  return schemas.flatMap(({ schema, pointer }) => {
    const values = isList(schema.enum) ? schema.enum : [];
    const index = values.findIndex((candidate) => JSON.stringify(candidate) === written);
    const isConst = index === -1 && schema.const !== undefined && JSON.stringify(schema.const) === written;
    if (index === -1 && !isConst) return [];
    const at = isConst ? below(pointer, 'const') : below(pointer, 'enum', index);
    const { uri, place, source } = tool.file.parameterPlace(tool, at);
    const range = withoutQuotes(source.text, place.value);
    const literal = typeof value === 'string' && source.text.slice(range.start, range.end) === value;
    return [{ uri, text: source.text, lines: source.lines, range, whole: place.value, literal }];
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

/** A range without the quotes that stand round it. */
export function withoutQuotes(text: string, { start, end }: TextRange): TextRange {
  const quote = text[start];
  const isQuoted = (quote === '"' || quote === "'") && end - start >= 2 && text[end - 1] === quote;
  return isQuoted ? { start: start + 1, end: end - 1 } : { start, end };
}

function firstLine(text: string, { start, end }: TextRange): TextRange {
  const lineBreak = text.indexOf('\n', start);
  return { start, end: lineBreak === -1 ? end : Math.min(end, lineBreak) };
}
