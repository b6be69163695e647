import type { ModuleKind } from './tree.ts';

/** One matrix of the layer map. */
export interface LayerMapMatrix {
  /** Name within its section: `self_attn.q_proj`; experts are listed once, as `experts.[0-7].w1`. */
  readonly path: string;
  /** Its name for `target_modules`: `q_proj`. */
  readonly target: string;
  readonly kind: ModuleKind;
  /** Input width. */
  readonly inFeatures: number;
  /** Output width. */
  readonly outFeatures: number;
  /** How many there are in this section. */
  readonly instances: number;
  /** Parameters of all instances, biases included. */
  readonly parameters: number;
  /** Trained parameters of all instances; 0 if it is not trained. */
  readonly trainable: number;
  /** True if an adapter can be added to it. */
  readonly adaptable: boolean;
}

/** One section of the layer map, from input to output: embedding, a layer, a final norm, the head. */
export interface LayerMapSection {
  /** Full name, such as `model.embed_tokens` or `model.layers.0`. */
  readonly path: string;
  readonly role: 'embedding' | 'layer' | 'norm' | 'head' | 'other';
  /** Index of a layer within its stack; undefined for other sections. */
  readonly index?: number;
  readonly parameters: number;
  /** Trained parameters. */
  readonly trainable: number;
  readonly matrices: readonly LayerMapMatrix[];
}
