import type { ModuleKind } from './tree.ts';

/** One matrix in the layer cake. */
export interface CakeMatrix {
  /** Name below its slice: `self_attn.q_proj`; experts stand once, as `experts.[0-7].w1`. */
  readonly path: string;
  /** The name to put into `target_modules` for it: `q_proj`. */
  readonly target: string;
  readonly kind: ModuleKind;
  readonly inFeatures: number;
  readonly outFeatures: number;
  /** How many there are in this slice. */
  readonly instances: number;
  /** Parameters of all instances, biases included. */
  readonly parameters: number;
  /** Trained parameters of all instances; 0 if it is not trained. */
  readonly trainable: number;
  /** True if an adapter can sit on it. */
  readonly adaptable: boolean;
}

/** One slice of the layer cake, from the input to the output: embedding, a layer, a final norm, the head. */
export interface CakeSlice {
  /** Full name, such as `model.embed_tokens` or `model.layers.0`. */
  readonly path: string;
  readonly role: 'embedding' | 'layer' | 'norm' | 'head' | 'other';
  /** Index of a layer within its stack; undefined for other slices. */
  readonly index?: number;
  readonly parameters: number;
  readonly trainable: number;
  readonly matrices: readonly CakeMatrix[];
}
