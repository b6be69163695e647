import { convolution, embedding, group, linear, parameter, repeatByKind, rmsNorm } from '../model/builders.ts';
import type { ModuleNode } from '../model/tree.ts';
import type { Architecture } from './architecture.ts';
import type { ConfigReader } from './configReader.ts';
import { assembleDecoder, type DecoderSizes, gatedMlp, getDimensions, readSizes } from './decoder.ts';
import { expertFacts, experts, router } from './mixtureOfExperts.ts';
import { sparseLayers } from './qwenMoe.ts';

const LAYER_TYPES = ['full_attention', 'linear_attention'] as const;

/** Qwen3-Next: linear attention in three layers of four, gated attention in the fourth, experts with a shared one. */
export const qwen3Next: Architecture = {
  modelTypes: ['qwen3_next'],
  defaultHead: 'language',
  build: (config, request) => {
    const sizes = readSizes(config, request);
    const { hidden } = sizes;
    const count = config.repeats('num_experts', 512);
    const routed = { hidden, experts: count, width: config.size('moe_intermediate_size') };
    const active = config.size('num_experts_per_tok', 10);
    const sharedWidth = config.size('shared_expert_intermediate_size');
    const block = group({
      gate: router(routed, request.layout),
      experts: experts(routed, request.layout),
      shared_expert: gatedMlp(hidden, sharedWidth),
      shared_expert_gate: linear(hidden, 1),
    });
    const isSparse = sparseLayers(config);
    const kinds = config.texts('layer_types', LAYER_TYPES, sizes.layers);
    const interval = config.size('full_attention_interval', 4);
    const isFull = (layer: number): boolean => (kinds ? kinds[layer] === LAYER_TYPES[0] : (layer + 1) % interval === 0);
    const layer = (kind: string): ModuleNode =>
      group({
        linear_attn: kind.startsWith('full') ? undefined : linearAttention(config, hidden),
        self_attn: kind.startsWith('full') ? gatedAttention(sizes, config.flag('attention_bias', false)) : undefined,
        mlp: kind.endsWith('sparse') ? block : gatedMlp(hidden, sizes.intermediate),
        input_layernorm: rmsNorm(hidden),
        post_attention_layernorm: rmsNorm(hidden),
      });
    const getKind = (index: number): string =>
      `${isFull(index) ? 'full' : 'linear'}-${isSparse(index) ? 'sparse' : 'dense'}`;
    const backbone = group({
      embed_tokens: embedding(sizes.vocabulary, hidden),
      layers: repeatByKind(sizes.layers, getKind, layer),
      norm: rmsNorm(hidden),
    });
    const tied = config.flag('tie_word_embeddings', false);
    const dimensions = { ...getDimensions(sizes), intermediateSize: active * routed.width + sharedWidth };
    const facts = expertFacts(routed, request.layout, active, 'qwen2_moe');
    const named = { prefix: 'model', embedding: 'embed_tokens', vocabulary: sizes.vocabulary };
    return assembleDecoder({ ...named, backbone, tied, dimensions, experts: facts }, request);
  },
};

/** Attention whose queries are twice as wide: the second half gates the output. */
function gatedAttention(sizes: DecoderSizes, bias: boolean): ModuleNode {
  const queries = sizes.heads * sizes.headWidth;
  const keys = sizes.keyValueHeads * sizes.headWidth;
  return group({
    q_proj: linear(sizes.hidden, 2 * queries, bias),
    k_proj: linear(sizes.hidden, keys, bias),
    v_proj: linear(sizes.hidden, keys, bias),
    o_proj: linear(queries, sizes.hidden, bias),
    q_norm: rmsNorm(sizes.headWidth),
    k_norm: rmsNorm(sizes.headWidth),
  });
}

/** The gated delta net. */
function linearAttention(config: ConfigReader, hidden: number): ModuleNode {
  const heads = config.size('linear_num_value_heads', 32);
  const headWidth = config.size('linear_value_head_dim', 128);
  const keys = config.size('linear_num_key_heads', 16) * config.size('linear_key_head_dim', 128);
  const values = heads * headWidth;
  const mixed = 2 * keys + values;
  const options = { bias: false, groups: mixed };
  return group(
    {
      conv1d: convolution(mixed, mixed, [config.size('linear_conv_kernel_dim', 4)], options),
      in_proj_qkvz: linear(hidden, 2 * keys + 2 * values),
      in_proj_ba: linear(hidden, 2 * heads),
      norm: rmsNorm(headWidth),
      out_proj: linear(values, hidden),
    },
    [parameter('dt_bias', heads), parameter('A_log', heads)],
  );
}
