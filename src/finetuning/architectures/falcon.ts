import { embedding, group, layerNorm, linear, repeat } from '../model/builders.ts';
import type { ModuleNode } from '../model/tree.ts';
import type { Architecture } from './architecture.ts';
import { assembleDecoder } from './decoder.ts';

/** Falcon: one key and value for all heads (7B), groups of them (40B, 180B), or one per head (rw-1b). */
export const falcon: Architecture = {
  modelTypes: ['falcon', 'RefinedWeb', 'RefinedWebModel'],
  defaultHead: 'language',
  build: (config, request) => {
    const hidden = config.size('hidden_size');
    const heads = config.size(config.has('n_head') ? 'n_head' : 'num_attention_heads');
    const layers = config.repeats(config.has('n_layer') ? 'n_layer' : 'num_hidden_layers');
    const headWidth = config.divide('hidden_size', hidden, 'num_attention_heads', heads);
    const vocabulary = request.vocabulary(config.size('vocab_size'));
    const modern = config.flag('new_decoder_architecture', config.text('model_type', '') === 'RefinedWeb');
    const oneKey = config.flag('multi_query', true);
    const keyValueHeads = modern
      ? config.size(config.has('n_head_kv') ? 'n_head_kv' : 'num_kv_heads', heads)
      : oneKey
        ? 1
        : heads;
    const inner = config.optional('ffn_hidden_size') ?? 4 * hidden;
    const bias = config.flag('bias', false);
    const parallel = config.flag('parallel_attn', true);
    const norms: Readonly<Record<string, ModuleNode | undefined>> = modern
      ? { ln_attn: layerNorm(hidden), ln_mlp: layerNorm(hidden) }
      : { post_attention_layernorm: parallel ? undefined : layerNorm(hidden), input_layernorm: layerNorm(hidden) };
    const layer = group({
      self_attention: group({
        query_key_value: linear(hidden, (heads + 2 * keyValueHeads) * headWidth, bias),
        dense: linear(hidden, hidden, bias),
      }),
      mlp: group({ dense_h_to_4h: linear(hidden, inner, bias), dense_4h_to_h: linear(inner, hidden, bias) }),
      ...norms,
    });
    const backbone = group({
      word_embeddings: embedding(vocabulary, hidden),
      h: repeat(layers, layer),
      ln_f: layerNorm(hidden),
    });
    const sizes = { hiddenSize: hidden, intermediateSize: inner, layers, heads, keyValueHeads, headWidth };
    const dimensions = { ...sizes, vocabularySize: vocabulary };
    const tied = config.flag('tie_word_embeddings', true);
    const named = { prefix: 'transformer', embedding: 'word_embeddings', tokenHead: 'classifier' };
    return assembleDecoder({ ...named, backbone, vocabulary, tied, dimensions }, request);
  },
};
