import type { TaskType } from '../model/options.ts';

/** The methods that can be counted. `FULL` is a full fine-tune and `LN_TUNING` trains copies of the norms. */
export const adapterMethods = [
  'LORA',
  'ADALORA',
  'VERA',
  'IA3',
  'LOHA',
  'LOKR',
  'LN_TUNING',
  'TRAINABLE_TOKENS',
  'FULL',
] as const;

/** One of the methods that can be counted. */
export type AdapterMethod = (typeof adapterMethods)[number];

/** A list of module names, or a Python regular expression over whole names, or `all-linear`. */
export type ModuleSelection = readonly string[] | string;

/**
 * An adapter configuration with PEFT's own field names, the same as in PEFT's documentation and `adapter_config.json`.
 * Fields that do not change the count (alpha, dropout, initialisation) are kept for written files. A missing field has
 * PEFT's default.
 */
export interface AdapterConfig {
  readonly peft_type: AdapterMethod;
  readonly task_type?: TaskType;
  /** Rank; default 8 (VeRA 256). AdaLoRA counts `init_r` instead. */
  readonly r?: number;
  /** Scaling numerator; changes no count. */
  readonly lora_alpha?: number;
  /** Probability from 0 to 1. */
  readonly lora_dropout?: number;
  readonly target_modules?: ModuleSelection;
  readonly exclude_modules?: ModuleSelection;
  /** Names of parameters (not modules) to adapt, such as fused experts `mlp.experts.gate_up_proj`. */
  readonly target_parameters?: readonly string[];
  /** Indices of layers. */
  readonly layers_to_transform?: readonly number[] | number;
  readonly layers_pattern?: readonly string[] | string;
  /** Rank by pattern of a module's name; the first pattern that matches wins. */
  readonly rank_pattern?: Readonly<Record<string, number>>;
  /** Alpha by pattern of module names. */
  readonly alpha_pattern?: Readonly<Record<string, number>>;
  readonly modules_to_save?: readonly string[];
  /** Which of the model's own biases are trained. `vera_only` is VeRA's spelling of `lora_only`. */
  readonly bias?: 'none' | 'all' | 'lora_only' | 'vera_only';
  readonly use_dora?: boolean;
  readonly use_rslora?: boolean;
  readonly lora_bias?: boolean;
  readonly fan_in_fan_out?: boolean;
  /** `mica` freezes B; all other values change no count. */
  readonly init_lora_weights?: boolean | string;
  /** Token ids, for the embedding or by module name. */
  readonly trainable_token_indices?: readonly number[] | Readonly<Record<string, readonly number[]>>;
  readonly ensure_weight_tying?: boolean;
  /** Layers to repeat with adapters of their own: pairs of start and end. */
  readonly layer_replication?: readonly (readonly [number, number])[];
  /** Options of KaSA as PEFT names them. */
  readonly kasa_config?: Readonly<Record<string, unknown>>;
  /** Not a field of PEFT: the optimizer of LoRA-FA freezes A. */
  readonly lora_fa?: boolean;
  /** AdaLoRA: the rank training starts with, default 12. */
  readonly init_r?: number;
  /** AdaLoRA: the average rank training ends with; changes no count. */
  readonly target_r?: number;
  /** AdaLoRA: number of training steps. PEFT requires it; changes no count. */
  readonly total_step?: number;
  /** AdaLoRA: steps before the rank is reduced; changes no count. */
  readonly tinit?: number;
  /** AdaLoRA: steps after the rank was reduced; changes no count. */
  readonly tfinal?: number;
  /** IA³: modules whose input is scaled instead of their output. */
  readonly feedforward_modules?: ModuleSelection;
  /** VeRA: save the two shared projections with the adapter, default true. */
  readonly save_projection?: boolean;
  /** LoHa, LoKr: scaling numerator. */
  readonly alpha?: number;
  /** LoHa, LoKr: use the decomposition made for convolutions. */
  readonly use_effective_conv2d?: boolean;
  /** LoKr: decompose the left factor too. */
  readonly decompose_both?: boolean;
  /** LoKr: factor of the Kronecker product, default -1 (as square as it gets). */
  readonly decompose_factor?: number;
  /** Trainable tokens: rows of the embedding to train. */
  readonly token_indices?: readonly number[];
  /** Other fields of PEFT that change no count, kept for PEFT's own formats. */
  readonly other_fields?: Readonly<Record<string, unknown>>;
}
