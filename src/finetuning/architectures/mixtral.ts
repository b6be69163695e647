import { embedding, group, repeat, rmsNorm } from '../model/builders.ts';
import type { Architecture } from './architecture.ts';
import { assembleDecoder, attention, getDimensions, readSizes } from './decoder.ts';
import { expertFacts, experts, router } from './mixtureOfExperts.ts';

/** Mixtral: attention as Mistral, every feed-forward layer routed. With fused experts its block is named `mlp`. */
export const mixtral: Architecture = {
  modelTypes: ['mixtral'],
  defaultHead: 'language',
  build: (config, request) => {
    const sizes = readSizes(config, request);
    const routed = { hidden: sizes.hidden, experts: config.repeats('num_local_experts', 8), width: sizes.intermediate };
    const active = config.size('num_experts_per_tok', 2);
    const block = group({
      gate: router(routed, request.layout),
      experts: experts(routed, request.layout, { gate: 'w1', down: 'w2', up: 'w3' }),
    });
    const layer = group({
      self_attn: attention(sizes),
      [request.layout === 'fused' ? 'mlp' : 'block_sparse_moe']: block,
      input_layernorm: rmsNorm(sizes.hidden),
      post_attention_layernorm: rmsNorm(sizes.hidden),
    });
    const backbone = group({
      embed_tokens: embedding(sizes.vocabulary, sizes.hidden),
      layers: repeat(sizes.layers, layer),
      norm: rmsNorm(sizes.hidden),
    });
    const tied = config.flag('tie_word_embeddings', false);
    const dimensions = { ...getDimensions(sizes), intermediateSize: active * sizes.intermediate };
    const facts = expertFacts(routed, request.layout, active, 'mixtral');
    const named = { prefix: 'model', embedding: 'embed_tokens', vocabulary: sizes.vocabulary };
    return assembleDecoder({ ...named, backbone, tied, dimensions, experts: facts }, request);
  },
};
