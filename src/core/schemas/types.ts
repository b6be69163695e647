import type { JsonValue } from '../text/json.ts';
import { isList } from '../text/json.ts';

/** The types JSON Schema knows. */
export const JSON_TYPES = ['string', 'integer', 'number', 'boolean', 'array', 'object', 'null'] as const;
export type JsonType = (typeof JSON_TYPES)[number];

const ALL: readonly JsonType[] = ['string', 'number', 'boolean', 'array', 'object', 'null'];

/** Names that other type systems use, each with the JSON types that mean the same. */
const OTHER_NAMES: Readonly<Record<string, readonly JsonType[]>> = {
  str: ['string'],
  text: ['string'],
  char: ['string'],
  varchar: ['string'],
  date: ['string'],
  datetime: ['string'],
  time: ['string'],
  timestamp: ['string'],
  uuid: ['string'],
  file: ['string'],
  bytes: ['string'],
  enum: ['string'],
  int: ['integer'],
  int32: ['integer'],
  int64: ['integer'],
  long: ['integer'],
  short: ['integer'],
  bigint: ['integer'],
  float: ['number'],
  float32: ['number'],
  float64: ['number'],
  double: ['number'],
  decimal: ['number'],
  bigdecimal: ['number'],
  bool: ['boolean'],
  list: ['array'],
  tuple: ['array'],
  set: ['array'],
  dict: ['object'],
  map: ['object'],
  hashmap: ['object'],
  struct: ['object'],
  json: ['object'],
  none: ['null'],
  nonetype: ['null'],
  any: ALL,
  unknown: ALL,
  mixed: ALL,
};

/** A type name as JSON Schema has it: itself, or what another language's name for it means. */
export type TypeReading =
  | { readonly kind: 'json'; readonly type: JsonType }
  | { readonly kind: 'other'; readonly types: readonly JsonType[] }
  | { readonly kind: 'unknown' };

/** Reads one type name. `STRING`, `List[str]` and `float` are other languages' names. */
export function readType(name: string): TypeReading {
  if (isJsonType(name)) return { kind: 'json', type: name };
  const plain = name
    .trim()
    .toLowerCase()
    .replace(/[[<(].*$/s, '');
  if (isJsonType(plain)) return { kind: 'other', types: [plain] };
  const types = Object.hasOwn(OTHER_NAMES, plain) ? OTHER_NAMES[plain] : undefined;
  return types === undefined ? { kind: 'unknown' } : { kind: 'other', types };
}

/** The JSON types a `type` keyword means; undefined if it restricts nothing or cannot be read. */
export function getTypes(type: JsonValue | undefined): readonly JsonType[] | undefined {
  const names = typeof type === 'string' ? [type] : isList(type) ? type : [];
  const types = names.flatMap((name) => {
    const reading = typeof name === 'string' ? readType(name) : undefined;
    return reading?.kind === 'json' ? [reading.type] : reading?.kind === 'other' ? reading.types : [];
  });
  return types.length === 0 ? undefined : [...new Set(types)];
}

/** The type of a value; a whole number is an integer. */
export function getValueType(value: unknown): JsonType {
  if (value === null || value === undefined) return 'null';
  if (Array.isArray(value)) return 'array';
  if (typeof value === 'number') return Number.isInteger(value) ? 'integer' : 'number';
  return typeof value === 'string' ? 'string' : typeof value === 'boolean' ? 'boolean' : 'object';
}

function isJsonType(name: string): name is JsonType {
  return (JSON_TYPES as readonly string[]).includes(name);
}
