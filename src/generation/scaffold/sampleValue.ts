import type { JsonObject, JsonSchema, JsonValue, Language } from '../../core/index.ts';
import type { Random } from './random.ts';
import { sampleNumber } from './sampleNumber.ts';
import { type Accepts, sampleText } from './sampleText.ts';
import { getType, resolveSchema } from './schemaView.ts';

/** How a sample is chosen. */
export interface SampleChoice {
  readonly language: Language;
  /** Which optional properties are given. */
  readonly optional: 'none' | 'some' | 'all';
  /** Take the ends of ranges and the last of enumerations, rather than something from the middle. */
  readonly edge: boolean;
  /** Take the schema's own defaults and examples. They may break the schema, so a second attempt goes without. */
  readonly useHints: boolean;
  readonly accepts: Accepts;
}

/** Where sampling is within a schema. */
interface Place extends SampleChoice {
  readonly root: JsonSchema;
  readonly name: string;
  readonly depth: number;
}

const MAX_DEPTH = 6;

/** Makes a value after a JSON Schema of any dialect. It is likely, not certain, to be valid: check it. */
export function sampleValue(schema: JsonSchema, name: string, choice: SampleChoice, random: Random): JsonValue {
  return sample(schema, { ...choice, root: schema, name, depth: 0 }, random);
}

function sample(raw: JsonSchema, place: Place, random: Random): JsonValue {
  const schema = resolveSchema(raw, place.root, place.edge ? random.integer(0, 7) : 0);
  const given = getGivenValue(schema, place, random);
  if (given !== undefined) return given;
  switch (getType(schema)) {
    case 'null':
      return null;
    case 'boolean':
      return random.next() < 0.5;
    case 'integer':
      return sampleNumber(schema, true, place.edge, random, place.name);
    case 'number':
      return sampleNumber(schema, false, place.edge, random, place.name);
    case 'array':
      return sampleArray(schema, place, random);
    case 'object':
      return sampleObject(schema, place, random);
    default:
      return sampleText(schema, place.name, place.language, random, place.accepts);
  }
}

/** A value the schema itself names. */
function getGivenValue(schema: JsonObject, place: Place, random: Random): JsonValue | undefined {
  if (schema.const !== undefined) return schema.const;
  if (Array.isArray(schema.enum) && schema.enum.length > 0) {
    const type = getType(schema);
    const members = (schema.enum as readonly JsonValue[]).filter((member) => suits(member, type));
    const [first = schema.enum[0] as JsonValue, ...others] = members;
    // An enumeration written on a list instead of on its items means the items.
    if (members.length === 0 && type === 'array') return [first];
    return place.edge ? (others.at(-1) ?? first) : random.pick([first, ...others]);
  }
  if (!place.useHints || place.edge) return undefined;
  const examples = Array.isArray(schema.examples) ? (schema.examples as readonly JsonValue[]) : [];
  const [first, ...others] = examples.filter((example) => example !== null);
  if (first !== undefined) return random.pick([first, ...others]);
  const hint = schema.example ?? schema.default;
  return hint === null || hint === '' ? undefined : hint;
}

/** An enumeration may list members its own type forbids. */
function suits(member: JsonValue, type: string): boolean {
  if (type === 'integer') return Number.isInteger(member);
  if (type === 'array') return Array.isArray(member);
  if (type === 'null') return member === null;
  if (type === 'object') return typeof member === 'object' && member !== null && !Array.isArray(member);
  return typeof member === type;
}

