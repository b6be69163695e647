import { embedding, group, layerNorm, linear, repeat } from '../model/builders.ts';
import type { Architecture } from './architecture.ts';
import { assembleDecoder, getDimensions, readSizes } from './decoder.ts';

/** GPT-NeoX and Pythia. The head is named `embed_out` in transformers 4 and `lm_head` in 5. */
export const gptNeoX: Architecture = {
  modelTypes: ['gpt_neox'],
  defaultHead: 'language',
  dependsOnVersion: true,
  build: (config, request) => {
    const sizes = readSizes(config, request);
    const { hidden, intermediate } = sizes;
    const bias = config.flag('attention_bias', true);
    const layer = group({
      input_layernorm: layerNorm(hidden),
      post_attention_layernorm: layerNorm(hidden),
      attention: group({ query_key_value: linear(hidden, 3 * hidden, bias), dense: linear(hidden, hidden, bias) }),
      mlp: group({
        dense_h_to_4h: linear(hidden, intermediate, true),
        dense_4h_to_h: linear(intermediate, hidden, true),
      }),
    });
    const backbone = group({
      embed_in: embedding(sizes.vocabulary, hidden),
      layers: repeat(sizes.layers, layer),
      final_layer_norm: layerNorm(hidden),
    });
    const tied = config.flag('tie_word_embeddings', false);
    const named = {
      prefix: 'gpt_neox',
      embedding: 'embed_in',
      headName: request.transformers === 4 ? 'embed_out' : 'lm_head',
      tokenHead: 'classifier',
    };
    const { vocabulary } = sizes;
    return assembleDecoder({ ...named, backbone, vocabulary, tied, dimensions: getDimensions(sizes) }, request);
  },
};
