import { buildModel } from '../model/build.ts';
import { totalElements } from '../model/walk.ts';
import { chineseModels } from './chinese.ts';
import { encoderModels } from './encoders.ts';
import type { CatalogueEntry } from './entry.ts';
import { googleModels } from './google.ts';
import { llamaKinModels, llamaModels } from './llama.ts';
import { mistralModels } from './mistral.ts';
import { otherModels } from './others.ts';
import { qwenModels } from './qwen.ts';

/** A well-known model: its name on the hub and the values of its `config.json` that count. */
export interface CatalogueModel {
  readonly name: string;
  /** What to group it under: who publishes it. */
  readonly family: string;
  /** Number of parameters, computed from the configuration. */
  readonly parameters: number;
  /** For people: `7.2B`. */
  readonly size: string;
  readonly config: Readonly<Record<string, unknown>>;
}

/** The catalogue, sorted by publisher and size. */
export const catalogue: readonly CatalogueModel[] = [
  ...llamaModels,
  ...llamaKinModels,
  ...mistralModels,
  ...qwenModels,
  ...googleModels,
  ...chineseModels,
  ...otherModels,
  ...encoderModels,
]
  .map(toModel)
  .sort((a, b) => a.family.localeCompare(b.family, 'en') || a.parameters - b.parameters);

/** The model of that name: the full name, or what follows the slash, upper and lower case alike. */
export function findCatalogueModel(name: string): CatalogueModel | undefined {
  const wanted = name.trim().toLowerCase();
  const isWhole = (model: CatalogueModel): boolean => model.name.toLowerCase() === wanted;
  const isLast = (model: CatalogueModel): boolean => model.name.toLowerCase().split('/').at(-1) === wanted;
  return catalogue.find(isWhole) ?? catalogue.find(isLast);
}

/** Models whose name holds all words of the query, those that start with it first; all models for an empty query. */
export function searchCatalogue(query: string): readonly CatalogueModel[] {
  const words = query.toLowerCase().split(/\s+/).filter(Boolean);
  const text = (model: CatalogueModel): string => `${model.name} ${model.size}`.toLowerCase();
  const found = catalogue.filter((model) => words.every((word) => text(model).includes(word)));
  const rank = (model: CatalogueModel): number => {
    const last = model.name.toLowerCase().split('/').at(-1) ?? '';
    return last === words.join(' ') ? 0 : last.startsWith(words[0] ?? '') ? 1 : 2;
  };
  return words.length === 0 ? found : found.toSorted((a, b) => rank(a) - rank(b));
}

/** `7.2B`, `124M`: two or three figures. */
export function shortCount(parameters: number): string {
  const units = [
    [1e12, 'T'],
    [1e9, 'B'],
    [1e6, 'M'],
    [1e3, 'K'],
  ] as const;
  // What rounds up to a thousand of one unit is one of the next.
  const [size, letter] = units.find(([unit]) => parameters >= 0.9995 * unit) ?? [1, ''];
  const value = parameters / size;
  return `${value >= 100 || size === 1 ? Math.round(value) : Number(value.toPrecision(value >= 10 ? 3 : 2))}${letter}`;
}

function toModel(entry: CatalogueEntry): CatalogueModel {
  const built = buildModel(entry.config);
  const parameters = built.ok ? totalElements(built.value.root) : 0;
  const family = entry.name.includes('/') ? (entry.name.split('/')[0] ?? '') : 'LoRA paper';
  return { name: entry.name, family, parameters, size: shortCount(parameters), config: entry.config };
}
