import { isWithinEdits } from '../similarity/nearest.ts';
import type { JsonValue } from '../text/json.ts';
import { isList, isObject } from '../text/json.ts';

/** How a keyword holds further schemas. */
export type Applicator = 'schema' | 'list' | 'map' | 'items' | 'dependencies';

/** Keywords that hold schemas. Those marked `inPlace` apply to the very value their schema applies to. */
const APPLICATORS: Readonly<Record<string, { readonly holds: Applicator; readonly inPlace?: true }>> = {
  properties: { holds: 'map' },
  patternProperties: { holds: 'map' },
  additionalProperties: { holds: 'schema' },
  unevaluatedProperties: { holds: 'schema' },
  propertyNames: { holds: 'schema' },
  items: { holds: 'items' },
  prefixItems: { holds: 'list' },
  additionalItems: { holds: 'schema' },
  unevaluatedItems: { holds: 'schema' },
  contains: { holds: 'schema' },
  allOf: { holds: 'list', inPlace: true },
  anyOf: { holds: 'list', inPlace: true },
  oneOf: { holds: 'list', inPlace: true },
  not: { holds: 'schema', inPlace: true },
  if: { holds: 'schema', inPlace: true },
  // biome-ignore lint/suspicious/noThenProperty: JSON Schema's keyword has this name; nothing awaits the table.
  then: { holds: 'schema', inPlace: true },
  else: { holds: 'schema', inPlace: true },
  dependentSchemas: { holds: 'map', inPlace: true },
  dependencies: { holds: 'dependencies', inPlace: true },
};

const SHAPES: Readonly<Record<string, (value: JsonValue) => boolean>> = {
  minimum: isNumber,
  maximum: isNumber,
  exclusiveMinimum: (value) => isNumber(value) || typeof value === 'boolean',
  exclusiveMaximum: (value) => isNumber(value) || typeof value === 'boolean',
  multipleOf: (value) => isNumber(value) && value > 0,
  minLength: isCount,
  maxLength: isCount,
  minItems: isCount,
  maxItems: isCount,
  minProperties: isCount,
  maxProperties: isCount,
  minContains: isCount,
  maxContains: isCount,
  uniqueItems: (value) => typeof value === 'boolean',
  pattern: (value) => typeof value === 'string',
  format: (value) => typeof value === 'string',
  enum: (value) => isList(value) && value.length > 0,
  required: isNames,
  dependentRequired: (value) => isObject(value) && Object.values(value).every(isNames),
  properties: isObject,
  patternProperties: isObject,
  dependentSchemas: isObject,
  dependencies: isObject,
  $defs: isObject,
  definitions: isObject,
  allOf: isSchemas,
  anyOf: isSchemas,
  oneOf: isSchemas,
  prefixItems: isSchemas,
  additionalProperties: isSchema,
  unevaluatedProperties: isSchema,
  propertyNames: isSchema,
  additionalItems: isSchema,
  unevaluatedItems: isSchema,
  contains: isSchema,
  not: isSchema,
  if: isSchema,
  // biome-ignore lint/suspicious/noThenProperty: JSON Schema's keyword has this name; nothing awaits the table.
  then: isSchema,
  else: isSchema,
  items: (value) => isSchema(value) || isList(value),
  $ref: (value) => typeof value === 'string',
};

/** Keywords that say nothing about whether a value is valid, those of OpenAPI included. */
export const ANNOTATIONS = [
  'title',
  'description',
  'default',
  'example',
  'examples',
  'deprecated',
  'readOnly',
  'writeOnly',
  'nullable',
  'discriminator',
  'externalDocs',
  'xml',
  '$comment',
  'contentEncoding',
  'contentMediaType',
  'contentSchema',
] as const;

/** Every keyword of every dialect, and those that only name and refer. */
const KEYWORDS: ReadonlySet<string> = new Set([
  ...Object.keys(APPLICATORS),
  ...Object.keys(SHAPES),
  ...ANNOTATIONS,
  'type',
  'const',
  'id',
  '$id',
  '$schema',
  '$anchor',
  '$dynamicAnchor',
  '$dynamicRef',
  '$recursiveAnchor',
  '$recursiveRef',
  '$vocabulary',
  'strict',
  'divisibleBy',
  'optional',
]);

/** Words of other tools that are near a keyword by accident, but are extensions, not mistakes. */
const EXTENSIONS: ReadonlySet<string> = new Set([
  'name',
  'label',
  'group',
  'order',
  'hidden',
  'enumNames',
  'propertyOrder',
]);

/** The keyword that an unknown key of a schema was probably meant to be. */
export function findMeantKeyword(key: string): string | undefined {
  if (KEYWORDS.has(key) || EXTENSIONS.has(key) || key.length < 4) return undefined;
  const plain = key.toLowerCase().replaceAll(/[_-]/g, '');
  const known = [...KEYWORDS].filter((keyword) => keyword.length >= 4);
  const same = known.find((keyword) => keyword.toLowerCase() === plain);
  // In a short word two wrong letters make another word.
  return same ?? known.find((keyword) => isWithinEdits(key, keyword, key.length < 8 ? 1 : 2));
}

/** How a keyword holds schemas, or undefined if it holds none. */
export function getApplicator(keyword: string): Applicator | undefined {
  return Object.hasOwn(APPLICATORS, keyword) ? APPLICATORS[keyword]?.holds : undefined;
}

/** True for a keyword whose schemas apply to the same value as the schema it is in. */
export function appliesInPlace(keyword: string): boolean {
  return Object.hasOwn(APPLICATORS, keyword) && APPLICATORS[keyword]?.inPlace === true;
}

/** False if a keyword JSON Schema knows holds a value it cannot hold. Unknown keywords hold what they like. */
export function hasValidShape(keyword: string, value: JsonValue): boolean {
  return Object.hasOwn(SHAPES, keyword) ? (SHAPES[keyword]?.(value) ?? true) : true;
}

/** A schema within a schema, with the steps that lead from the outer one to it. */
export interface SubSchema {
  readonly keyword: string;
  readonly steps: readonly (string | number)[];
  readonly value: JsonValue;
}

/** The schemas a keyword's value holds. */
export function getSubSchemas(keyword: string, value: JsonValue): readonly SubSchema[] {
  const holds = getApplicator(keyword);
  const one = (steps: SubSchema['steps'], inner: JsonValue): SubSchema => ({ keyword, steps, value: inner });
  if (holds === undefined) return [];
  if (isList(value)) {
    return holds === 'list' || holds === 'items' ? value.map((item, index) => one([keyword, index], item)) : [];
  }
  if (holds === 'map' || holds === 'dependencies') {
    if (!isObject(value)) return [];
    const entries = Object.entries(value).map(([name, inner]) => one([keyword, name], inner));
    return holds === 'map' ? entries : entries.filter(({ value: inner }) => !isList(inner));
  }
  return holds === 'list' ? [] : [one([keyword], value)];
}

function isNumber(value: JsonValue): value is number {
  return typeof value === 'number';
}

function isCount(value: JsonValue): boolean {
  return typeof value === 'number' && Number.isInteger(value) && value >= 0;
}

function isNames(value: JsonValue): boolean {
  return isList(value) && value.every((item) => typeof item === 'string');
}

function isSchema(value: JsonValue): boolean {
  return typeof value === 'boolean' || isObject(value);
}

function isSchemas(value: JsonValue): boolean {
  return isList(value) && value.every(isSchema);
}
