import { embedding, group, linear, repeatByKind, rmsNorm } from '../model/builders.ts';
import type { ModuleNode } from '../model/tree.ts';
import type { Architecture } from './architecture.ts';
import type { ConfigReader } from './configReader.ts';
import { assembleDecoder, attention, type DecoderSizes, gatedMlp, getDimensions, readSizes } from './decoder.ts';
import { type ExpertSizes, expertFacts, experts, router } from './mixtureOfExperts.ts';

/** Qwen 2 MoE (with a shared expert) and Qwen 3 MoE (without): dense layers as configured. */
export const qwenMoe: Architecture = {
  modelTypes: ['qwen2_moe', 'qwen3_moe'],
  defaultHead: 'language',
  build: (config, request) => {
    const second = config.text('model_type', 'qwen3_moe') === 'qwen2_moe';
    const sizes = readSizes(config, request);
    const routed: ExpertSizes = {
      hidden: sizes.hidden,
      experts: config.repeats(config.has('num_local_experts') ? 'num_local_experts' : 'num_experts'),
      width: config.size('moe_intermediate_size'),
    };
    const active = config.size('num_experts_per_tok', second ? 4 : 8);
    const sparse = sparseLayers(config);
    const sharedWidth = second ? config.size('shared_expert_intermediate_size') : 0;
    const block = group({
      gate: router(routed, request.layout),
      experts: experts(routed, request.layout),
      shared_expert: second ? gatedMlp(sizes.hidden, sharedWidth) : undefined,
      shared_expert_gate: second ? linear(sizes.hidden, 1) : undefined,
    });
    const layer = (isSparse: boolean): ModuleNode =>
      group({
        self_attn: selfAttention(sizes, second, config),
        mlp: isSparse ? block : gatedMlp(sizes.hidden, sizes.intermediate),
        input_layernorm: rmsNorm(sizes.hidden),
        post_attention_layernorm: rmsNorm(sizes.hidden),
      });
    const backbone = group({
      embed_tokens: embedding(sizes.vocabulary, sizes.hidden),
      layers: repeatByKind(sizes.layers, sparse, layer),
      norm: rmsNorm(sizes.hidden),
    });
    const tied = config.flag('tie_word_embeddings', false);
    const dimensions = { ...getDimensions(sizes), intermediateSize: active * routed.width + sharedWidth };
    const facts = expertFacts(routed, request.layout, active, second ? undefined : 'qwen2_moe');
    const named = { prefix: 'model', embedding: 'embed_tokens', vocabulary: sizes.vocabulary };
    return assembleDecoder({ ...named, backbone, tied, dimensions, experts: facts }, request);
  },
};

function selfAttention(sizes: DecoderSizes, second: boolean, config: ConfigReader): ModuleNode {
  if (second) return attention(sizes, { bias: config.flag('qkv_bias', true) });
  const bias = config.flag('attention_bias', false);
  const norms = { q_norm: rmsNorm(sizes.headWidth), k_norm: rmsNorm(sizes.headWidth) };
  return attention(sizes, { bias, outBias: bias }, norms);
}

/** Which layers have experts: by step, except those that are listed as dense. */
export function sparseLayers(config: ConfigReader): (layer: number) => boolean {
  const step = config.size('decoder_sparse_step', 1);
  const dense = new Set(config.list('mlp_only_layers', []));
  return (layer) => !dense.has(layer) && (layer + 1) % step === 0;
}
