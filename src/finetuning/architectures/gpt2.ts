import { embedding, group, layerNorm, linear, repeat, transposedLinear } from '../model/builders.ts';
import type { ModuleNode } from '../model/tree.ts';
import type { Architecture, BuildRequest, BuiltModel } from './architecture.ts';
import type { ConfigReader } from './configReader.ts';
import { assembleDecoder } from './decoder.ts';

/** GPT-2: fully connected layers that store the weight transposed. */
export const gpt2: Architecture = {
  modelTypes: ['gpt2'],
  defaultHead: 'language',
  build: (config, request) => buildGpt2(config, request, (hidden) => 3 * hidden, transposedLinear),
};

/** GPT-BigCode (StarCoder): as GPT-2 with ordinary linear layers; with multi-query attention one key and one value. */
export const gptBigCode: Architecture = {
  modelTypes: ['gpt_bigcode'],
  defaultHead: 'language',
  build: (config, request) => {
    const oneKey = config.flag('multi_query', true);
    const withBias = (inFeatures: number, outFeatures: number): ModuleNode => linear(inFeatures, outFeatures, true);
    return buildGpt2(config, request, (hidden, width) => (oneKey ? hidden + 2 * width : 3 * hidden), withBias);
  },
};

function buildGpt2(
  config: ConfigReader,
  request: BuildRequest,
  attentionWidth: (hidden: number, headWidth: number) => number,
  createLayer: (inFeatures: number, outFeatures: number) => ModuleNode,
): BuiltModel {
  const hidden = config.size('n_embd');
  const heads = config.size('n_head');
  const layers = config.repeats('n_layer');
  const headWidth = config.divide('n_embd', hidden, 'n_head', heads);
  const inner = config.optional('n_inner') ?? 4 * hidden;
  const vocabulary = request.vocabulary(config.size('vocab_size'));
  const layer = group({
    ln_1: layerNorm(hidden),
    attn: group({
      c_attn: createLayer(hidden, attentionWidth(hidden, headWidth)),
      c_proj: createLayer(hidden, hidden),
    }),
    ln_2: layerNorm(hidden),
    mlp: group({ c_fc: createLayer(hidden, inner), c_proj: createLayer(inner, hidden) }),
  });
  const backbone = group({
    wte: embedding(vocabulary, hidden),
    wpe: embedding(config.size('n_positions', 1024), hidden),
    h: repeat(layers, layer),
    ln_f: layerNorm(hidden),
  });
  const dimensions = {
    hiddenSize: hidden,
    intermediateSize: inner,
    layers,
    heads,
    keyValueHeads: attentionWidth(hidden, headWidth) === 3 * hidden ? heads : 1,
    headWidth,
    vocabularySize: vocabulary,
  };
  const tied = config.flag('tie_word_embeddings', true);
  const named = { prefix: 'transformer', embedding: 'wte', tokenHead: 'classifier' };
  return assembleDecoder({ ...named, backbone, vocabulary, tied, dimensions }, request);
}
