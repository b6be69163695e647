import { convolution, embedding, group, layerNorm, linear, repeat, tie } from '../model/builders.ts';
import type { ModuleNode } from '../model/tree.ts';
import type { Architecture } from './architecture.ts';

/** Whisper: two convolutions before the encoder; the projection of keys has no bias. */
export const whisper: Architecture = {
  modelTypes: ['whisper'],
  defaultHead: 'language',
  build: (config, request) => {
    const hidden = config.size('d_model');
    const layers = config.repeats('encoder_layers');
    const decoderLayers = config.repeats('decoder_layers', layers);
    const heads = config.size('encoder_attention_heads', Math.max(1, Math.floor(hidden / 64)));
    const headWidth = config.divide('d_model', hidden, 'encoder_attention_heads', heads);
    const inner = config.size('encoder_ffn_dim', 4 * hidden);
    const decoderInner = config.size('decoder_ffn_dim', inner);
    const vocabulary = request.vocabulary(config.size('vocab_size'));
    const encoder = group({
      conv1: convolution(config.size('num_mel_bins', 80), hidden, [3]),
      conv2: convolution(hidden, hidden, [3]),
      embed_positions: embedding(config.size('max_source_positions', 1500), hidden),
      layers: repeat(layers, speechLayer(hidden, inner, false)),
      layer_norm: layerNorm(hidden),
    });
    if (request.head === 'sequence') {
      const width = config.size('classifier_proj_size', 256);
      const root = group({
        encoder,
        projector: linear(hidden, width, true),
        classifier: linear(width, request.labels, true),
      });
      const sizes = { hiddenSize: hidden, intermediateSize: inner, layers, heads, keyValueHeads: heads, headWidth };
      return { root, tied: false, dimensions: { ...sizes, vocabularySize: 0 } };
    }
    const decoder = group({
      embed_tokens: embedding(vocabulary, hidden),
      embed_positions: embedding(config.size('max_target_positions', 448), hidden),
      layers: repeat(decoderLayers, speechLayer(hidden, decoderInner, true)),
      layer_norm: layerNorm(hidden),
    });
    const dimensions = {
      hiddenSize: hidden,
      intermediateSize: inner,
      layers: layers + decoderLayers,
      heads,
      keyValueHeads: heads,
      headWidth,
      vocabularySize: vocabulary,
    };
    if (request.head === 'none') {
      return { root: group({ encoder, decoder }), inputEmbedding: 'decoder.embed_tokens', tied: false, dimensions };
    }
    const inputEmbedding = 'model.decoder.embed_tokens';
    const head = tie(linear(hidden, vocabulary), `${inputEmbedding}.weight`);
    const root = group({ model: group({ encoder, decoder }), proj_out: head });
    return { root, inputEmbedding, outputHead: 'proj_out', tied: true, dimensions };
  },
};

function speechLayer(hidden: number, inner: number, withCross: boolean): ModuleNode {
  const attention = group({
    k_proj: linear(hidden, hidden),
    v_proj: linear(hidden, hidden, true),
    q_proj: linear(hidden, hidden, true),
    out_proj: linear(hidden, hidden, true),
  });
  return group({
    self_attn: attention,
    self_attn_layer_norm: layerNorm(hidden),
    encoder_attn: withCross ? attention : undefined,
    encoder_attn_layer_norm: withCross ? layerNorm(hidden) : undefined,
    fc1: linear(hidden, inner, true),
    fc2: linear(inner, hidden, true),
    final_layer_norm: layerNorm(hidden),
  });
}
