import { custom, embedding, group, linear, parameter, repeat, rmsNorm } from '../model/builders.ts';
import type { Architecture } from './architecture.ts';
import { assembleDecoder, gatedMlp, getDimensions, readSizes } from './decoder.ts';

/** Qwen 1 by its own code: GPT-2's names; the configured width of the feed-forward layer is halved. */
export const qwen1: Architecture = {
  modelTypes: ['qwen'],
  defaultHead: 'language',
  build: (config, request) => {
    const sizes = readSizes(config, request);
    const { hidden } = sizes;
    const half = config.divide('intermediate_size', sizes.intermediate, '2', 2);
    const channels = config.size('kv_channels', sizes.headWidth) * sizes.heads;
    const bias = !config.flag('no_bias', true);
    const layer = group({
      ln_1: rmsNorm(hidden),
      attn: group({ c_attn: linear(hidden, 3 * channels, true), c_proj: linear(channels, hidden, bias) }),
      ln_2: rmsNorm(hidden),
      mlp: group({
        w1: linear(hidden, half, bias),
        w2: linear(hidden, half, bias),
        c_proj: linear(half, hidden, bias),
      }),
    });
    const backbone = group({
      wte: embedding(sizes.vocabulary, hidden),
      h: repeat(sizes.layers, layer),
      ln_f: rmsNorm(hidden),
    });
    const tied = config.flag('tie_word_embeddings', false);
    const named = { prefix: 'transformer', embedding: 'wte', vocabulary: sizes.vocabulary };
    const dimensions = { ...getDimensions(sizes), intermediateSize: half };
    return assembleDecoder({ ...named, backbone, tied, dimensions }, request);
  },
};

/**
 * Baichuan by its own code: queries, keys and values in `W_pack`. The second generation normalises its head, which
 * is therefore a parameter and not a linear layer: it cannot have an adapter.
 */
export const baichuan: Architecture = {
  modelTypes: ['baichuan'],
  defaultHead: 'language',
  build: (config, request) => {
    const sizes = readSizes(config, request);
    const layer = group({
      self_attn: group({
        W_pack: linear(sizes.hidden, 3 * sizes.hidden),
        o_proj: linear(sizes.hidden, sizes.hidden),
      }),
      mlp: gatedMlp(sizes.hidden, sizes.intermediate),
      input_layernorm: rmsNorm(sizes.hidden),
      post_attention_layernorm: rmsNorm(sizes.hidden),
    });
    const backbone = group({
      embed_tokens: embedding(sizes.vocabulary, sizes.hidden),
      layers: repeat(sizes.layers, layer),
      norm: rmsNorm(sizes.hidden),
    });
    const tied = config.flag('tie_word_embeddings', false);
    const named = { prefix: 'model', embedding: 'embed_tokens', vocabulary: sizes.vocabulary };
    const built = assembleDecoder({ ...named, backbone, tied, dimensions: getDimensions(sizes) }, request);
    const normalised = sizes.vocabulary > 100_000 && request.head === 'language';
    if (!normalised) return built;
    const head = custom(parameter('weight', sizes.vocabulary, sizes.hidden));
    return { ...built, root: group({ model: backbone, lm_head: head }) };
  },
};

/** InternLM 2 by its own code: queries, keys and values in `wqkv`, the head called `output`. */
export const internlm2: Architecture = {
  modelTypes: ['internlm2'],
  defaultHead: 'language',
  build: (config, request) => {
    const sizes = readSizes(config, request);
    const { hidden, intermediate } = sizes;
    const bias = config.flag('bias', false);
    const queries = sizes.heads * sizes.headWidth;
    const layer = group({
      attention: group({
        wqkv: linear(hidden, queries + 2 * sizes.keyValueHeads * sizes.headWidth, bias),
        wo: linear(queries, hidden, bias),
      }),
      feed_forward: group({
        w1: linear(hidden, intermediate),
        w3: linear(hidden, intermediate),
        w2: linear(intermediate, hidden),
      }),
      attention_norm: rmsNorm(hidden),
      ffn_norm: rmsNorm(hidden),
    });
    const backbone = group({
      tok_embeddings: embedding(sizes.vocabulary, hidden),
      layers: repeat(sizes.layers, layer),
      norm: rmsNorm(hidden),
    });
    const tied = config.flag('tie_word_embeddings', false);
    const named = { prefix: 'model', embedding: 'tok_embeddings', headName: 'output', vocabulary: sizes.vocabulary };
    return assembleDecoder({ ...named, backbone, tied, dimensions: getDimensions(sizes) }, request);
  },
};
