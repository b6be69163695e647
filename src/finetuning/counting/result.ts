import type { AdapterConfig } from '../adapter/config.ts';
import type { Finding } from '../finding.ts';
import type { ModuleKind } from '../model/tree.ts';

/** Why a part of the model is trained. */
export type TrainedRole = 'adapter' | 'saved-module' | 'bias' | 'tokens' | 'full';

/** A number with the way to it, for one matrix. Both texts are the same in every language. */
export interface Formula {
  /** With names: `r × (in + out)`. */
  readonly symbolic: string;
  /** With numbers: `64 × (4096 + 1024)`. */
  readonly substituted: string;
  readonly value: number;
}

/** Modules that are alike: same place in a layer, same shape, same rank. */
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
  /** Indices of the layers it stands in; empty outside of the layers. */
  readonly layers: readonly number[];
  /** Parameters of the original matrix, of one instance. */
  readonly originalEach: number;
  /** Trained parameters of one instance, and how they come about. */
  readonly formula: Formula;
  /** Trained parameters of all instances. */
  readonly trainable: number;
  /** What all instances add to the model's total (0 for biases, which exist already). */
  readonly added: number;
}

/** Trained parameters of one layer of the model. */
export interface LayerCount {
  /** The list it stands in, such as `model.layers`. */
  readonly stack: string;
  readonly index: number;
  readonly trainable: number;
}

/** The same configuration counted under another version of the libraries, where the answer depends on it. */
export interface CountAlternative {
  readonly id: 'experts-per-expert' | 'experts-fused' | 'experts-converted';
  readonly trainable: number;
  readonly total: number;
}

/** What PEFT would count. */
export interface CountResult {
  /** Parameters that are trained. */
  readonly trainable: number;
  /** All parameters, adapter and copies included, shared ones once. */
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
  /** The configuration as it was counted, defaults of PEFT (target modules, rank) filled in. */
  readonly config: AdapterConfig;
  /** Warnings and infos: targets that match nothing, ranks above the matrix, what depends on versions. */
  readonly findings: readonly Finding[];
}
