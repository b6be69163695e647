import type { ModelDimensions } from './dimensions.ts';

/**
 * What a module is, as far as adapters care. `container` has no weights of a known layer type; `other` is a layer
 * that no adapter supports (a custom head, a raw router).
 */
export type ModuleKind =
  | 'container'
  | 'linear'
  | 'conv1d-transposed'
  | 'convolution'
  | 'embedding'
  | 'attention-fused'
  | 'norm'
  | 'other';

/** A parameter that a module itself owns. */
export interface ParameterShape {
  /** The name within its module: `weight`, `bias`, `gate_up_proj`. */
  readonly name: string;
  readonly shape: readonly number[];
  /** The full name of the parameter it shares its memory with; a shared parameter counts once, at its owner. */
  readonly tiedTo?: string;
}

/**
 * One child of a module. A repeated child (`layers.0` … `layers.31`) stands once, with the indices it stands for, so
 * that a model of 45,000 expert matrices is a tree of a few dozen nodes.
 */
export type ModuleChild =
  | { readonly name: string; readonly node: ModuleNode }
  | { readonly indices: readonly number[]; readonly node: ModuleNode };

/** A module with the parameters it owns itself and its children. */
export interface ModuleNode {
  readonly kind: ModuleKind;
  /** Width of the input; of an embedding, the number of rows. Set for linear, embedding and convolution kinds. */
  readonly inFeatures?: number;
  /** Width of the output; of an embedding, the width of a row. Set for linear, embedding and convolution kinds. */
  readonly outFeatures?: number;
  /** Size of a convolution's kernel, one number a dimension. */
  readonly kernel?: readonly number[];
  /** Groups of a convolution. */
  readonly groups?: number;
  readonly parameters: readonly ParameterShape[];
  readonly children: readonly ModuleChild[];
}

/** How the weights of a mixture of experts are laid out in memory, which decides what adapters can reach. */
export type ExpertLayout = 'per-expert' | 'fused';

/** What is particular about a model with experts. */
export interface ExpertFacts {
  readonly layout: ExpertLayout;
  /** False where every version of the code has the same layout (gpt-oss). */
  readonly layoutDependsOnVersion: boolean;
  readonly experts: number;
  readonly expertsPerToken: number;
  /** The root of the same model in the other layout, where the layout depends on the version. */
  readonly otherLayout?: ModuleNode;
  /** Which conversion of names PEFT applies for it under transformers 5; undefined: none. */
  readonly conversion?: 'mixtral' | 'qwen2_moe';
}

/** A model as a tree of modules with shapes: all that counting needs, and nothing of the weights themselves. */
export interface ModelTree {
  /** What to call it: the catalogue's name, or the name the caller gave. */
  readonly name: string;
  /** `model_type` of its configuration; empty for a model read from safetensors alone. */
  readonly modelType: string;
  /** The class that is built, such as `LlamaForCausalLM`; empty when it is not known. */
  readonly className: string;
  readonly root: ModuleNode;
  /** Full name of the module that `get_output_embeddings()` returns. `all-linear` leaves it out. */
  readonly outputHead?: string;
  /** Full name of the module that `get_input_embeddings()` returns. */
  readonly inputEmbedding?: string;
  /** True if input embedding and output head share their weight. */
  readonly tied: boolean;
  /** Tokens that were added to the vocabulary (`ModelOptions.addedTokens`). */
  readonly addedTokens: number;
  readonly dimensions: ModelDimensions;
  readonly experts?: ExpertFacts;
}
