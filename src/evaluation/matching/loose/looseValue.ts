/**
 * Values as the checker of the Berkeley Function Calling Leaderboard sees them. Python tells whole numbers and floats
 * apart, so a float is an object of its own; a plain number with a fraction is a float too.
 */
export type LooseValue = null | boolean | number | string | PythonFloat | readonly LooseValue[] | LooseObject;

export interface LooseObject {
  readonly [key: string]: LooseValue;
}

/** A floating number, which may have no fraction. */
export class PythonFloat {
  readonly value: number;

  constructor(value: number) {
    this.value = value;
  }
}

export type PythonType = 'str' | 'int' | 'float' | 'bool' | 'list' | 'dict' | 'NoneType';

export function getPythonType(value: LooseValue): PythonType {
  if (value === null) return 'NoneType';
  if (typeof value === 'string') return 'str';
  if (typeof value === 'boolean') return 'bool';
  if (typeof value === 'number') return Number.isInteger(value) ? 'int' : 'float';
  if (value instanceof PythonFloat) return 'float';
  return isLooseList(value) ? 'list' : 'dict';
}

export function isLooseList(value: LooseValue): value is readonly LooseValue[] {
  return Array.isArray(value);
}

export function isLooseObject(value: LooseValue): value is LooseObject {
  return getPythonType(value) === 'dict';
}

/** Equality as Python has it: `True` equals `1`, and `1` equals `1.0`. */
export function isPythonEqual(a: LooseValue, b: LooseValue): boolean {
  const [first, second] = [toNumber(a), toNumber(b)];
  if (first !== undefined || second !== undefined) return first === second;
  if (isLooseList(a)) {
    return isLooseList(b) && a.length === b.length && a.every((item, index) => isPythonEqual(item, b[index] ?? null));
  }
  if (!isLooseObject(a)) return a === b;
  if (!isLooseObject(b)) return false;
  const keys = Object.keys(a);
  return (
    keys.length === Object.keys(b).length &&
    keys.every((key) => Object.hasOwn(b, key) && isPythonEqual(a[key] ?? null, b[key] ?? null))
  );
}

function toNumber(value: LooseValue): number | undefined {
  if (typeof value === 'number') return value;
  if (typeof value === 'boolean') return Number(value);
  return value instanceof PythonFloat ? value.value : undefined;
}
