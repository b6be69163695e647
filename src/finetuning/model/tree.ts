import type { ModelDimensions } from './dimensions.ts';

/**
 * Kind of a module, as far as adapters need it. `container` has no weights of a known layer type; `other` is a layer
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
  /** Sizes of the dimensions, as PyTorch orders them. */
  readonly shape: readonly number[];
  /** The full name of the parameter it shares memory with; a shared parameter is counted once, at its owner. */
  readonly tiedTo?: string;
}

/**
 * One child of a module. A repeated child (`layers.0` … `layers.31`) is stored once, with its indices, so that a model
 * of 45,000 expert matrices is a tree of a few dozen nodes.
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
  /** Size of a convolution's kernel, one number per dimension. */
  readonly kernel?: readonly number[];
  /** Groups of a convolution. */
  readonly groups?: number;
  readonly parameters: readonly ParameterShape[];
  readonly children: readonly ModuleChild[];
}

/** Memory layout of a mixture of experts, which decides what adapters can target. */
export type ExpertLayout = 'per-expert' | 'fused';

/** Facts about a model with experts. */
export interface ExpertFacts {
  readonly layout: ExpertLayout;
  /** False if every version of the code has the same layout (gpt-oss). */
  readonly layoutDependsOnVersion: boolean;
  /** Experts per layer. */
  readonly experts: number;
  /** Experts that process one token. */
  readonly expertsPerToken: number;
  /** The root of the same model in the other layout, if the layout depends on the version. */
  readonly otherLayout?: ModuleNode;
  /** The conversion of names that PEFT applies under transformers 5; undefined: none. */
  readonly conversion?: 'mixtral' | 'qwen2_moe';
}

/** Major versions of transformers. */
export type TransformersVersion = 4 | 5;

/** The parts of a model that depend on the version of transformers. */
export interface VersionedParts {
  readonly transformers: TransformersVersion;
  readonly root: ModuleNode;
  readonly outputHead?: string;
  readonly inputEmbedding?: string;
  readonly tied: boolean;
}

/** Parts of a multimodal model that trainers treat separately, as pieces of module names. */
export interface MultimodalParts {
  readonly vision: readonly string[];
  readonly projector: readonly string[];
}

/** A model as a tree of modules with shapes: everything that counting needs, without the weights. */
export interface ModelTree {
  /** The catalogue's name, or the caller's. */
  readonly name: string;
  /** `model_type` of its configuration; empty for a model read from safetensors alone. */
  readonly modelType: string;
  /** The class that is built, such as `LlamaForCausalLM`; empty if unknown. */
  readonly className: string;
  readonly root: ModuleNode;
  /** Full name of the module that `get_output_embeddings()` returns. `all-linear` leaves it out. */
  readonly outputHead?: string;
  /** Full name of the module that `get_input_embeddings()` returns. */
  readonly inputEmbedding?: string;
  /** The version of transformers this tree is for, if names or ties depend on it. */
  readonly transformers?: TransformersVersion;
  /** True if input embedding and output head share their weight. */
  readonly tied: boolean;
  /** Tokens that were added to the vocabulary (`ModelOptions.addedTokens`). */
  readonly addedTokens: number;
  readonly dimensions: ModelDimensions;
  readonly experts?: ExpertFacts;
  /** The same model in the other major version of transformers, if names or ties differ. */
  readonly otherVersion?: VersionedParts;
  /** Set for models with a vision tower beside the language model. */
  readonly multimodal?: MultimodalParts;
}
