/** A Python expression that is written as it is. */
export class PythonExpression {
  readonly source: string;
  constructor(source: string) {
    this.source = source;
  }
}

/** A value as a Python literal. Python has JSON's escapes too. */
export function toPython(value: unknown): string {
  if (value instanceof PythonExpression) return value.source;
  if (value === true) return 'True';
  if (value === false) return 'False';
  if (value === null || value === undefined) return 'None';
  if (Array.isArray(value)) return `[${value.map(toPython).join(', ')}]`;
  if (typeof value === 'object') {
    const entries = Object.entries(value).map(([key, inner]) => `${toPython(key)}: ${toPython(inner)}`);
    return `{${entries.join(', ')}}`;
  }
  return JSON.stringify(value);
}

/** A call with keyword arguments, one per line; undefined ones are omitted. */
export function toPythonCall(name: string, given: Readonly<Record<string, unknown>>, positional?: string): string {
  const lines = Object.entries(given).flatMap(([field, value]) =>
    value === undefined ? [] : [`    ${field}=${toPython(value)},`],
  );
  return [`${name}(`, ...(positional === undefined ? [] : [`    ${positional},`]), ...lines, ')'].join('\n');
}
