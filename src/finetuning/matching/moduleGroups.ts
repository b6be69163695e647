import { isIndexSegment, type NamedModule } from '../model/walk.ts';
import { classText, type DigitClasses } from './digitClasses.ts';

/** How finely the modules of one name have to be distinguished. */
export interface Granularity {
  /** Which digits of indices matter; undefined: indices do not matter. */
  readonly digits: DigitClasses | undefined;
  /** Indices that are requested as layers; undefined: all. The selector decides which index of a name is the layer. */
  readonly layers: ReadonlySet<number> | undefined;
}

/** All modules of one name are equal. */
export const COARSEST: Granularity = { digits: undefined, layers: undefined };

/** Modules of one name that a configuration cannot distinguish. */
export interface ModuleGroup {
  /** The full name of one of them. */
  readonly key: string;
  /** Values of each index, outermost first. */
  readonly indices: readonly (readonly number[])[];
  readonly instances: number;
}

/** Splits a named module into groups. Most configurations need a few groups, however many experts there are. */
export function splitModule(named: NamedModule, fineness: Granularity): readonly ModuleGroup[] {
  let groups: readonly ModuleGroup[] = [{ key: '', indices: [], instances: 1 }];
  for (const segment of named.path) {
    if (!isIndexSegment(segment)) {
      groups = groups.map((group) => ({ ...group, key: joined(group.key, segment) }));
      continue;
    }
    const parts = splitIndices(segment, fineness);
    groups = groups.flatMap((group) =>
      parts.map((part) => ({
        key: joined(group.key, String(part[0])),
        indices: [...group.indices, part],
        instances: group.instances * part.length,
      })),
    );
  }
  return groups;
}

function joined(key: string, segment: string): string {
  return key === '' ? segment : `${key}.${segment}`;
}

function splitIndices(indices: readonly number[], { digits, layers }: Granularity): readonly (readonly number[])[] {
  if (digits === undefined && layers === undefined) return [indices];
  const groups = new Map<string, number[]>();
  for (const index of indices) {
    const requested = layers?.has(index) === true ? '+' : '-';
    const key = digits === undefined ? requested : requested + classText(index, digits);
    const group = groups.get(key);
    if (group === undefined) groups.set(key, [index]);
    else group.push(index);
  }
  return [...groups.values()];
}
