import { embedding, group, layerNorm, linear, repeat } from '../model/builders.ts';
import type { Architecture } from './architecture.ts';
import { assembleDecoder, attention, getDimensions, readSizes } from './decoder.ts';

/** StarCoder 2: attention as Llama, an ungated feed-forward layer, biases everywhere. */
export const starcoder2: Architecture = {
  modelTypes: ['starcoder2'],
  defaultHead: 'language',
  build: (config, request) => {
    const sizes = readSizes(config, request);
    const bias = config.flag('use_bias', true);
    const layer = group({
      self_attn: attention(sizes, { bias, outBias: bias }),
      mlp: group({
        c_fc: linear(sizes.hidden, sizes.intermediate, bias),
        c_proj: linear(sizes.intermediate, sizes.hidden, bias),
      }),
      input_layernorm: layerNorm(sizes.hidden),
      post_attention_layernorm: layerNorm(sizes.hidden),
    });
    const backbone = group({
      embed_tokens: embedding(sizes.vocabulary, sizes.hidden),
      layers: repeat(sizes.layers, layer),
      norm: layerNorm(sizes.hidden),
    });
    const tied = config.flag('tie_word_embeddings', true);
    const named = { prefix: 'model', embedding: 'embed_tokens', vocabulary: sizes.vocabulary };
    return assembleDecoder({ ...named, backbone, tied, dimensions: getDimensions(sizes) }, request);
  },
};
