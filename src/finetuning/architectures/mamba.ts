import { convolution, embedding, group, linear, parameter, repeat, rmsNorm } from '../model/builders.ts';
import type { ModuleNode } from '../model/tree.ts';
import type { Architecture } from './architecture.ts';
import type { ConfigReader } from './configReader.ts';
import { assembleDecoder } from './decoder.ts';
import { mixer, readStepRank } from './stateSpace.ts';

/** Mamba, Falcon Mamba and Mamba 2: state spaces instead of attention, no feed-forward layer. */
export const mamba: Architecture = {
  modelTypes: ['mamba', 'falcon_mamba', 'mamba2'],
  defaultHead: 'language',
  build: (config, request) => {
    const isSecond = config.text('model_type', 'mamba') === 'mamba2';
    const hidden = config.size('hidden_size');
    const inner = config.size('expand', 2) * hidden;
    const layers = config.repeats('num_hidden_layers');
    const vocabulary = request.vocabulary(config.size('vocab_size'));
    const layer = group({
      norm: rmsNorm(hidden),
      mixer: isSecond ? secondMixer(config, hidden, inner) : firstMixer(config, hidden, inner),
    });
    const backbone = group({
      embeddings: embedding(vocabulary, hidden),
      layers: repeat(layers, layer),
      norm_f: rmsNorm(hidden),
    });
    const tied = config.flag('tie_word_embeddings', !isSecond);
    const dimensions = {
      hiddenSize: hidden,
      intermediateSize: inner,
      layers,
      heads: 1,
      keyValueHeads: 1,
      headWidth: inner,
      vocabularySize: vocabulary,
    };
    return assembleDecoder(
      { prefix: 'backbone', embedding: 'embeddings', backbone, vocabulary, tied, dimensions },
      request,
    );
  },
};

function firstMixer(config: ConfigReader, hidden: number, inner: number): ModuleNode {
  return mixer({
    hidden,
    inner,
    state: config.size('state_size', 16),
    kernel: config.size('conv_kernel', 4),
    rank: readStepRank(config, 'time_step_rank', hidden),
    convolutionBias: config.flag('use_conv_bias', true),
    bias: config.flag('use_bias', false),
  });
}

function secondMixer(config: ConfigReader, hidden: number, inner: number): ModuleNode {
  const heads = config.size('num_heads', 128);
  const states = config.size('n_groups', 8) * config.size('state_size', 128);
  const mixed = inner + 2 * states;
  const bias = config.flag('use_bias', false);
  const options = { bias: config.flag('use_conv_bias', true), groups: mixed };
  return group(
    {
      conv1d: convolution(mixed, mixed, [config.size('conv_kernel', 4)], options),
      in_proj: linear(hidden, inner + mixed + heads, bias),
      norm: rmsNorm(inner),
      out_proj: linear(inner, hidden, bias),
    },
    [parameter('dt_bias', heads), parameter('A_log', heads), parameter('D', heads)],
  );
}
