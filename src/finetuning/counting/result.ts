import type { AdapterConfig } from '../adapter/config.ts';
import type { Finding } from '../finding.ts';
import type { ModuleKind } from '../model/tree.ts';

/** How a part of the model is trained. */
export type TrainedRole = 'adapter' | 'saved-module' | 'bias' | 'tokens' | 'full';

/** A number with its formula, for one matrix. Both texts are the same in every language. */
export interface Formula {
  /** With names: `r × (in + out)`. */
  readonly symbolic: string;
  /** With numbers: `64 × (4096 + 1024)`. */
  readonly substituted: string;
  /** The result. */
  readonly value: number;
}

/** Equal modules: same name in their layers, same shape, same rank. */
export interface ModuleCount {
  /** Full name, indices written as ranges: `model.layers.[0-31].self_attn.q_proj`. */
  readonly path: string;
  /** The last named segment: `q_proj`. */
  readonly name: string;
  readonly role: TrainedRole;
  readonly kind: ModuleKind;
  /** Input width M; 0 where there is none. */
  readonly inFeatures: number;
  /** Output width N; 0 where there is none. */
  readonly outFeatures: number;
  /** Rank R; 0 where the method has none. */
  readonly rank: number;
  /** How many such modules there are, over all layers (and experts). */
  readonly instances: number;
  /** Indices of its layers; empty outside of layers. */
  readonly layers: readonly number[];
  /** Parameters of the original matrix, of one instance. */
  readonly originalEach: number;
  /** Trained parameters of one instance with the formula. */
  readonly formula: Formula;
  /** Trained parameters of all instances. */
  readonly trainable: number;
  /** What all instances add to the model's total (0 for biases, which exist already). */
  readonly added: number;
}

/** Trained parameters of one layer of the model. */
export interface LayerCount {
  /** The list that contains it, such as `model.layers`. */
  readonly stack: string;
  /** Zero-based index in the stack. */
  readonly index: number;
  /** Trained parameters. */
  readonly trainable: number;
}

/** The same configuration counted for another version of the libraries, if the count depends on it. */
export interface CountAlternative {
  readonly id: 'experts-per-expert' | 'experts-fused' | 'experts-converted' | 'transformers-4' | 'transformers-5';
  /** Trained parameters. */
  readonly trainable: number;
  /** All parameters with the adapter. */
  readonly total: number;
}

/** What PEFT would count. */
export interface CountResult {
  /** Parameters that are trained. */
  readonly trainable: number;
  /** All parameters including adapter and copies; shared ones once. */
  readonly total: number;
  /** Parameters of the model before the adapter. */
  readonly base: number;
  /** `100 × trainable / total`, not rounded. */
  readonly percent: number;
  /** The line that `print_trainable_parameters()` prints. */
  readonly line: string;
  readonly modules: readonly ModuleCount[];
  readonly layers: readonly LayerCount[];
  readonly alternatives: readonly CountAlternative[];
  /** The counted configuration, with PEFT's defaults (target modules, rank). */
  readonly config: AdapterConfig;
  /** Warnings and infos: targets that match nothing, ranks above the matrix, dependence on versions. */
  readonly findings: readonly Finding[];
}
