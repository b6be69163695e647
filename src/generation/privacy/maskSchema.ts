import type { JsonObject, JsonValue } from '../../core/index.ts';
import { isObject } from '../../core/index.ts';
import { mapText } from '../mapText.ts';
import type { AliasKind } from './aliases.ts';
import type { MaskLevel } from './maskLevel.ts';

/** What masking a schema needs of its masker. */
export interface SchemaMask {
  readonly level: MaskLevel;
  text(text: string): string;
  /** The neutral name of a text that is a name as a whole. */
  known(text: string): string | undefined;
  getAlias(original: string, kind: AliasKind): string;
}

/** Keywords whose value says nothing of the author's but numbers and words of the language. */
const PLAIN_KEYWORDS = new Set(
  'type minimum maximum exclusiveMinimum exclusiveMaximum multipleOf minLength maxLength minItems maxItems uniqueItems minProperties maxProperties minContains maxContains nullable readOnly writeOnly deprecated'.split(
    ' ',
  ),
);
const SCHEMA_KEYWORDS = new Set(
  'items prefixItems additionalItems additionalProperties contains propertyNames not if then else allOf anyOf oneOf unevaluatedItems unevaluatedProperties'.split(
    ' ',
  ),
);
const KNOWN_FORMATS =
  /^(date|date-time|time|duration|email|idn-email|hostname|idn-hostname|ipv4|ipv6|uri|uri-reference|uri-template|iri|iri-reference|uuid|json-pointer|relative-json-pointer|regex|int32|int64|float|double|byte|binary|password)$/;

/** Masks a schema. Unknown keywords are removed because their content is unknown. */
export function maskSchema(schema: JsonObject, mask: SchemaMask): JsonObject {
  const entries = Object.entries(schema).flatMap(([keyword, value]) => {
    const masked = maskKeyword(keyword, value, mask);
    return masked === undefined ? [] : [[keyword, masked] as const];
  });
  return Object.fromEntries(entries);
}

function maskKeyword(keyword: string, value: JsonValue, mask: SchemaMask): JsonValue | undefined {
  if (PLAIN_KEYWORDS.has(keyword)) return value;
  if (SCHEMA_KEYWORDS.has(keyword)) return maskAny(value, mask);
  switch (keyword) {
    case 'properties':
    case 'dependentSchemas':
      return maskKeys(value, (name) => mask.getAlias(name, 'field'), mask);
    case '$defs':
    case 'definitions':
      return maskKeys(value, (name) => mask.getAlias(name, 'type'), mask);
    case 'required':
      return mapText(value, (name) => mask.getAlias(name, 'field'));
    case 'dependentRequired':
      return isObject(value) ? maskDependents(value, mask) : undefined;
    case 'enum':
    case 'const':
      return mapText(value, (text) => (text === '' ? text : mask.getAlias(text, 'value')));
    case '$ref':
      return typeof value === 'string' ? maskReference(value, mask) : undefined;
    case 'description':
    case 'title':
      return mask.level === 'strict' || typeof value !== 'string' ? undefined : mask.text(value);
    case 'default':
    case 'examples':
    case 'example':
      return mask.level === 'strict' ? undefined : mapText(value, (text) => mask.known(text) ?? mask.text(text));
    case 'format':
      return typeof value === 'string' && KNOWN_FORMATS.test(value) ? value : undefined;
    case 'pattern':
      // A pattern cannot be half replaced: it stays whole, or goes.
      return mask.level === 'names' && typeof value === 'string' && mask.text(value) === value ? value : undefined;
    default:
      return undefined;
  }
}

function maskAny(value: JsonValue, mask: SchemaMask): JsonValue {
  if (Array.isArray(value)) return (value as readonly JsonValue[]).map((item) => maskAny(item, mask));
  return isObject(value) ? maskSchema(value, mask) : value;
}

function maskKeys(value: JsonValue, rename: (name: string) => string, mask: SchemaMask): JsonValue | undefined {
  if (!isObject(value)) return undefined;
  return Object.fromEntries(Object.entries(value).map(([name, inner]) => [rename(name), maskAny(inner, mask)]));
}

function maskDependents(value: JsonObject, mask: SchemaMask): JsonObject {
  const rename = (name: string): string => mask.getAlias(name, 'field');
  return Object.fromEntries(Object.entries(value).map(([name, list]) => [rename(name), mapText(list, rename)]));
}

const SCHEMA_WORDS = new Set('# properties $defs definitions items prefixItems allOf anyOf oneOf'.split(' '));

function maskReference(reference: string, mask: SchemaMask): string | undefined {
  if (!reference.startsWith('#')) return undefined;
  const parts = reference.split('/');
  return parts
    .map((part, at) => {
      if (SCHEMA_WORDS.has(part) || /^\d+$/.test(part)) return part;
      return mask.getAlias(part, parts[at - 1] === 'properties' ? 'field' : 'type');
    })
    .join('/');
}
