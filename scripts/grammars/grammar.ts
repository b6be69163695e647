/** The part of a TextMate grammar that the generator writes. */
export interface Rule {
  readonly name?: string;
  readonly contentName?: string;
  readonly match?: string;
  readonly begin?: string;
  readonly end?: string;
  readonly while?: string;
  readonly captures?: Captures;
  readonly beginCaptures?: Captures;
  readonly endCaptures?: Captures;
  readonly include?: string;
  readonly patterns?: readonly Rule[];
}

export interface Captures {
  readonly [group: string]: { readonly name?: string; readonly patterns?: readonly Rule[] };
}

export interface Grammar {
  readonly name: string;
  readonly scopeName: string;
  readonly injectionSelector?: string;
  readonly patterns: readonly Rule[];
  readonly repository?: Readonly<Record<string, Rule>>;
}

/** A reference to a rule of the same grammar's repository. */
export function use(...names: readonly string[]): readonly Rule[] {
  return names.map((name) => ({ include: `#${name}` }));
}

/** Captures given as a list of scopes for groups 1, 2, 3 …; an empty scope leaves its group without one. */
export function groups(...scopes: readonly string[]): Captures {
  return Object.fromEntries(
    scopes.map((name, index) => [String(index + 1), { name }] as const).filter(([, capture]) => capture.name !== ''),
  );
}
