import { embedding, group, layerNorm, linear, repeat } from '../model/builders.ts';
import type { Architecture } from './architecture.ts';
import { assembleDecoder } from './decoder.ts';

/** BLOOM: one matrix for queries, keys and values, biases everywhere, a norm after the embedding. */
export const bloom: Architecture = {
  modelTypes: ['bloom'],
  defaultHead: 'language',
  build: (config, request) => {
    const hidden = config.size(config.has('n_embed') ? 'n_embed' : 'hidden_size');
    const heads = config.size(config.has('n_head') ? 'n_head' : 'num_attention_heads');
    const layers = config.repeats(config.has('n_layer') ? 'n_layer' : 'num_hidden_layers');
    const headWidth = config.divide('hidden_size', hidden, 'n_head', heads);
    const vocabulary = request.vocabulary(config.size('vocab_size'));
    const layer = group({
      input_layernorm: layerNorm(hidden),
      self_attention: group({
        query_key_value: linear(hidden, 3 * hidden, true),
        dense: linear(hidden, hidden, true),
      }),
      post_attention_layernorm: layerNorm(hidden),
      mlp: group({ dense_h_to_4h: linear(hidden, 4 * hidden, true), dense_4h_to_h: linear(4 * hidden, hidden, true) }),
    });
    const backbone = group({
      word_embeddings: embedding(vocabulary, hidden),
      word_embeddings_layernorm: layerNorm(hidden),
      h: repeat(layers, layer),
      ln_f: layerNorm(hidden),
    });
    const sizes = { hiddenSize: hidden, intermediateSize: 4 * hidden, layers, heads, keyValueHeads: heads, headWidth };
    const tied = config.flag('tie_word_embeddings', true);
    const named = { prefix: 'transformer', embedding: 'word_embeddings', tokenHead: 'classifier' };
    const dimensions = { ...sizes, vocabularySize: vocabulary };
    return assembleDecoder({ ...named, backbone, vocabulary, tied, dimensions }, request);
  },
};
