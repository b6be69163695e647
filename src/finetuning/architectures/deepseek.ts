import { embedding, group, repeatByKind, rmsNorm } from '../model/builders.ts';
import type { ModuleNode } from '../model/tree.ts';
import type { Architecture } from './architecture.ts';
import type { ConfigReader } from './configReader.ts';
import { assembleDecoder, attention, type DecoderSizes, dimensionsOf, gatedMlp, readSizes } from './decoder.ts';
import { latentAttention } from './latentAttention.ts';
import { type ExpertSizes, expertFacts, experts, router } from './mixtureOfExperts.ts';

/** How the families below differ in their attention. */
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
 * experts. Their router was never a linear layer; its correction bias is a buffer and counts nowhere.
 */
export const deepseek: Architecture = {
  modelTypes: Object.keys(attentions),
  usualHead: 'language',
  build: (config, request) => {
    const sizes = readSizes(config, request);
    const routed: ExpertSizes = {
      hidden: sizes.hidden,
      experts: config.repeats('n_routed_experts'),
      width: config.size('moe_intermediate_size'),
    };
    const active = config.size('num_experts_per_tok', 8);
    const sharedWidth = routed.width * config.sizeOrZero('n_shared_experts', 0);
    const firstSparse = config.sizeOrZero('first_k_dense_replace', 0);
    const step = config.size('moe_layer_freq', 1);
    const block = group({
      gate: router(routed, request.layout, false),
      experts: experts(routed, request.layout),
      shared_experts: sharedWidth > 0 ? gatedMlp(sizes.hidden, sharedWidth) : undefined,
    });
    const selfAttention = (attentions[config.text('model_type', 'deepseek_v3')] ?? attentions.deepseek_v3)?.(
      sizes,
      config,
    );
    const layer = (isSparse: boolean): ModuleNode =>
      group({
        self_attn: selfAttention,
        mlp: isSparse ? block : gatedMlp(sizes.hidden, sizes.intermediate),
        input_layernorm: rmsNorm(sizes.hidden),
        post_attention_layernorm: rmsNorm(sizes.hidden),
      });
    const backbone = group({
      embed_tokens: embedding(sizes.vocabulary, sizes.hidden),
      layers: repeatByKind(sizes.layers, (index) => index >= firstSparse && index % step === 0, layer),
      norm: rmsNorm(sizes.hidden),
    });
    const tied = config.flag('tie_word_embeddings', false);
    const dimensions = { ...dimensionsOf(sizes), intermediateSize: active * routed.width + sharedWidth };
    const facts = expertFacts(routed, request.layout, active, 'qwen2_moe');
    const named = { prefix: 'model', embedding: 'embed_tokens', vocabulary: sizes.vocabulary };
    return assembleDecoder({ ...named, backbone, tied, dimensions, experts: facts }, request);
  },
};
