import { embedding, group, linear, repeat, rmsNorm } from '../model/builders.ts';
import type { Architecture } from './architecture.ts';
import { assembleDecoder, attention, getDimensions, readSizes } from './decoder.ts';

/** GLM-4 as transformers itself builds it: separate attention projections, gate and up in one matrix. */
export const glm: Architecture = {
  modelTypes: ['glm', 'glm4'],
  defaultHead: 'language',
  build: (config, request) => {
    const sizes = readSizes(config, request);
    const { hidden, intermediate } = sizes;
    const fourth = config.text('model_type', 'glm') === 'glm4';
    const layer = group({
      self_attn: attention(sizes, { bias: config.flag('attention_bias', false) }),
      mlp: group({ gate_up_proj: linear(hidden, 2 * intermediate), down_proj: linear(intermediate, hidden) }),
      input_layernorm: rmsNorm(hidden),
      post_attention_layernorm: rmsNorm(hidden),
      post_self_attn_layernorm: fourth ? rmsNorm(hidden) : undefined,
      post_mlp_layernorm: fourth ? rmsNorm(hidden) : undefined,
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
