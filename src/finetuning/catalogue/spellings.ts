import { type CatalogueModel, catalogue } from './catalogue.ts';
import { getNameWords, joinWords } from './nameWords.ts';

type Words = readonly string[];

/** A way to compare a name with those of the catalogue: two names are the same if their keys are. */
interface Comparison {
  readonly typed: (words: Words) => string;
  readonly known: (words: Words) => string;
}

const RELEASE = /^\d{4}$/;

/** Words that need not be the same: release dates (`2507`), context lengths (`128k`) and versions (`v1.0`). */
const LESS_EXACT: readonly RegExp[] = [RELEASE, /^\d{1,4}k$/, /^v\d[\d.]*$/];

/** The spellings, the usual ones first. */
const SPELLINGS: readonly Comparison[] = [
  { typed: joinWords, known: joinWords },
  // `llama-3-1-8b`
  { typed: joinWords, known: (words) => joinWords(words).replaceAll('.', '-') },
  // `qwen3:30b` leaves out the active parameters that `Qwen3-30B-A3B` names
  { typed: joinWords, known: (words) => joinWords(words.filter((word) => !/^a\d[\d.]*b$/.test(word))) },
  // `qwen 7b 2.5`
  { typed: sortWords, known: sortWords },
];

/** Each spelling, at first with all words, then with one kind less after the other. */
const COMPARISONS: readonly Comparison[] = SPELLINGS.flatMap(({ typed, known }) =>
  [[], ...LESS_EXACT.map((_, at) => LESS_EXACT.slice(0, at + 1))].map((left) => ({
    typed: (words: Words) => typed(without(words, left)),
    known: (words: Words) => known(without(words, left)),
  })),
);

/** Releases with the shapes of another one; a release that is not known may have others, such as a vision tower. */
const EQUAL_RELEASES: Readonly<Record<string, readonly string[]>> = {
  'mistralai/Devstral-Small-2507': ['2505'],
  'mistralai/Magistral-Small-2507': ['2506'],
  'mistralai/Mistral-Large-Instruct-2407': ['2411'],
};

/** The catalogue's model for a name in any spelling. */
export function findBySpelling(name: string): CatalogueModel | undefined {
  const { words } = getNameWords(name);
  const model = findByWords(words, name) ?? findWithoutSize(words, name);
  return model === undefined || isOtherRelease(words, model) ? undefined : model;
}

function findByWords(words: Words, name: string): CatalogueModel | undefined {
  for (const [step, { typed }] of COMPARISONS.entries()) {
    const models = getIndex(step).get(typed(words));
    if (models !== undefined)
      return models.toSorted((a, b) => countShared(b.name, name) - countShared(a.name, name))[0];
  }
  return undefined;
}

/** A name may say the size of a model that has only one: `phi-4:14b`. */
function findWithoutSize(words: Words, name: string): CatalogueModel | undefined {
  const sizes = words.flatMap((word) => {
    const [, digits, unit = ''] = /^(\d[\d.]*)([mbt])$/.exec(word) ?? [];
    return digits === undefined ? [] : [Number(digits) * (UNITS[unit] ?? 1)];
  });
  const [size, ...others] = sizes;
  if (size === undefined || others.length > 0) return undefined;
  const unsized = words.filter((word) => !/^\d[\d.]*[mbt]$/.test(word));
  const model = findByWords(unsized, name);
  return model !== undefined && Math.abs(model.parameters / size - 1) < 0.06 ? model : undefined;
}

const UNITS: Readonly<Record<string, number>> = { m: 1e6, b: 1e9, t: 1e12 };

function isOtherRelease(words: Words, { name }: CatalogueModel): boolean {
  const [known, typed] = [getNameWords(name).words, words].map((all) => all.find((word) => RELEASE.test(word)));
  const isKnown = typed === known || (EQUAL_RELEASES[name] ?? []).includes(typed ?? '');
  return known !== undefined && typed !== undefined && !isKnown;
}

/** Models of equal shapes may have other names of modules: `glm-4-9b-hf` is the one with `hf` in its name. */
function countShared(known: string, typed: string): number {
  const words = new Set(splitName(typed));
  return splitName(known).filter((word) => words.has(word)).length;
}

function splitName(name: string): Words {
  return name.toLowerCase().split(/[-_/:\s]/);
}

function without(words: Words, kinds: readonly RegExp[]): Words {
  return words.filter((word) => !kinds.some((kind) => kind.test(word)));
}

/** The words in one order, with letters and figures apart: `qwen2.5` is `2.5`, `qwen`. */
function sortWords(words: Words): string {
  return words
    .flatMap((word) => word.split(/(?<=[a-z]{2})(?=\d)/))
    .toSorted()
    .join(' ');
}

type Index = ReadonlyMap<string, readonly CatalogueModel[]>;

const indexes = new Map<number, Index>();

function getIndex(step: number): Index {
  const known = indexes.get(step);
  if (known !== undefined) return known;
  const made = indexModels(COMPARISONS[step]?.known ?? joinWords);
  indexes.set(step, made);
  return made;
}

/** The models by their keys; without those of different shapes that have the same key. */
function indexModels(toKey: (words: Words) => string): Index {
  const found = new Map<string, Set<CatalogueModel>>();
  for (const model of catalogue) {
    // In `internlm2_5` the underscore is a decimal point.
    for (const name of [model.name, model.name.replaceAll(/(\d)_(\d)/g, '$1.$2')]) {
      const key = toKey(getNameWords(name).words);
      found.set(key, (found.get(key) ?? new Set()).add(model));
    }
  }
  const clear = [...found].filter(([key, models]) => {
    return key !== '' && new Set([...models].map(({ parameters }) => parameters)).size === 1;
  });
  return new Map(clear.map(([key, models]) => [key, [...models]]));
}
