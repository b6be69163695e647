import { buildModel } from '../model/build.ts';
import { totalElements } from '../model/walk.ts';
import { chineseModels } from './chinese.ts';
import { encoderModels } from './encoders.ts';
import type { CatalogueEntry } from './entry.ts';
import { googleModels } from './google.ts';
import { hybridModels } from './hybrids.ts';
import { llamaModels, llamaVariantModels } from './llama.ts';
import { mistralModels } from './mistral.ts';
import { getNameWords, joinWords } from './nameWords.ts';
import { otherModels } from './others.ts';
import type { PublishedTotal } from './published.ts';
import { qwenModels } from './qwen.ts';
import { withTwins } from './twins.ts';
import { visionModels } from './vision.ts';

/** A well-known model: its name on the hub and the values of its `config.json` that matter for counting. */
export interface CatalogueModel {
  readonly name: string;
  /** The publisher. */
  readonly family: string;
  /** Number of parameters, computed from the configuration. */
  readonly parameters: number;
  /** The published total that confirms the shapes. */
  readonly published: PublishedTotal;
  /** Short form: `7.2B`. */
  readonly size: string;
  /** The fields of the model's `config.json`. */
  readonly config: Readonly<Record<string, unknown>>;
}

/** The catalogue, sorted by publisher and size. */
export const catalogue: readonly CatalogueModel[] = withTwins([
  ...llamaModels,
  ...llamaVariantModels,
  ...mistralModels,
  ...qwenModels,
  ...googleModels,
  ...chineseModels,
  ...otherModels,
  ...encoderModels,
  ...visionModels,
  ...hybridModels,
])
  .map(toModel)
  .sort((a, b) => a.family.localeCompare(b.family, 'en') || a.parameters - b.parameters);

/** The model with that name: the full name, or the part after the slash, case-insensitive. */
export function findCatalogueModel(name: string): CatalogueModel | undefined {
  const query = name.trim().toLowerCase();
  const isWhole = (model: CatalogueModel): boolean => model.name.toLowerCase() === query;
  const isLast = (model: CatalogueModel): boolean => model.name.toLowerCase().split('/').at(-1) === query;
  return catalogue.find(isWhole) ?? catalogue.find(isLast);
}

/** Models whose name holds all words of the query, those that start with it first; all models for an empty query. */
export function searchCatalogue(query: string): readonly CatalogueModel[] {
  const words = query.toLowerCase().split(/\s+/).filter(Boolean);
  if (words.length === 0) return catalogue;
  const text = (model: CatalogueModel): string => `${model.name} ${model.size}`.toLowerCase();
  const matches = catalogue.filter((model) => words.every((word) => text(model).includes(word)));
  const rank = (model: CatalogueModel): number => {
    const last = model.name.toLowerCase().split('/').at(-1) ?? '';
    return last === words.join(' ') ? 0 : last.startsWith(words[0] ?? '') ? 1 : 2;
  };
  return matches.length === 0 ? searchKeys(query) : matches.toSorted((a, b) => rank(a) - rank(b));
}

/** Models that hold a query in another spelling. */
function searchKeys(query: string): readonly CatalogueModel[] {
  const key = joinWords(getNameWords(query).words);
  return key === '' ? [] : catalogue.filter(({ name }) => joinWords(getNameWords(name).words).includes(key));
}

/** `7.2B`, `124M`: two or three figures. */
export function shortCount(parameters: number): string {
  const units = [
    [1e12, 'T'],
    [1e9, 'B'],
    [1e6, 'M'],
    [1e3, 'K'],
  ] as const;
  // A value that rounds up to 1,000 of one unit is 1 of the next.
  const [size, letter] = units.find(([unit]) => parameters >= 0.9995 * unit) ?? [1, ''];
  const value = parameters / size;
  return `${value >= 100 || size === 1 ? Math.round(value) : Number(value.toPrecision(value >= 10 ? 3 : 2))}${letter}`;
}

function toModel(entry: CatalogueEntry): CatalogueModel {
  const built = buildModel(entry.config);
  const parameters = built.ok ? totalElements(built.value.root) : 0;
  const family = entry.name.includes('/') ? (entry.name.split('/')[0] ?? '') : 'LoRA paper';
  const { name, published, config } = entry;
  return { name, family, parameters, published, size: shortCount(parameters), config };
}
