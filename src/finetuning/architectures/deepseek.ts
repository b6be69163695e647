import { embedding, group, repeatByKind, rmsNorm } from '../model/builders.ts';
import type { ModuleNode } from '../model/tree.ts';
import type { Architecture } from './architecture.ts';
import type { ConfigReader } from './configReader.ts';
import { assembleDecoder, attention, type DecoderSizes, gatedMlp, getDimensions, readSizes } from './decoder.ts';
import { latentAttention, readLatentHeadWidth } from './latentAttention.ts';
import { type ExpertSizes, expertFacts, experts, router } from './mixtureOfExperts.ts';

/** The attention per family. */
const attentions: Readonly<Record<string, (sizes: DecoderSizes, config: ConfigReader) => ModuleNode>> = {
  deepseek_v2: (sizes, config) => latentAttention(config, sizes.hidden, sizes.heads),
  deepseek_v3: (sizes, config) => latentAttention(config, sizes.hidden, sizes.heads),
  kimi_k2: (sizes, config) => latentAttention(config, sizes.hidden, sizes.heads),
  glm4_moe_lite: (sizes, config) => latentAttention(config, sizes.hidden, sizes.heads),
  glm4_moe: (sizes, config) => {
    const norms = { q_norm: rmsNorm(sizes.headWidth), k_norm: rmsNorm(sizes.headWidth) };
    const bias = config.flag('attention_bias', false);
    return attention(sizes, { bias }, config.flag('use_qk_norm', false) ? norms : {});
  },
};

/**
 * DeepSeek V2 and V3 and the GLM models built like them: the first layers dense, the others with routed and shared
 * experts. Their router is not a linear layer; its correction bias is a buffer and is not counted.
 */
export const deepseek: Architecture = {
  modelTypes: Object.keys(attentions),
  defaultHead: 'language',
  build: (config, request) => {
    const modelType = config.text('model_type', 'deepseek_v3');
    const isLatent = modelType !== 'glm4_moe';
    const sizes = readSizes(config, request, isLatent ? readLatentHeadWidth(config) : undefined);
    const routed: ExpertSizes = {
      hidden: sizes.hidden,
      experts: config.repeats('n_routed_experts'),
      width: config.size('moe_intermediate_size'),
    };
    const active = config.size('num_experts_per_tok', 8);
    const sharedWidth = routed.width * config.sizeOrZero('n_shared_experts', 0);
    const isSparse = readSparseLayers(config, sizes.layers, modelType);
    const block = group({
      gate: router(routed, request.layout, false),
      experts: experts(routed, request.layout),
      shared_experts: sharedWidth > 0 ? gatedMlp(sizes.hidden, sharedWidth) : undefined,
    });
    const selfAttention = (attentions[modelType] ?? attentions.deepseek_v3)?.(sizes, config);
    const layer = (sparse: boolean): ModuleNode =>
      group({
        self_attn: selfAttention,
        mlp: sparse ? block : gatedMlp(sizes.hidden, sizes.intermediate),
        input_layernorm: rmsNorm(sizes.hidden),
        post_attention_layernorm: rmsNorm(sizes.hidden),
      });
    const backbone = group({
      embed_tokens: embedding(sizes.vocabulary, sizes.hidden),
      layers: repeatByKind(sizes.layers, isSparse, layer),
      norm: rmsNorm(sizes.hidden),
    });
    const tied = config.flag('tie_word_embeddings', false);
    const dimensions = { ...getDimensions(sizes), intermediateSize: active * routed.width + sharedWidth };
    const facts = expertFacts(routed, request.layout, active, 'qwen2_moe');
    const named = { prefix: 'model', embedding: 'embed_tokens', vocabulary: sizes.vocabulary };
    return assembleDecoder({ ...named, backbone, tied, dimensions, experts: facts }, request);
  },
};

/** Families whose first layer is dense by default. */
const FIRST_DENSE: ReadonlySet<string> = new Set(['glm4_moe_lite']);

/** Which layers have experts: listed in `mlp_layer_types`, or all after the first dense ones. */
function readSparseLayers(config: ConfigReader, layers: number, modelType: string): (index: number) => boolean {
  const types = config.texts('mlp_layer_types', ['dense', 'sparse'], layers);
  if (types !== undefined) return (index) => types[index] === 'sparse';
  const first = config.sizeOrZero('first_k_dense_replace', FIRST_DENSE.has(modelType) ? 1 : 0);
  const step = config.size('moe_layer_freq', 1);
  return (index) => index >= first && index % step === 0;
}
