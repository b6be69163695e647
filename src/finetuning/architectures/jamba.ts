import { embedding, group, repeatByKind, rmsNorm } from '../model/builders.ts';
import type { ModuleNode } from '../model/tree.ts';
import type { Architecture } from './architecture.ts';
import type { ConfigReader } from './configReader.ts';
import { assembleDecoder, attention, gatedMlp, getDimensions, readSizes } from './decoder.ts';
import { expertFacts, experts, router } from './mixtureOfExperts.ts';
import { type MixerSizes, mixer, mixerNorms, readStepRank } from './stateSpace.ts';

/** Jamba: one layer of attention among several of Mamba, and experts in every second feed-forward layer. */
export const jamba: Architecture = {
  modelTypes: ['jamba'],
  defaultHead: 'language',
  build: (config, request) => {
    const sizes = readSizes(config, request);
    const { hidden, intermediate } = sizes;
    const routed = { hidden, experts: config.repeats('num_experts', 16), width: intermediate };
    const active = config.size('num_experts_per_tok', 2);
    const dense = gatedMlp(hidden, intermediate);
    const sparse = group({
      router: router(routed, request.layout),
      experts: experts(routed, request.layout),
    });
    const own = readMixer(config, hidden);
    const layer = (kind: LayerKind): ModuleNode =>
      group({
        self_attn: kind.startsWith('attention') ? attention(sizes) : undefined,
        mamba: kind.startsWith('attention') ? undefined : mixer(own, mixerNorms(own)),
        feed_forward: kind.endsWith('sparse') ? sparse : dense,
        input_layernorm: rmsNorm(hidden),
        pre_ff_layernorm: rmsNorm(hidden),
      });
    const backbone = group({
      embed_tokens: embedding(sizes.vocabulary, hidden),
      layers: repeatByKind(sizes.layers, getLayerKind(config, routed.experts), layer),
      final_layernorm: rmsNorm(hidden),
    });
    const tied = config.flag('tie_word_embeddings', false);
    const dimensions = { ...getDimensions(sizes), intermediateSize: active * intermediate };
    const facts = expertFacts(routed, request.layout, active, undefined);
    const named = { prefix: 'model', embedding: 'embed_tokens', vocabulary: sizes.vocabulary };
    return assembleDecoder({ ...named, backbone, tied, dimensions, experts: facts }, request);
  },
};

type LayerKind = `${'attention' | 'mamba'}-${'sparse' | 'dense'}`;

function getLayerKind(config: ConfigReader, expertCount: number): (layer: number) => LayerKind {
  const attentionPeriod = config.size('attn_layer_period', 8);
  const attentionOffset = config.sizeOrZero('attn_layer_offset', 4);
  const expertPeriod = config.size('expert_layer_period', 2);
  const expertOffset = config.sizeOrZero('expert_layer_offset', 1);
  return (layer) => {
    const isSparse = layer % expertPeriod === expertOffset && expertCount > 1;
    return `${layer % attentionPeriod === attentionOffset ? 'attention' : 'mamba'}-${isSparse ? 'sparse' : 'dense'}`;
  };
}

function readMixer(config: ConfigReader, hidden: number): MixerSizes {
  return {
    hidden,
    inner: config.size('mamba_expand', 2) * hidden,
    state: config.size('mamba_d_state', 16),
    kernel: config.size('mamba_d_conv', 4),
    rank: readStepRank(config, 'mamba_dt_rank', hidden),
    convolutionBias: config.flag('mamba_conv_bias', true),
    bias: config.flag('mamba_proj_bias', false),
  };
}
