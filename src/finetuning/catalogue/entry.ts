import type { PublishedTotal } from './published.ts';

/** A catalogue entry: the name on the hub and the values of its `config.json`. */
export interface CatalogueEntry {
  readonly name: string;
  /** What confirms the shapes; without it there is no entry. */
  readonly published: PublishedTotal;
  readonly config: Readonly<Record<string, unknown>>;
}

type Sizes = readonly [
  hidden: number,
  intermediate: number,
  layers: number,
  heads: number,
  keyValueHeads: number,
  vocabulary: number,
];

type DecoderRow = readonly [
  name: string,
  published: PublishedTotal,
  sizes: Sizes,
  extra?: Readonly<Record<string, unknown>>,
];

/** An entry of a family that uses the common names of sizes. */
export function decoderEntry(
  modelType: string,
  name: string,
  published: PublishedTotal,
  sizes: Sizes,
  extra: Readonly<Record<string, unknown>> = {},
): CatalogueEntry {
  const [hidden, intermediate, layers, heads, keyValueHeads, vocabulary] = sizes;
  const config = {
    model_type: modelType,
    hidden_size: hidden,
    intermediate_size: intermediate,
    num_hidden_layers: layers,
    num_attention_heads: heads,
    num_key_value_heads: keyValueHeads,
    vocab_size: vocabulary,
    ...extra,
  };
  return { name, published, config };
}

/** Entries of one family: name, published total, sizes, and other fields of the configuration. */
export function decoderEntries(
  modelType: string,
  rows: readonly DecoderRow[],
  common: Readonly<Record<string, unknown>> = {},
): readonly CatalogueEntry[] {
  return rows.map(([name, published, sizes, extra]) =>
    decoderEntry(modelType, name, published, sizes, { ...common, ...extra }),
  );
}
