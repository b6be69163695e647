import type { NameKind } from './nameKinds.ts';
import type { SensitiveKind } from './sensitiveRanges.ts';
import { getLettersBefore } from './wordStart.ts';

/** Kinds of aliased text. `word` is ordinary text that happens to look like an alias. */
export type AliasKind = NameKind | SensitiveKind | 'word';

/** An original text and its alias. */
export interface Alias {
  readonly original: string;
  readonly alias: string;
  readonly kind: AliasKind;
}

const KINDS: readonly AliasKind[] = [
  'tool',
  'field',
  'value',
  'type',
  'path',
  'host',
  'text',
  'name',
  'url',
  'mail',
  'phone',
  'citizen',
  'card',
  'word',
];

const WORDS = KINDS.join('|');

/** No kind's word ends in another kind's word, so that aliases directly after one another can be read. */
export const ALIAS_PATTERN = new RegExp(`(?:${WORDS})_\\d+`, 'gi');

/**
 * Spellings that models make of aliases: other case, without or with an escaped underscore, with a hyphen, with leading
 * zeros. A space counts only for tools and fields, because "type 2" and "value 5" are ordinary words.
 */
const LOOSE_ALIAS_PATTERN = new RegExp(`(?:(${WORDS})(?:\\\\?_|-)?|(tool|field) )0*(\\d+)`, 'gi');

/** An alias in a text, with the letters directly before it: `VIPtool_1` is what becomes of a name after "VIP". */
export interface FoundAlias {
  readonly start: number;
  readonly end: number;
  /** The alias in its exact spelling, after those letters. */
  readonly alias: string;
}

/** Finds aliases in their exact spelling, in any case. */
export function findAliases(text: string): readonly FoundAlias[] {
  return [...text.matchAll(ALIAS_PATTERN)].map(({ 0: alias, index }) => locate(text, index, alias.length, alias));
}

/** Finds aliases in any spelling that a model makes of them. */
export function findLooseAliases(text: string): readonly FoundAlias[] {
  return [...text.matchAll(LOOSE_ALIAS_PATTERN)].map(({ 0: { length }, 1: word, 2: spaced, 3: digits = '', index }) => {
    return locate(text, index, length, `${(word ?? spaced ?? '').toLowerCase()}_${digits}`);
  });
}

function locate(text: string, index: number, length: number, alias: string): FoundAlias {
  const prefix = getLettersBefore(text, index);
  return { start: index - prefix.length, end: index + length, alias: prefix + alias };
}

/**
 * A bidirectional table. Each spelling has one alias for the lifetime of the table; aliases that equal a real name are
 * skipped.
 */
export interface AliasTable {
  readonly entries: readonly Alias[];
  getAlias(original: string, kind: AliasKind): string;
  /** The alias of an original behind letters of a text; both are kept together, because such letters can make a word. */
  getAliasAfter(letters: string, original: string, kind: AliasKind): string;
  getOriginal(alias: string): string | undefined;
  has(original: string): boolean;
}

/** Creates a table, optionally from the entries of an earlier one. Names in `taken` are not used as aliases. */
export function createAliasTable(earlier: readonly Alias[] = [], taken: Iterable<string> = []): AliasTable {
  const byOriginal = new Map<string, Alias>();
  const byAlias = new Map<string, Alias>();
  const counts = new Map<AliasKind, number>();
  const reserved = new Set([...taken].map((name) => name.toLowerCase()));
  const add = (entry: Alias): void => {
    byOriginal.set(entry.original, entry);
    byAlias.set(entry.alias, entry);
    counts.set(entry.kind, Math.max(counts.get(entry.kind) ?? 0, Number(/(?<!\d)\d+$/.exec(entry.alias)?.[0] ?? 0)));
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
  const getAlias = (original: string, kind: AliasKind): string => {
    const known = byOriginal.get(original);
    if (known !== undefined) return known.alias;
    const alias = unused(kind);
    add({ original, alias, kind });
    return alias;
  };
  return {
    get entries() {
      return [...byOriginal.values()];
    },
    getAlias,
    getAliasAfter: (letters, original, kind) => {
      const alias = getAlias(original, kind);
      if (letters === '' || byOriginal.has(letters + original)) return alias;
      add({ original: letters + original, alias: letters + alias, kind });
      return alias;
    },
    getOriginal: (alias) => (byAlias.get(alias) ?? byAlias.get(alias.toLowerCase()))?.original,
    has: (original) => byOriginal.has(original),
  };
}
