import { embedding, group, layerNorm, linear, repeat } from '../model/builders.ts';
import type { Architecture } from './architecture.ts';
import { assembleDecoder } from './decoder.ts';

/** OPT: positions are learned (two rows are unused), and the embedding may be narrower than the layers. */
export const opt: Architecture = {
  modelTypes: ['opt'],
  defaultHead: 'language',
  build: (config, request) => {
    const hidden = config.size('hidden_size');
    const heads = config.size('num_attention_heads');
    const layers = config.repeats('num_hidden_layers');
    const headWidth = config.divide('hidden_size', hidden, 'num_attention_heads', heads);
    const inner = config.size('ffn_dim');
    const vocabulary = request.vocabulary(config.size('vocab_size'));
    const width = config.size('word_embed_proj_dim', hidden);
    const bias = config.flag('enable_bias', true);
    const affine = config.flag('layer_norm_elementwise_affine', true);
    const norm = affine ? layerNorm(hidden) : undefined;
    const withFinalNorm = config.flag('do_layer_norm_before', true) && !config.flag('_remove_final_layer_norm', false);
    const layer = group({
      self_attn: group({
        k_proj: linear(hidden, hidden, bias),
        v_proj: linear(hidden, hidden, bias),
        q_proj: linear(hidden, hidden, bias),
        out_proj: linear(hidden, hidden, bias),
      }),
      self_attn_layer_norm: norm,
      fc1: linear(hidden, inner, bias),
      fc2: linear(inner, hidden, bias),
      final_layer_norm: norm,
    });
    const decoder = group({
      embed_tokens: embedding(vocabulary, width),
      embed_positions: embedding(config.size('max_position_embeddings') + 2, hidden),
      project_out: width === hidden ? undefined : linear(hidden, width),
      project_in: width === hidden ? undefined : linear(width, hidden),
      final_layer_norm: withFinalNorm ? norm : undefined,
      layers: repeat(layers, layer),
    });
    const sizes = { hiddenSize: hidden, intermediateSize: inner, layers, heads, keyValueHeads: heads, headWidth };
    const dimensions = { ...sizes, vocabularySize: vocabulary };
    const tied = config.flag('tie_word_embeddings', true);
    const named = { prefix: 'model', embedding: 'decoder.embed_tokens', headWidth: width };
    return assembleDecoder({ ...named, backbone: group({ decoder }), vocabulary, tied, dimensions }, request);
  },
};
