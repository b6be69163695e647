import { embedding, group, linear, repeatByKind, rmsNorm, tie } from '../model/builders.ts';
import type { ModuleNode } from '../model/tree.ts';
import type { Architecture } from './architecture.ts';
import type { ConfigReader } from './configReader.ts';

interface T5Sizes {
  readonly hidden: number;
  readonly inner: number;
  readonly heads: number;
  readonly headWidth: number;
  readonly buckets: number;
  readonly gated: boolean;
}

/**
 * T5, mT5, Flan-T5 and mT0. In transformers 4 the configuration says whether the head is tied (mT5: not by
 * default), in 5 it always is. The embeddings of both stacks are always tied.
 */
export const t5: Architecture = {
  modelTypes: ['t5', 'mt5', 'umt5'],
  defaultHead: 'language',
  dependsOnVersion: true,
  build: (config, request) => {
    const sizes = readT5(config);
    const { hidden } = sizes;
    const layers = config.repeats('num_layers');
    const decoderLayers = config.repeats('num_decoder_layers', layers);
    const vocabulary = request.vocabulary(config.size('vocab_size'));
    const prefix = request.head === 'sequence' || request.head === 'token' ? 'transformer.' : '';
    const owner = `${prefix}shared.weight`;
    const everyBlock = config.text('model_type', 't5') === 'umt5';
    const stack = (count: number, decoder: boolean): ModuleNode =>
      group({
        embed_tokens: tie(embedding(vocabulary, hidden), owner),
        block: repeatByKind(
          count,
          (index) => everyBlock || index === 0,
          (first) => block(sizes, decoder, first),
        ),
        final_layer_norm: rmsNorm(hidden),
      });
    const backbone = {
      shared: embedding(vocabulary, hidden),
      encoder: stack(layers, false),
      decoder: request.head === 'token' ? undefined : stack(decoderLayers, true),
    };
    const tiedBefore = config.flag('tie_word_embeddings', config.text('model_type', 't5') !== 'mt5');
    const tied = request.transformers === 5 || tiedBefore;
    const dimensions = {
      hiddenSize: hidden,
      intermediateSize: sizes.inner,
      layers: layers + decoderLayers,
      heads: sizes.heads,
      keyValueHeads: sizes.heads,
      headWidth: sizes.headWidth,
      vocabularySize: vocabulary,
    };
    const common = { inputEmbedding: `${prefix}shared`, dimensions, tied: false };
    const head = linear(hidden, vocabulary);
    switch (request.head) {
      case 'language': {
        const root = group({ ...backbone, lm_head: tied ? tie(head, owner) : head });
        return { ...common, root, outputHead: 'lm_head', tied };
      }
      case 'none':
        return { ...common, root: group(backbone) };
      case 'question':
        return { ...common, root: group({ ...backbone, qa_outputs: linear(hidden, 2, true) }) };
      case 'token':
        return {
          ...common,
          root: group({ transformer: group(backbone), classifier: linear(hidden, request.labels, true) }),
        };
      case 'sequence': {
        const classifier = group({
          dense: linear(hidden, hidden, true),
          out_proj: linear(hidden, request.labels, true),
        });
        return { ...common, root: group({ transformer: group(backbone), classification_head: classifier }) };
      }
    }
  },
};

function readT5(config: ConfigReader): T5Sizes {
  return {
    hidden: config.size('d_model'),
    inner: config.size('d_ff'),
    heads: config.size('num_heads'),
    headWidth: config.size('d_kv'),
    buckets: config.size('relative_attention_num_buckets', 32),
    gated: isGated(config),
  };
}

/** mT5 and UMT5 have a gated feed-forward layer unless the configuration says otherwise, T5 has none. */
function isGated(config: ConfigReader): boolean {
  const usual = config.text('model_type', 't5') === 't5' ? 'relu' : 'gated-gelu';
  return config.text('feed_forward_proj', usual).startsWith('gated') || config.flag('is_gated_act', false);
}

function block(sizes: T5Sizes, decoder: boolean, withPositions: boolean): ModuleNode {
  const { hidden, inner } = sizes;
  const width = sizes.heads * sizes.headWidth;
  const projections = {
    q: linear(hidden, width),
    k: linear(hidden, width),
    v: linear(hidden, width),
    o: linear(width, hidden),
  };
  const positions = withPositions ? embedding(sizes.buckets, sizes.heads) : undefined;
  const selfAttention = group({ ...projections, relative_attention_bias: positions });
  const gated = { wi_0: linear(hidden, inner), wi_1: linear(hidden, inner), wo: linear(inner, hidden) };
  const plain = { wi: linear(hidden, inner), wo: linear(inner, hidden) };
  const feedForward = group({ DenseReluDense: group(sizes.gated ? gated : plain), layer_norm: rmsNorm(hidden) });
  const layers = [
    group({ SelfAttention: selfAttention, layer_norm: rmsNorm(hidden) }),
    ...(decoder ? [group({ EncDecAttention: group(projections), layer_norm: rmsNorm(hidden) })] : []),
    feedForward,
  ];
  return group({
    layer: { kind: 'container', parameters: [], children: layers.map((node, at) => ({ indices: [at], node })) },
  });
}
