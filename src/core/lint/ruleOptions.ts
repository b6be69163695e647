import type { Localized } from '../l10n/messages.ts';
import type { JsonObject, JsonValue } from '../text/json.ts';
import type { Rule, RuleOption } from './rule.ts';

/** A whole number of at least `minimum`, zero when not said. */
export function integerOption(summary: Localized, value: number, minimum = 0): RuleOption<number> {
  return { summary, schema: { type: 'integer', minimum }, default: value };
}

/** A number between zero and one. */
export function shareOption(summary: Localized, value: number): RuleOption<number> {
  return { summary, schema: { type: 'number', minimum: 0, maximum: 1 }, default: value };
}

export function stringsOption(summary: Localized, value: readonly string[] = []): RuleOption<readonly string[]> {
  return { summary, schema: { type: 'array', items: { type: 'string' } }, default: value };
}

export function textOption(summary: Localized, value: string): RuleOption<string> {
  return { summary, schema: { type: 'string', minLength: 1 }, default: value };
}

/** The options a rule is run with: what the project says where it has the right type, else the default. */
export function getOptionValues(rule: Rule, given: JsonObject | undefined): JsonObject {
  const entries = Object.entries(rule.options).map(([name, option]): [string, JsonValue] => {
    const value = given?.[name];
    return [name, value !== undefined && fits(value, option.schema) ? value : option.default];
  });
  return Object.fromEntries(entries);
}

/** A wrong option is the project file's finding; here it must only do no harm. */
function fits(value: JsonValue, schema: JsonObject): boolean {
  if (schema.type === 'array') return Array.isArray(value) && value.every((item) => typeof item === 'string');
  if (schema.type === 'boolean') return typeof value === 'boolean';
  if (schema.type === 'string') return typeof value === 'string' && value !== '';
  if (typeof value !== 'number') return false;
  return (
    (schema.type !== 'integer' || Number.isInteger(value)) &&
    (typeof schema.minimum !== 'number' || value >= schema.minimum) &&
    (typeof schema.maximum !== 'number' || value <= schema.maximum)
  );
}
