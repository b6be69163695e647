import { group, linear, tie } from '../model/builders.ts';
import type { ModelDimensions } from '../model/dimensions.ts';
import type { ExpertFacts, ModuleNode } from '../model/tree.ts';
import type { BuildRequest, BuiltModel } from './architecture.ts';
import type { ConfigReader } from './configReader.ts';

/** The parts of a decoder-only language model that differ between families. */
export interface DecoderParts {
  /** Name of the backbone within the model with a head: `model`, `transformer`. */
  readonly prefix: string;
  readonly backbone: ModuleNode;
  /** Name of the token embedding within the backbone. */
  readonly embedding: string;
  readonly vocabulary: number;
  /** Width of the embedding's rows and of the head's input, if it is not the hidden size. */
  readonly headWidth?: number;
  readonly headName?: string;
  readonly headBias?: boolean;
  readonly tied: boolean;
  /** The head of token classification; `score` in Llama and its variants. */
  readonly tokenHead?: string;
  /** Name of the backbone under a question answering head, if it differs. */
  readonly questionPrefix?: string;
  readonly dimensions: ModelDimensions;
  readonly experts?: Omit<ExpertFacts, 'otherLayout'>;
}

/** Adds the requested head to a decoder. */
export function assembleDecoder(parts: DecoderParts, request: BuildRequest): BuiltModel {
  const common = parts.experts === undefined ? {} : { experts: parts.experts };
  const dimensions = parts.dimensions;
  const width = parts.headWidth ?? dimensions.hiddenSize;
  if (request.head === 'none') {
    return { ...common, root: parts.backbone, inputEmbedding: parts.embedding, tied: false, dimensions };
  }
  const prefix = request.head === 'question' ? (parts.questionPrefix ?? parts.prefix) : parts.prefix;
  const inputEmbedding = `${prefix}.${parts.embedding}`;
  if (request.head !== 'language') {
    const heads = {
      sequence: ['score', linear(width, request.labels)],
      token: [parts.tokenHead ?? 'score', linear(width, request.labels, true)],
      question: ['qa_outputs', linear(width, 2, true)],
    } as const;
    const [name, head] = heads[request.head];
    return {
      ...common,
      root: group({ [prefix]: parts.backbone, [name]: head }),
      inputEmbedding,
      tied: false,
      dimensions,
    };
  }
  const headName = parts.headName ?? 'lm_head';
  const ownHead = linear(width, parts.vocabulary, parts.headBias ?? false);
  const head = parts.tied ? tie(ownHead, `${inputEmbedding}.weight`) : ownHead;
  return {
    ...common,
    root: group({ [prefix]: parts.backbone, [headName]: head }),
    inputEmbedding,
    outputHead: headName,
    tied: parts.tied,
    dimensions,
  };
}

/** The sizes that nearly every decoder's configuration has. */
export interface DecoderSizes {
  readonly hidden: number;
  readonly intermediate: number;
  readonly layers: number;
  readonly heads: number;
  readonly keyValueHeads: number;
  readonly headWidth: number;
  readonly vocabulary: number;
}

/** Reads the common sizes; the width of a head is `headWidth`, `head_dim` or hidden size ÷ heads. */
export function readSizes(config: ConfigReader, request: BuildRequest, headWidth?: number): DecoderSizes {
  const hidden = config.size('hidden_size');
  const heads = config.size('num_attention_heads');
  const keyValueHeads = config.size('num_key_value_heads', heads);
  config.divide('num_attention_heads', heads, 'num_key_value_heads', keyValueHeads);
  return {
    hidden,
    intermediate: config.size('intermediate_size'),
    layers: config.repeats('num_hidden_layers'),
    heads,
    keyValueHeads,
    headWidth:
      headWidth ?? config.optional('head_dim') ?? config.divide('hidden_size', hidden, 'num_attention_heads', heads),
    vocabulary: request.vocabulary(config.size('vocab_size')),
  };
}

/** The dimensions that estimates need, from the common sizes. */
export function getDimensions(sizes: DecoderSizes): ModelDimensions {
  return {
    hiddenSize: sizes.hidden,
    intermediateSize: sizes.intermediate,
    layers: sizes.layers,
    heads: sizes.heads,
    keyValueHeads: sizes.keyValueHeads,
    headWidth: sizes.headWidth,
    vocabularySize: sizes.vocabulary,
  };
}

/** `self_attn` with separate projections; `extra` holds norms of queries and keys. */
export function attention(
  sizes: DecoderSizes,
  { bias = false, outBias = false }: { readonly bias?: boolean; readonly outBias?: boolean } = {},
  extra: Readonly<Record<string, ModuleNode>> = {},
): ModuleNode {
  const queries = sizes.heads * sizes.headWidth;
  const keys = sizes.keyValueHeads * sizes.headWidth;
  return group({
    q_proj: linear(sizes.hidden, queries, bias),
    k_proj: linear(sizes.hidden, keys, bias),
    v_proj: linear(sizes.hidden, keys, bias),
    o_proj: linear(queries, sizes.hidden, outBias),
    ...extra,
  });
}

/** `mlp` of three projections. */
export function gatedMlp(hidden: number, intermediate: number, bias = false): ModuleNode {
  return group({
    gate_proj: linear(hidden, intermediate, bias),
    up_proj: linear(hidden, intermediate, bias),
    down_proj: linear(intermediate, hidden, bias),
  });
}
