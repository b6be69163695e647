import type { Operation } from './operations.ts';

/** Names for operations, unique within their file. `overrides` are by `METHOD /path` or operationId. */
export function operationNames(
  operations: readonly Operation[],
  overrides: Readonly<Record<string, string>>,
): readonly string[] {
  const taken = new Set<string>();
  return operations.map((operation) => {
    const key = overrideKey(operation, overrides);
    const preferred = (key === undefined ? undefined : overrides[key]) ?? plainName(operation);
    let name = preferred;
    for (let count = 2; taken.has(name); count++) name = `${preferred}-${count}`;
    taken.add(name);
    return name;
  });
}

/** The key that gives an operation its name, if there is one. The method may be in either case. */
export function overrideKey(
  { method, path, id }: Pick<Operation, 'method' | 'path'> & { readonly id?: string | undefined },
  overrides: Readonly<Record<string, string>>,
): string | undefined {
  const keys = [`${method.toUpperCase()} ${path}`, `${method.toLowerCase()} ${path}`];
  if (id !== undefined) keys.push(id);
  return keys.find((candidate) => Object.hasOwn(overrides, candidate));
}

/** The operationId as far as a call can carry it, else `get_orders_by_id` from method and path. */
function plainName({ id, method, path }: Operation): string {
  const name = id === undefined ? '' : callable(id);
  return name === '' ? callable(`${method}_${path.replace(/\{([^{}]*)\}/g, 'by_$1')}`) : name;
}

/** Letters of every script, digits, `_`, `-` and `.` can be in a call's name. */
function callable(name: string): string {
  return name
    .replace(/[^\p{L}\p{M}\p{N}_.-]+/gu, '_')
    .replace(/_{2,}/g, '_')
    .replace(/^[_.-]+|(?<![_.-])[_.-]+$/g, '');
}
