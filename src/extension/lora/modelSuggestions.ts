import { type CatalogueModel, getSimilarModels, matchModelName, searchCatalogue } from '../../finetuning/index.ts';
import type { ModelSuggestion } from '../../protocol/index.ts';

/** Maximum number of suggestions. */
const MAX_SUGGESTIONS = 40;

/** Suggestions for a search; similar names if nothing matches. */
export function getSuggestions(query: string): {
  readonly models: readonly ModelSuggestion[];
  readonly similar: boolean;
} {
  const matches = getMatches(query);
  const similar = matches.length === 0;
  const models = (similar ? getSimilarModels(query) : matches).slice(0, MAX_SUGGESTIONS);
  return { models: models.map(({ name, family, size }) => ({ name, family, size })), similar };
}

/** The name to choose for what was typed: the exact match, a variant, or the only match. */
export function resolveName(query: string): string | undefined {
  const match = matchModelName(query);
  if (match !== undefined) return match.isVariant ? query.trim() : match.model.name;
  const [only, ...others] = searchCatalogue(query);
  return others.length === 0 ? only?.name : undefined;
}

function getMatches(query: string): readonly CatalogueModel[] {
  const matches = searchCatalogue(query);
  const match = matchModelName(query)?.model;
  return match === undefined ? matches : [match, ...matches.filter(({ name }) => name !== match.name)];
}
