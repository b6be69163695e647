import { embedding, group, linear, repeatByKind, rmsNorm } from '../model/builders.ts';
import type { ModuleNode } from '../model/tree.ts';
import type { Architecture } from './architecture.ts';
import type { ConfigReader } from './configReader.ts';
import { assembleDecoder, attention, type DecoderSizes, getDimensions, readSizes } from './decoder.ts';
import { expertFacts, experts, router } from './mixtureOfExperts.ts';

const LAYER_TYPES = ['full_attention', 'linear_attention'] as const;

/** MiniMax-Text-01 (linear attention in some layers) and MiniMax-M2 (norms of queries and keys); experts as Mixtral. */
export const minimax: Architecture = {
  modelTypes: ['minimax', 'minimax_m2'],
  defaultHead: 'language',
  build: (config, request) => {
    const sizes = readSizes(config, request);
    const isSecond = config.text('model_type', 'minimax') === 'minimax_m2';
    const count = config.repeats('num_local_experts', isSecond ? 256 : 8);
    const routed = { hidden: sizes.hidden, experts: count, width: sizes.intermediate };
    const active = config.size('num_experts_per_tok', isSecond ? 8 : 2);
    const block = group({
      gate: router(routed, request.layout),
      experts: experts(routed, request.layout, { gate: 'w1', down: 'w2', up: 'w3' }),
    });
    const full = isSecond ? attention(sizes, {}, wholeNorms(sizes)) : attention(sizes);
    const layer = (isLinear: boolean): ModuleNode =>
      group({
        self_attn: isLinear ? lightning(sizes) : full,
        [request.layout === 'fused' ? 'mlp' : 'block_sparse_moe']: block,
        input_layernorm: rmsNorm(sizes.hidden),
        post_attention_layernorm: rmsNorm(sizes.hidden),
      });
    const isLinear = isSecond ? () => false : linearLayers(config, sizes.layers);
    const backbone = group({
      embed_tokens: embedding(sizes.vocabulary, sizes.hidden),
      layers: repeatByKind(sizes.layers, isLinear, layer),
      norm: rmsNorm(sizes.hidden),
    });
    const tied = config.flag('tie_word_embeddings', false);
    const dimensions = { ...getDimensions(sizes), intermediateSize: active * sizes.intermediate };
    const facts = expertFacts(routed, request.layout, active, 'mixtral');
    const named = { prefix: 'model', embedding: 'embed_tokens', vocabulary: sizes.vocabulary };
    return assembleDecoder({ ...named, backbone, tied, dimensions, experts: facts }, request);
  },
};

/** Every second layer is linear unless the configuration lists the types. */
function linearLayers(config: ConfigReader, layers: number): (layer: number) => boolean {
  const kinds = config.texts('layer_types', LAYER_TYPES, layers);
  return (layer) => (kinds ? kinds[layer] === LAYER_TYPES[1] : layer % 2 === 1);
}

function wholeNorms(sizes: DecoderSizes): Readonly<Record<string, ModuleNode>> {
  return {
    q_norm: rmsNorm(sizes.heads * sizes.headWidth),
    k_norm: rmsNorm(sizes.keyValueHeads * sizes.headWidth),
  };
}

/** Lightning attention: one matrix for queries, keys and values, and a gate. */
function lightning(sizes: DecoderSizes): ModuleNode {
  const width = sizes.heads * sizes.headWidth;
  return group({
    norm: rmsNorm(width),
    qkv_proj: linear(sizes.hidden, 3 * width),
    out_proj: linear(width, sizes.hidden),
    output_gate: linear(sizes.hidden, width),
  });
}
