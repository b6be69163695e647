import type { RevealingKind } from './findings.ts';
import type { NameKind } from './names.ts';

/** Everything that gets a neutral name. `word` is ordinary text that happens to look like a neutral name. */
export type AliasKind = NameKind | RevealingKind | 'word';

/** One original and what stands for it. */
export interface Alias {
  readonly original: string;
  readonly alias: string;
  readonly kind: AliasKind;
}

const kinds: readonly AliasKind[] = [
  'tool',
  'field',
  'value',
  'type',
  'path',
  'host',
  'text',
  'url',
  'mail',
  'phone',
  'citizen',
  'card',
  'word',
];

/**
 * What a neutral name looks like, wherever it stands: even right behind another one, as names do in Chinese. No kind's
 * word ends in another's, so that there is one way to read a text.
 */
export const aliasPattern = new RegExp(`(?:${kinds.join('|')})_\\d+`, 'gi');

/**
 * A two-way table. One spelling has one neutral name for as long as the table lives, and a neutral name that is
 * somebody's real name is passed over.
 */
export interface AliasTable {
  readonly entries: readonly Alias[];
  aliasOf(original: string, kind: AliasKind): string;
  originalOf(alias: string): string | undefined;
  has(original: string): boolean;
}

/** Makes a table, from the entries of an earlier one if there are any. `taken` are names nobody may get as an alias. */
export function createAliasTable(earlier: readonly Alias[] = [], taken: Iterable<string> = []): AliasTable {
  const byOriginal = new Map<string, Alias>();
  const byAlias = new Map<string, Alias>();
  const counts = new Map<AliasKind, number>();
  const reserved = new Set([...taken].map((name) => name.toLowerCase()));
  const add = (entry: Alias): void => {
    byOriginal.set(entry.original, entry);
    byAlias.set(entry.alias, entry);
    counts.set(entry.kind, Math.max(counts.get(entry.kind) ?? 0, Number(/\d+$/.exec(entry.alias)?.[0] ?? 0)));
  };
  for (const entry of earlier) add(entry);
  const unused = (kind: AliasKind): string => {
    let count = counts.get(kind) ?? 0;
    let alias: string;
    do alias = `${kind}_${++count}`;
    while (reserved.has(alias) || byAlias.has(alias));
    counts.set(kind, count);
    return alias;
  };
  return {
    get entries() {
      return [...byOriginal.values()];
    },
    aliasOf: (original, kind) => {
      const known = byOriginal.get(original);
      if (known !== undefined) return known.alias;
      const alias = unused(kind);
      add({ original, alias, kind });
      return alias;
    },
    originalOf: (alias) => (byAlias.get(alias) ?? byAlias.get(alias.toLowerCase()))?.original,
    has: (original) => byOriginal.has(original),
  };
}