function sampleArray(schema: JsonObject, place: Place, random: Random): JsonValue {
  const tuple = getTuple(schema);
  const least = Math.max(getSize(schema.minItems, 0), Math.min(tuple.length, getSize(schema.maxItems, tuple.length)));
  const usual = place.depth >= MAX_DEPTH ? 0 : random.integer(1, 2);
  const count = Math.min(Math.max(least, usual), getSize(schema.maxItems, 100), 100);
  const rest = Array.isArray(schema.items) ? schema.additionalItems : schema.items;
  const items: JsonValue[] = [];
  for (let tries = 0; items.length < count && tries < count * 8; tries++) {
    const itemSchema = tuple[items.length] ?? asSchema(rest) ?? true;
    const inner = { ...place, name: place.name.replace(/s$/, ''), depth: place.depth + 1 };
    const item = sample(itemSchema, inner, random.fork(`item ${tries}`));
    const repeated = items.some((other) => JSON.stringify(other) === JSON.stringify(item));
    // Repeating an item teaches nothing, so even where it is allowed a second one has to differ.
    if (repeated && (schema.uniqueItems === true || items.length >= least)) continue;
    items.push(item);
  }
  return items;
}

function getTuple(schema: JsonObject): readonly JsonSchema[] {
  const tuple = Array.isArray(schema.prefixItems) ? schema.prefixItems : schema.items;
  return Array.isArray(tuple) ? (tuple as readonly JsonSchema[]) : [];
}

function sampleObject(schema: JsonObject, place: Place, random: Random): JsonValue {
  const properties = (asSchema(schema.properties) ?? {}) as Readonly<Record<string, JsonSchema>>;
  const required = getNames(schema.required);
  const names = Object.keys(properties);
  const chosen = new Set(names.filter((name) => required.includes(name) || includesOptional(name, place, random)));
  const least = getSize(schema.minProperties, 0);
  for (const name of names) if (chosen.size < least) chosen.add(name);
  for (const name of chosen) for (const needed of dependents(schema, name)) chosen.add(needed);
  const entries = names
    .filter((name) => chosen.has(name))
    .map((name) => [name, sampleProperty(properties[name] ?? true, name, place, random)] as const);
  return Object.fromEntries([...entries, ...freeEntries(schema, required, entries.length, place, random)]);
}

/** Properties no name is given for: required ones without a schema, and those of a map. */
function freeEntries(
  schema: JsonObject,
  required: readonly string[],
  had: number,
  place: Place,
  random: Random,
): readonly (readonly [string, JsonValue])[] {
  const known = asSchema(schema.properties) ?? {};
  const extra = asSchema(schema.additionalProperties);
  if (extra === false) return [];
  const unnamed = required.filter((name) => typeof known === 'object' && !(name in known));
  // At the top, a name that is required but described nowhere is a slip of the schema, not an argument.
  const additional = place.depth === 0 ? [] : [...unnamed];
  const isMap = had === 0 && typeof extra === 'object' && place.depth < MAX_DEPTH;
  if (additional.length === 0 && (isMap || getSize(schema.minProperties, 0) > had)) additional.push('item');
  return additional.map((name) => [name, sampleProperty(extra ?? true, name, place, random)] as const);
}

function sampleProperty(schema: JsonSchema, name: string, place: Place, random: Random): JsonValue {
  return sample(schema, { ...place, name, depth: place.depth + 1 }, random.fork(name));
}

function includesOptional(name: string, place: Place, random: Random): boolean {
  if (place.optional === 'all') return place.depth < MAX_DEPTH;
  return place.optional === 'some' && place.depth < 3 && random.fork(`optional ${name}`).next() < 0.5;
}

function dependents(schema: JsonObject, name: string): readonly string[] {
  const table = asSchema(schema.dependentRequired) ?? asSchema(schema.dependencies);
  return typeof table === 'object' ? getNames(table[name]) : [];
}

function asSchema(value: unknown): JsonSchema | undefined {
  const isObject = typeof value === 'object' && value !== null && !Array.isArray(value);
  return isObject || typeof value === 'boolean' ? (value as JsonSchema) : undefined;
}

function getNames(value: unknown): readonly string[] {
  return Array.isArray(value) ? value.filter((name) => typeof name === 'string') : [];
}

function getSize(value: unknown, otherwise: number): number {
  return typeof value === 'number' && value >= 0 ? value : otherwise;
}
