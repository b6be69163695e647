import { embedding, group, layerNorm, repeat } from '../model/builders.ts';
import type { ModuleNode } from '../model/tree.ts';
import type { Architecture } from './architecture.ts';
import { assembleDecoder, attention, gatedMlp, getDimensions, readSizes } from './decoder.ts';

/** StableLM: as Llama with layer norms; one norm per layer if attention and feed-forward run in parallel. */
export const stablelm: Architecture = {
  modelTypes: ['stablelm', 'stablelm_epoch'],
  defaultHead: 'language',
  build: (config, request) => {
    const sizes = readSizes(config, request);
    const perHead = (heads: number): ModuleNode => group({ norms: repeat(heads, layerNorm(sizes.headWidth, false)) });
    const norms = { q_layernorm: perHead(sizes.heads), k_layernorm: perHead(sizes.keyValueHeads) };
    const inner = config.flag('qk_layernorm', false) ? norms : {};
    const parallel = config.flag('use_parallel_residual', false);
    const layer = group({
      self_attn: attention(sizes, { bias: config.flag('use_qkv_bias', false) }, inner),
      mlp: gatedMlp(sizes.hidden, sizes.intermediate),
      input_layernorm: layerNorm(sizes.hidden),
      post_attention_layernorm: parallel ? undefined : layerNorm(sizes.hidden),
    });
    const backbone = group({
      embed_tokens: embedding(sizes.vocabulary, sizes.hidden),
      layers: repeat(sizes.layers, layer),
      norm: layerNorm(sizes.hidden),
    });
    const tied = config.flag('tie_word_embeddings', false);
    const named = { prefix: 'model', embedding: 'embed_tokens', vocabulary: sizes.vocabulary };
    return assembleDecoder({ ...named, backbone, tied, dimensions: getDimensions(sizes) }, request);
  },
};
