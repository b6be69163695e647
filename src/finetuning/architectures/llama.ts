import { embedding, group, layerNorm, linear, repeat, rmsNorm } from '../model/builders.ts';
import type { ModuleNode } from '../model/tree.ts';
import type { Architecture } from './architecture.ts';
import type { ConfigReader } from './configReader.ts';
import { assembleDecoder, attention, type DecoderSizes, gatedMlp, getDimensions, readSizes } from './decoder.ts';

/** The differences of a variant of Llama. */
interface LlamaVariant {
  readonly attentionBias: (config: ConfigReader) => { readonly bias: boolean; readonly outBias: boolean };
  readonly mlpBias: (config: ConfigReader) => boolean;
  /** Norms of queries and keys within the attention. */
  readonly innerNorms?: (sizes: DecoderSizes, config: ConfigReader) => Readonly<Record<string, ModuleNode>>;
  readonly layerNorms: readonly string[];
  readonly norm: (width: number) => ModuleNode;
  readonly finalNorm: boolean;
  readonly tiedByDefault: boolean;
  readonly mlp?: (sizes: DecoderSizes, config: ConfigReader) => ModuleNode;
}

const llama: LlamaVariant = {
  attentionBias: (config) => {
    const bias = config.flag('attention_bias', false);
    return { bias, outBias: bias };
  },
  mlpBias: (config) => config.flag('mlp_bias', false),
  layerNorms: ['input_layernorm', 'post_attention_layernorm'],
  norm: rmsNorm,
  finalNorm: true,
  tiedByDefault: false,
};

const qwen2Biases = (): { readonly bias: boolean; readonly outBias: boolean } => ({ bias: true, outBias: false });
const noBiases = (): { readonly bias: boolean; readonly outBias: boolean } => ({ bias: false, outBias: false });
const headNorms = (sizes: DecoderSizes): Readonly<Record<string, ModuleNode>> => ({
  q_norm: rmsNorm(sizes.headWidth),
  k_norm: rmsNorm(sizes.headWidth),
});

const fourNorms = [
  'input_layernorm',
  'post_attention_layernorm',
  'pre_feedforward_layernorm',
  'post_feedforward_layernorm',
];

/** Llama and the variants that differ only in biases, norms and tying, by `model_type`. */
const variants: Readonly<Record<string, LlamaVariant>> = {
  llama,
  mistral: { ...llama, attentionBias: noBiases, mlpBias: () => false },
  ministral: { ...llama, attentionBias: noBiases, mlpBias: () => false },
  xverse: { ...llama, attentionBias: noBiases, mlpBias: () => false },
  aquila: { ...llama, attentionBias: noBiases, mlpBias: () => false },
  Yi: { ...llama, attentionBias: noBiases, mlpBias: () => false },
  internlm3: {
    ...llama,
    attentionBias: (config) => ({ bias: config.flag('qkv_bias', false), outBias: config.flag('bias', false) }),
    mlpBias: (config) => config.flag('bias', false),
  },
  qwen2: { ...llama, attentionBias: qwen2Biases, mlpBias: () => false },
  qwen3: { ...llama, innerNorms: headNorms, mlpBias: () => false },
  gemma: { ...llama, mlpBias: () => false, tiedByDefault: true },
  gemma2: { ...llama, mlpBias: () => false, layerNorms: fourNorms, tiedByDefault: true },
  gemma3_text: { ...llama, mlpBias: () => false, layerNorms: fourNorms, innerNorms: headNorms, tiedByDefault: true },
  cohere: {
    ...llama,
    mlpBias: () => false,
    layerNorms: ['input_layernorm'],
    tiedByDefault: true,
    innerNorms: (sizes, config) =>
      config.flag('use_qk_norm', false)
        ? { q_norm: rmsNorm(sizes.heads, sizes.headWidth), k_norm: rmsNorm(sizes.keyValueHeads, sizes.headWidth) }
        : {},
  },
  cohere2: { ...llama, mlpBias: () => false, layerNorms: ['input_layernorm'], tiedByDefault: true },
  olmo: { ...llama, mlpBias: () => false, layerNorms: [], finalNorm: false },
  olmo2: {
    ...llama,
    mlpBias: () => false,
    layerNorms: ['post_attention_layernorm', 'post_feedforward_layernorm'],
    innerNorms: (sizes) => ({
      q_norm: rmsNorm(sizes.heads * sizes.headWidth),
      k_norm: rmsNorm(sizes.keyValueHeads * sizes.headWidth),
    }),
  },
  granite: llama,
  helium: { ...llama },
  smollm3: { ...llama, tiedByDefault: true },
  ernie4_5: {
    ...llama,
    attentionBias: (config) => ({ bias: config.flag('use_bias', false), outBias: config.flag('use_bias', false) }),
    mlpBias: (config) => config.flag('use_bias', false),
    tiedByDefault: true,
  },
  seed_oss: {
    ...llama,
    attentionBias: (config) => ({
      bias: config.flag('attention_bias', true),
      outBias: config.flag('attention_out_bias', false),
    }),
  },
  hunyuan_v1_dense: {
    ...llama,
    mlpBias: () => false,
    innerNorms: (sizes) => ({ query_layernorm: rmsNorm(sizes.headWidth), key_layernorm: rmsNorm(sizes.headWidth) }),
  },
  exaone4: {
    ...llama,
    attentionBias: noBiases,
    mlpBias: () => false,
    innerNorms: headNorms,
    layerNorms: ['post_attention_layernorm', 'post_feedforward_layernorm'],
  },
  nemotron: {
    ...llama,
    norm: layerNorm,
    mlp: (sizes, config) => {
      const bias = config.flag('mlp_bias', false);
      return group({
        up_proj: linear(sizes.hidden, sizes.intermediate, bias),
        down_proj: linear(sizes.intermediate, sizes.hidden, bias),
      });
    },
  },
};

/** Llama and its variants: separate projections of queries, keys and values, a gated feed-forward layer. */
export const llamaFamily: Architecture = {
  modelTypes: Object.keys(variants),
  defaultHead: 'language',
  build: (config, request) => buildLlama(variants[config.text('model_type', 'llama')] ?? llama, config, request),
};

/** The language model of a family that wraps a variant of Llama, such as Gemma 3 with images. */
export function buildVariant(
  modelType: string,
  ...rest: Parameters<Architecture['build']>
): ReturnType<Architecture['build']> {
  return buildLlama(variants[modelType] ?? llama, ...rest);
}

function buildLlama(
  family: LlamaVariant,
  config: ConfigReader,
  request: Parameters<Architecture['build']>[1],
): ReturnType<Architecture['build']> {
  const sizes = readSizes(config, request);
  const layer = group({
    self_attn: attention(sizes, family.attentionBias(config), family.innerNorms?.(sizes, config)),
    mlp: family.mlp?.(sizes, config) ?? gatedMlp(sizes.hidden, sizes.intermediate, family.mlpBias(config)),
    ...Object.fromEntries(family.layerNorms.map((name) => [name, family.norm(sizes.hidden)])),
  });
  const backbone = group({
    embed_tokens: embedding(sizes.vocabulary, sizes.hidden),
    layers: repeat(sizes.layers, layer),
    norm: family.finalNorm ? family.norm(sizes.hidden) : undefined,
  });
  const tied = config.flag('tie_word_embeddings', family.tiedByDefault);
  const named = { prefix: 'model', questionPrefix: 'transformer', embedding: 'embed_tokens' };
  const parts = { ...named, backbone, vocabulary: sizes.vocabulary, tied, dimensions: getDimensions(sizes) };
  return assembleDecoder(parts, request);
}
