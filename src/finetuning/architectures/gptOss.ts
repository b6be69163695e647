import { custom, embedding, group, parameter, repeat, rmsNorm } from '../model/builders.ts';
import type { Architecture } from './architecture.ts';
import { assembleDecoder, attention, getDimensions, readSizes } from './decoder.ts';

/** gpt-oss: biases everywhere, attention sinks, and experts that are stacked parameters in every version. */
export const gptOss: Architecture = {
  modelTypes: ['gpt_oss'],
  defaultHead: 'language',
  build: (config, request) => {
    const sizes = readSizes(config, request);
    const { hidden, intermediate } = sizes;
    const experts = config.repeats('num_local_experts');
    const active = config.size('num_experts_per_tok', 4);
    const bias = config.flag('attention_bias', true);
    const selfAttention = attention(sizes, { bias, outBias: bias });
    const layer = group({
      self_attn: { ...selfAttention, parameters: [parameter('sinks', sizes.heads)] },
      mlp: group({
        router: custom(parameter('weight', experts, hidden), parameter('bias', experts)),
        experts: custom(
          parameter('gate_up_proj', experts, hidden, 2 * intermediate),
          parameter('gate_up_proj_bias', experts, 2 * intermediate),
          parameter('down_proj', experts, intermediate, hidden),
          parameter('down_proj_bias', experts, hidden),
        ),
      }),
      input_layernorm: rmsNorm(hidden),
      post_attention_layernorm: rmsNorm(hidden),
    });
    const backbone = group({
      embed_tokens: embedding(sizes.vocabulary, hidden),
      layers: repeat(sizes.layers, layer),
      norm: rmsNorm(hidden),
    });
    const tied = config.flag('tie_word_embeddings', false);
    const dimensions = { ...getDimensions(sizes), intermediateSize: active * intermediate };
    const facts = { layout: 'fused', layoutDependsOnVersion: false, experts, expertsPerToken: active } as const;
    const named = { prefix: 'model', embedding: 'embed_tokens', vocabulary: sizes.vocabulary };
    return assembleDecoder({ ...named, backbone, tied, dimensions, experts: facts }, request);
  },
};
