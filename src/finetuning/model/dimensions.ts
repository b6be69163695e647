/** The dimensions that memory and compute estimates need; zero if a model does not define them. */
export interface ModelDimensions {
  /** Width of the residual stream (H). */
  readonly hiddenSize: number;
  /** Width of the feed-forward layer, of all active experts together in a mixture of experts (I). */
  readonly intermediateSize: number;
  /** Number of layers, of all stacks together (L). */
  readonly layers: number;
  /** Attention heads (n). */
  readonly heads: number;
  /** Heads of keys and values (k). */
  readonly keyValueHeads: number;
  /** Width of one head (d). */
  readonly headWidth: number;
  /** Rows of the embedding (V). */
  readonly vocabularySize: number;
}
