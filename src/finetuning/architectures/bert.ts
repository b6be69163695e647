import { embedding, group, layerNorm, linear, parameter, repeat, tie } from '../model/builders.ts';
import type { ModuleNode } from '../model/tree.ts';
import type { Architecture, BuildRequest, BuiltModel } from './architecture.ts';
import type { ConfigReader } from './configReader.ts';

/** What differs between BERT and the models built like it. */
interface BertVariant {
  /** Name of the backbone under a head. */
  readonly prefix: string;
  /** Heads that have a pooler below them. */
  readonly poolerUnder: readonly BuildRequest['head'][];
  /** The sequence classifier has two layers, `classifier.dense` and `classifier.out_proj`. */
  readonly deepClassifier: boolean;
  /** Embeddings of positions on a page (LayoutLM). */
  readonly pagePositions: boolean;
  /** How the language model's head is built. */
  readonly languageHead: 'cls' | 'lm_head';
}

const bertLike: BertVariant = {
  prefix: 'bert',
  poolerUnder: ['sequence', 'none'],
  deepClassifier: false,
  pagePositions: false,
  languageHead: 'cls',
};
const robertaLike: BertVariant = {
  ...bertLike,
  prefix: 'roberta',
  poolerUnder: ['none'],
  deepClassifier: true,
  languageHead: 'lm_head',
};

const variants: Readonly<Record<string, BertVariant>> = {
  bert: bertLike,
  roberta: robertaLike,
  'xlm-roberta': robertaLike,
  camembert: robertaLike,
  layoutlm: {
    ...bertLike,
    prefix: 'layoutlm',
    poolerUnder: ['sequence', 'none', 'language', 'token', 'question'],
    pagePositions: true,
  },
};

/** BERT, RoBERTa, XLM-RoBERTa and LayoutLM. */
export const bert: Architecture = {
  modelTypes: Object.keys(variants),
  defaultHead: 'language',
  build: (config, request) => buildBert(variants[config.text('model_type', 'bert')] ?? bertLike, config, request),
};

function buildBert(family: BertVariant, config: ConfigReader, request: BuildRequest): BuiltModel {
  const hidden = config.size('hidden_size');
  const inner = config.size('intermediate_size');
  const heads = config.size('num_attention_heads');
  const layers = config.repeats('num_hidden_layers');
  const headWidth = config.divide('hidden_size', hidden, 'num_attention_heads', heads);
  const vocabulary = request.vocabulary(config.size('vocab_size'));
  const backbone = group({
    embeddings: embeddings(family, config, hidden, vocabulary),
    encoder: group({ layer: repeat(layers, encoderLayer(hidden, inner)) }),
    pooler: family.poolerUnder.includes(request.head) ? group({ dense: linear(hidden, hidden, true) }) : undefined,
  });
  const sizes = { hiddenSize: hidden, intermediateSize: inner, layers, heads, keyValueHeads: heads, headWidth };
  const dimensions = { ...sizes, vocabularySize: vocabulary };
  if (request.head === 'none') {
    return { root: backbone, inputEmbedding: 'embeddings.word_embeddings', tied: false, dimensions };
  }
  const inputEmbedding = `${family.prefix}.embeddings.word_embeddings`;
  const common = { inputEmbedding, tied: false, dimensions };
  if (request.head !== 'language') {
    return { ...common, root: group({ [family.prefix]: backbone, ...classifier(family, hidden, request) }) };
  }
  const tied = config.flag('tie_word_embeddings', true);
  const head = languageHead(family, hidden, vocabulary, tied ? `${inputEmbedding}.weight` : undefined);
  const outputHead = family.languageHead === 'cls' ? 'cls.predictions.decoder' : 'lm_head.decoder';
  return { ...common, root: group({ [family.prefix]: backbone, ...head }), outputHead, tied };
}

function embeddings(family: BertVariant, config: ConfigReader, hidden: number, vocabulary: number): ModuleNode {
  const page = family.pagePositions ? embedding(config.size('max_2d_position_embeddings', 1024), hidden) : undefined;
  return group({
    word_embeddings: embedding(vocabulary, hidden),
    position_embeddings: embedding(config.size('max_position_embeddings'), hidden),
    x_position_embeddings: page,
    y_position_embeddings: page,
    h_position_embeddings: page,
    w_position_embeddings: page,
    token_type_embeddings: embedding(config.size('type_vocab_size', 2), hidden),
    LayerNorm: layerNorm(hidden),
  });
}

function encoderLayer(hidden: number, inner: number): ModuleNode {
  const square = linear(hidden, hidden, true);
  return group({
    attention: group({
      self: group({ query: square, key: square, value: square }),
      output: group({ dense: square, LayerNorm: layerNorm(hidden) }),
    }),
    intermediate: group({ dense: linear(hidden, inner, true) }),
    output: group({ dense: linear(inner, hidden, true), LayerNorm: layerNorm(hidden) }),
  });
}

function classifier(family: BertVariant, hidden: number, request: BuildRequest): Readonly<Record<string, ModuleNode>> {
  if (request.head === 'question') return { qa_outputs: linear(hidden, 2, true) };
  const last = linear(hidden, request.labels, true);
  const deep = family.deepClassifier && request.head === 'sequence';
  return { classifier: deep ? group({ dense: linear(hidden, hidden, true), out_proj: last }) : last };
}

function languageHead(
  family: BertVariant,
  hidden: number,
  vocabulary: number,
  owner: string | undefined,
): Readonly<Record<string, ModuleNode>> {
  const bias = parameter('bias', vocabulary);
  const plain = linear(hidden, vocabulary, true);
  const decoder = owner === undefined ? plain : tie(plain, owner);
  if (family.languageHead === 'lm_head') {
    const shared = tie(decoder, 'lm_head.bias', 'bias');
    return {
      lm_head: group({ dense: linear(hidden, hidden, true), layer_norm: layerNorm(hidden), decoder: shared }, [bias]),
    };
  }
  const transform = group({ dense: linear(hidden, hidden, true), LayerNorm: layerNorm(hidden) });
  const shared = tie(decoder, 'cls.predictions.bias', 'bias');
  return { cls: group({ predictions: group({ transform, decoder: shared }, [bias]) }) };
}
