import { checkArguments, ITEMS, isObject, type JsonObject, type JsonValue, type Tool } from '../../core/index.ts';
import type { ArgumentGoal } from '../plan/goals.ts';

/** Puts the value that was asked for where it belongs; unchanged if the schema does not allow it. */
export function withArgument(tool: Tool, values: JsonObject, { path, value }: ArgumentGoal): JsonObject {
  if (value === undefined) return values;
  const changed = setAt(values, path, value);
  return isObject(changed) && checkArguments(tool, changed).length === 0 ? changed : values;
}

/** The first item of a list stands for all. */
function setAt(holder: JsonValue | undefined, [step, ...rest]: readonly string[], value: JsonValue): JsonValue {
  if (step === undefined) return value;
  if (step === ITEMS) {
    const [first, ...others] = Array.isArray(holder) ? holder : [];
    return [setAt(first, rest, value), ...others.filter((other) => JSON.stringify(other) !== JSON.stringify(value))];
  }
  const object = holder !== undefined && isObject(holder) ? holder : {};
  return { ...object, [step]: setAt(object[step], rest, value) };
}

/**
 * Takes over what an earlier call or result said of the same parameter, where this tool's schema allows it. Values of
 * different meaning differ.
 */
export function coherent(tool: Tool, sampled: JsonObject, used: Map<string, JsonValue>): JsonObject {
  const isValid = checkArguments(tool, sampled).length === 0;
  let values = sampled;
  for (const [name, value] of Object.entries(sampled)) {
    const consistent = used.get(name) ?? distinct(value, used);
    const taken = { ...values, [name]: consistent };
    const fits = isValid && consistent !== value && checkArguments(tool, taken).length === 0;
    if (fits) values = taken;
    used.set(name, fits ? consistent : value);
  }
  return values;
}

/** An identifier that another parameter has already is counted on. */
function distinct(value: JsonValue, used: ReadonlyMap<string, JsonValue>): JsonValue {
  if (typeof value !== 'string' || !/\d$/.test(value)) return value;
  const taken = new Set(used.values());
  let text = value;
  for (let more = 1; taken.has(text) && more < 100; more++) {
    text = value.replace(/(?<!\d)\d+$/, (digits) => String(Number(digits) + 11 * more).padStart(digits.length, '0'));
  }
  return text;
}

/** Arguments with one value mistyped, and the right one. */
export interface Slip {
  readonly name: string;
  readonly right: string;
  readonly values: JsonObject;
}

/** The last two digits changed places; undefined where no text ends in two different ones. */
export function withSlip(tool: Tool, values: JsonObject): Slip | undefined {
  for (const [name, right] of Object.entries(values)) {
    if (typeof right !== 'string' || /^\d{4}-\d{2}-\d{2}/.test(right)) continue;
    const wrong = right.replace(/(\d)(?!\1)(\d)(?!\d)$/, '$2$1');
    const mistyped = { ...values, [name]: wrong };
    if (wrong !== right && checkArguments(tool, mistyped).length === 0) return { name, right, values: mistyped };
  }
  return undefined;
}
