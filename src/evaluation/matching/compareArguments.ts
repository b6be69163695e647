import { isObject, type JsonObject, type JsonValue, type ValuePath } from '../../core/index.ts';
import type { MatchOptions, MatchRules } from './matchRules.ts';
import { toComparableDate, toComparableDateTime, toComparableText } from './scalars.ts';
import { toValueSchema, UNDECLARED, type ValueSchema } from './valueSchema.ts';

/** One difference between two calls of one tool. */
export interface ArgumentDifference {
  readonly code: 'missing-parameter' | 'unknown-parameter' | 'wrong-type' | 'wrong-value';
  readonly path: ValuePath;
  /** Undefined where there is no value. */
  readonly expected: JsonValue | undefined;
  readonly actual: JsonValue | undefined;
}

/** How the arguments of two calls compare. The counts leave out what equals an omission. */
export interface ArgumentComparison {
  readonly differences: readonly ArgumentDifference[];
  readonly expectedCount: number;
  readonly actualCount: number;
  readonly rightCount: number;
}

interface Context {
  readonly rules: MatchRules;
  readonly options: MatchOptions;
  readonly differences: ArgumentDifference[];
}

/** Compares the arguments of two calls by the schema of their tool. */
export function compareArguments(
  expected: JsonObject,
  actual: JsonObject,
  parameters: JsonObject | undefined,
  rules: MatchRules,
  options: MatchOptions,
): ArgumentComparison {
  const schema = toValueSchema(parameters);
  const context: Context = { rules, options, differences: [] };
  compareObjects(expected, actual, schema, [], context);
  const wrong = new Set(context.differences.map(({ path }) => path[0]));
  const isCounted = (values: JsonObject) => (name: string) =>
    !rules.ignored.has(name) && !isOmission(values[name], schema.property(name), options);
  const expectedNames = Object.keys(expected).filter(isCounted(expected));
  const actualNames = Object.keys(actual).filter(isCounted(actual));
  const right = expectedNames.filter((name) => !wrong.has(name) && actualNames.includes(name));
  return {
    differences: context.differences,
    expectedCount: expectedNames.length,
    actualCount: actualNames.length,
    rightCount: right.length,
  };
}

/** How many arguments a call has that is compared with none. */
export function countArguments(values: JsonObject, parameters: JsonObject | undefined, rules: MatchRules): number {
  const schema = toValueSchema(parameters);
  const options: MatchOptions = { isCaseSensitive: true };
  return Object.keys(values).filter(
    (name) => !rules.ignored.has(name) && !isOmission(values[name], schema.property(name), options),
  ).length;
}

function compareObjects(
  expected: JsonObject,
  actual: JsonObject,
  schema: ValueSchema,
  path: ValuePath,
  context: Context,
) {
  for (const name of new Set([...Object.keys(expected), ...Object.keys(actual)])) {
    const wanted = own(expected, name);
    const given = own(actual, name);
    compareMembers(wanted, given, schema.property(name), [...path, name], context);
  }
}

function own(object: JsonObject, name: string): JsonValue | undefined {
  return Object.hasOwn(object, name) ? object[name] : undefined;
}

function compareMembers(
  expected: JsonValue | undefined,
  actual: JsonValue | undefined,
  schema: ValueSchema,
  path: ValuePath,
  context: Context,
): void {
  const { rules, options, differences } = context;
  const name = toRuleName(path);
  if (rules.ignored.has(name)) return;
  const accepted = rules.accepted.get(name);
  if (isAccepted(accepted, actual, schema, options)) return;
  if (isOmission(expected, schema, options) && isOmission(actual, schema, options)) return;
  if (actual === undefined) differences.push({ code: 'missing-parameter', path, expected, actual });
  else if (expected === undefined) differences.push({ code: 'unknown-parameter', path, expected, actual });
  else compareValues(expected, actual, schema, path, context);
}

function toRuleName(path: ValuePath): string {
  return path.filter((part) => typeof part === 'string').join('.');
}

function isAccepted(
  accepted: readonly JsonValue[] | 'any' | undefined,
  actual: JsonValue | undefined,
  schema: ValueSchema,
  options: MatchOptions,
): boolean {
  if (accepted === undefined || actual === undefined) return false;
  return accepted === 'any' || accepted.some((value) => isEqual(value, actual, schema, options));
}

/** True for no value and for what means the same: the default, or null where the schema allows it and has no default. */
function isOmission(value: JsonValue | undefined, schema: ValueSchema, options: MatchOptions): boolean {
  if (value === undefined) return true;
  const { defaultValue } = schema;
  if (defaultValue === undefined) return value === null && schema.allowsNull;
  // Defaults within the default do not count: a schema that contains itself would never come to an end.
  return isEqual(value, defaultValue, UNDECLARED, options);
}

function compareValues(expected: JsonValue, actual: JsonValue, schema: ValueSchema, path: ValuePath, context: Context) {
  const { options, differences } = context;
  if (typeName(expected) !== typeName(actual)) {
    differences.push({ code: 'wrong-type', path, expected, actual });
  } else if (isObject(expected) && isObject(actual)) {
    compareObjects(expected, actual, schema, path, context);
  } else if (isList(expected) && isList(actual) && !schema.isUnordered && expected.length === actual.length) {
    for (const [index, item] of expected.entries()) {
      compareMembers(item, actual[index], schema.item(index), [...path, index], context);
    }
  } else if (toComparable(expected, schema, options) !== toComparable(actual, schema, options)) {
    differences.push({ code: 'wrong-value', path, expected, actual });
  }
}

function isEqual(a: JsonValue, b: JsonValue, schema: ValueSchema, options: MatchOptions): boolean {
  return toComparable(a, schema, options) === toComparable(b, schema, options);
}

function typeName(value: JsonValue): string {
  return value === null ? 'null' : isList(value) ? 'array' : typeof value;
}

function isList(value: JsonValue): value is readonly JsonValue[] {
  return Array.isArray(value);
}

/** A text that is the same for all values that are equal by their schema. */
function toComparable(value: JsonValue, schema: ValueSchema, options: MatchOptions): string {
  if (typeof value === 'string') return JSON.stringify(toComparableString(value, schema, options));
  if (isList(value)) {
    const items = value.map((item, index) => toComparable(item, schema.item(index), options));
    return `[${(schema.isUnordered ? items.sort() : items).join()}]`;
  }
  if (!isObject(value)) return JSON.stringify(value);
  const members = Object.entries(value).flatMap(([name, inner]) => {
    const property = schema.property(name);
    return isOmission(inner, property, options)
      ? []
      : [`${JSON.stringify(name)}:${toComparable(inner, property, options)}`];
  });
  return `{${members.sort().join()}}`;
}

function toComparableString(text: string, { format }: ValueSchema, { isCaseSensitive }: MatchOptions): string {
  const moment =
    format === 'date' ? toComparableDate(text) : format === 'date-time' ? toComparableDateTime(text) : undefined;
  return moment ?? toComparableText(text, isCaseSensitive);
}
