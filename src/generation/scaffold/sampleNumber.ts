import type { JsonObject } from '../../core/index.ts';
import type { Random } from './random.ts';

const SUMS = [86, 128, 260, 350] as const;
const BOUNDS = ['minimum', 'maximum', 'exclusiveMinimum', 'exclusiveMaximum', 'multipleOf'] as const;

/** True if a value is a sum of money, which is seldom 1 or 2. */
function isMoney(name: string): boolean {
  return /(?:^|_)(?:amount|price|total|fee|balance|sum|cost)$|(?:Amount|Price|Total|Fee|Balance|Cost)$|金额|价格|总额|费用|余额/u.test(
    name,
  );
}

/** A number for a schema: small, within its range, a multiple where one is asked for. */
export function sampleNumber(schema: JsonObject, whole: boolean, edge: boolean, random: Random, name = ''): number {
  if (!edge && isMoney(name) && !BOUNDS.some((keyword) => keyword in schema)) return random.pick(SUMS);
  const step = typeof schema.multipleOf === 'number' && schema.multipleOf > 0 ? schema.multipleOf : whole ? 1 : 0.5;
  const unit = whole && !Number.isInteger(step) ? wholeStep(step) : step;
  const { lowest, highest } = bounds(schema, unit);
  const from = lowest ?? Math.min(unit, highest ?? unit);
  if (edge && (lowest ?? highest) !== undefined) return onGrid(lowest ?? highest ?? 0, unit, highest);
  const to = Math.min(highest ?? Number.POSITIVE_INFINITY, from + 9 * unit);
  return onGrid(from + random.integer(0, Math.max(0, Math.floor((to - from) / unit))) * unit, unit, highest);
}

/** Exclusive bounds are moved in by one step; draft-04 says "exclusive" by a boolean beside the bound. */
function bounds(schema: JsonObject, unit: number): { readonly lowest?: number; readonly highest?: number } {
  const { minimum, maximum, exclusiveMinimum, exclusiveMaximum } = schema;
  const lows = [
    ...(typeof minimum === 'number' ? [exclusiveMinimum === true ? minimum + unit : minimum] : []),
    ...(typeof exclusiveMinimum === 'number' ? [exclusiveMinimum + unit] : []),
  ];
  const highs = [
    ...(typeof maximum === 'number' ? [exclusiveMaximum === true ? maximum - unit : maximum] : []),
    ...(typeof exclusiveMaximum === 'number' ? [exclusiveMaximum - unit] : []),
  ];
  const low = lows.length === 0 ? undefined : Math.max(...lows);
  const high = highs.length === 0 ? undefined : Math.min(...highs);
  // A range narrower than one step still has a middle, which is what an open interval such as (0, 0.1) needs.
  if (low !== undefined && high !== undefined && low > high) {
    return { lowest: (low + high) / 2, highest: (low + high) / 2 };
  }
  return { ...(low === undefined ? {} : { lowest: low }), ...(high === undefined ? {} : { highest: high }) };
}

/** The next multiple that is not below; rounding errors of decimal steps (0.1 + 0.2) are taken off. */
function onGrid(value: number, unit: number, highest: number | undefined): number {
  const multiple = Math.ceil(value / unit - 1e-9) * unit;
  const chosen = highest !== undefined && multiple > highest ? value : multiple;
  return Number(chosen.toPrecision(12));
}

function wholeStep(step: number): number {
  for (let times = 1; times <= 1000; times++) if (Number.isInteger(step * times)) return step * times;
  return 1;
}
