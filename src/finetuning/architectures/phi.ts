import { embedding, group, layerNorm, linear, repeat, rmsNorm } from '../model/builders.ts';
import type { Architecture } from './architecture.ts';
import { assembleDecoder, getDimensions, readSizes } from './decoder.ts';

/** Phi 1, 1.5 and 2: biases everywhere, including the head, and a single norm per layer. */
export const phi: Architecture = {
  modelTypes: ['phi'],
  defaultHead: 'language',
  build: (config, request) => {
    const sizes = readSizes(config, request);
    const { hidden, intermediate } = sizes;
    const queries = sizes.heads * sizes.headWidth;
    const keys = sizes.keyValueHeads * sizes.headWidth;
    const layer = group({
      self_attn: group({
        q_proj: linear(hidden, queries, true),
        k_proj: linear(hidden, keys, true),
        v_proj: linear(hidden, keys, true),
        dense: linear(queries, hidden, true),
      }),
      mlp: group({ fc1: linear(hidden, intermediate, true), fc2: linear(intermediate, hidden, true) }),
      input_layernorm: layerNorm(hidden),
    });
    const backbone = group({
      embed_tokens: embedding(sizes.vocabulary, hidden),
      layers: repeat(sizes.layers, layer),
      final_layernorm: layerNorm(hidden),
    });
    const tied = config.flag('tie_word_embeddings', false);
    const named = { prefix: 'model', embedding: 'embed_tokens', vocabulary: sizes.vocabulary, headBias: true };
    return assembleDecoder({ ...named, backbone, tied, dimensions: getDimensions(sizes) }, request);
  },
};

/** Phi 3, 3.5 and 4: queries, keys and values in one matrix, gate and up in another, no biases. */
export const phi3: Architecture = {
  modelTypes: ['phi3'],
  defaultHead: 'language',
  build: (config, request) => {
    const sizes = readSizes(config, request);
    const { hidden, intermediate } = sizes;
    const queries = sizes.heads * sizes.headWidth;
    const layer = group({
      self_attn: group({
        o_proj: linear(queries, hidden),
        qkv_proj: linear(hidden, queries + 2 * sizes.keyValueHeads * sizes.headWidth),
      }),
      mlp: group({ gate_up_proj: linear(hidden, 2 * intermediate), down_proj: linear(intermediate, hidden) }),
      input_layernorm: rmsNorm(hidden),
      post_attention_layernorm: rmsNorm(hidden),
    });
    const backbone = group({
      embed_tokens: embedding(sizes.vocabulary, hidden),
      layers: repeat(sizes.layers, layer),
      norm: rmsNorm(hidden),
    });
    const tied = config.flag('tie_word_embeddings', false);
    const named = { prefix: 'model', embedding: 'embed_tokens', vocabulary: sizes.vocabulary };
    return assembleDecoder({ ...named, backbone, tied, dimensions: getDimensions(sizes) }, request);
  },
};
