import { embedding, group, layerNorm, linear, repeat } from '../model/builders.ts';
import type { Architecture } from './architecture.ts';
import { assembleDecoder } from './decoder.ts';

/**
 * GPT-3 as described in the LoRA paper: `Wq`, `Wk`, `Wv` and `Wo` are square matrices of the model's width. Its code
 * is not public; this entry reproduces names and figures of the paper.
 */
export const gpt3: Architecture = {
  modelTypes: ['gpt3'],
  defaultHead: 'language',
  build: (config, request) => {
    const hidden = config.size('d_model');
    const layers = config.repeats('n_layers');
    const heads = config.size('n_heads');
    const headWidth = config.divide('d_model', hidden, 'n_heads', heads);
    const vocabulary = request.vocabulary(config.size('vocab_size', 50_257));
    const square = linear(hidden, hidden, true);
    const layer = group({
      ln_1: layerNorm(hidden),
      attn: group({ Wq: square, Wk: square, Wv: square, Wo: square }),
      ln_2: layerNorm(hidden),
      mlp: group({ c_fc: linear(hidden, 4 * hidden, true), c_proj: linear(4 * hidden, hidden, true) }),
    });
    const backbone = group({
      wte: embedding(vocabulary, hidden),
      wpe: embedding(config.size('n_positions', 2048), hidden),
      h: repeat(layers, layer),
      ln_f: layerNorm(hidden),
    });
    const sizes = { hiddenSize: hidden, intermediateSize: 4 * hidden, layers, heads, keyValueHeads: heads, headWidth };
    const dimensions = { ...sizes, vocabularySize: vocabulary };
    const named = { prefix: 'transformer', embedding: 'wte' };
    return assembleDecoder({ ...named, backbone, vocabulary, tied: true, dimensions }, request);
  },
};
