/** A model of the catalogue as it is written down: its name on the hub and the values of its `config.json`. */
export interface CatalogueEntry {
  readonly name: string;
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

/** An entry of a family that uses the usual names of sizes. */
export function decoderEntry(
  modelType: string,
  name: string,
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
  return { name, config };
}

/** Entries of one family: a name, its sizes, and what else its configuration says. */
export function decoderEntries(
  modelType: string,
  rows: readonly (readonly [name: string, sizes: Sizes, extra?: Readonly<Record<string, unknown>>])[],
  common: Readonly<Record<string, unknown>> = {},
): readonly CatalogueEntry[] {
  return rows.map(([name, sizes, extra]) => decoderEntry(modelType, name, sizes, { ...common, ...extra }));
}
