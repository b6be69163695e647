import { embedding, group, layerNorm, linear, repeat, rmsNorm } from '../model/builders.ts';
import type { Architecture, BuiltModel } from './architecture.ts';

/** ChatGLM 2 and 3 and GLM-4-9B by the code that comes with the model: the head is inside the backbone. */
export const chatglm: Architecture = {
  modelTypes: ['chatglm'],
  defaultHead: 'language',
  build: (config, request): BuiltModel => {
    const hidden = config.size('hidden_size');
    const heads = config.size('num_attention_heads');
    const layers = config.repeats('num_layers');
    const headWidth = config.size('kv_channels', config.divide('hidden_size', hidden, 'num_attention_heads', heads));
    const oneGroup = config.flag('multi_query_attention', true);
    const groups = oneGroup ? config.size('multi_query_group_num', 1) : heads;
    const inner = config.size('ffn_hidden_size');
    const own = config.size(config.has('padded_vocab_size') ? 'padded_vocab_size' : 'vocab_size');
    const vocabulary = request.vocabulary(own);
    const bias = config.flag('add_bias_linear', false);
    const norm = config.flag('rmsnorm', true) ? rmsNorm(hidden) : layerNorm(hidden);
    const layer = group({
      input_layernorm: norm,
      self_attention: group({
        query_key_value: linear(hidden, (heads + 2 * groups) * headWidth, bias || config.flag('add_qkv_bias', false)),
        dense: linear(heads * headWidth, hidden, bias),
      }),
      post_attention_layernorm: norm,
      mlp: group({ dense_h_to_4h: linear(hidden, 2 * inner, bias), dense_4h_to_h: linear(inner, hidden, bias) }),
    });
    const withHead = request.head === 'language';
    const transformer = group({
      embedding: group({ word_embeddings: embedding(vocabulary, hidden) }),
      encoder: group({
        layers: repeat(layers, layer),
        final_layernorm: config.flag('post_layer_norm', true) ? norm : undefined,
      }),
      output_layer: withHead || request.head === 'none' ? linear(hidden, vocabulary) : undefined,
    });
    const sizes = { hiddenSize: hidden, intermediateSize: inner, layers, heads, keyValueHeads: groups, headWidth };
    const common = { tied: false, dimensions: { ...sizes, vocabularySize: vocabulary } };
    if (request.head === 'none') {
      return { ...common, root: transformer, inputEmbedding: 'embedding.word_embeddings' };
    }
    const classifier = withHead ? undefined : linear(hidden, request.labels, true);
    return {
      ...common,
      root: group({ transformer, classifier_head: classifier }),
      inputEmbedding: 'transformer.embedding.word_embeddings',
      ...(withHead ? { outputHead: 'transformer.output_layer' } : {}),
    };
  },
};
