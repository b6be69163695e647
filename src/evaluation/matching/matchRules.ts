import type { JsonValue } from '../../core/index.ts';

/** What comments of a round say about the comparison. Paths are names joined by dots, without indexes of arrays. */
export interface MatchRules {
  /** Other values that are right, by parameter; `any`: every value is. */
  readonly accepted: ReadonlyMap<string, readonly JsonValue[] | 'any'>;
  /** Parameters that are not compared, and may be left out or added. */
  readonly ignored: ReadonlySet<string>;
  /** Tools that may be called in addition. */
  readonly extraTools: ReadonlySet<string>;
}

export const NO_RULES: MatchRules = { accepted: new Map(), ignored: new Set(), extraTools: new Set() };

/** How texts are compared. */
export interface MatchOptions {
  readonly isCaseSensitive: boolean;
}

export const DEFAULT_MATCH_OPTIONS: MatchOptions = { isCaseSensitive: true };
