import { convolution, group, layerNorm, linear, repeat } from '../model/builders.ts';
import type { ModuleNode } from '../model/tree.ts';
import type { Architecture, BuildRequest } from './architecture.ts';
import type { ConfigReader } from './configReader.ts';

/** SegFormer, by the names it has up to transformers 4: four stages of growing width, a decoder of convolutions. */
export const segformer: Architecture = {
  modelTypes: ['segformer'],
  usualHead: 'sequence',
  build: (config, request) => {
    const widths = config.sizes('hidden_sizes', [32, 64, 160, 256]);
    const depths = config.sizes('depths', [2, 2, 2, 2]);
    const stages = widths.map((_, at) => stage(config, widths, at));
    const last = widths.at(-1) ?? 1;
    const encoder = group({
      patch_embeddings: list(stages.map((parts) => parts.patches)),
      block: list(stages.map((parts) => parts.blocks)),
      layer_norm: list(stages.map((parts) => parts.norm)),
    });
    const dimensions = {
      hiddenSize: last,
      intermediateSize: 4 * last,
      layers: depths.reduce((sum, depth) => sum + depth, 0),
      heads: config.sizes('num_attention_heads', [1, 2, 5, 8]).at(-1) ?? 1,
      keyValueHeads: config.sizes('num_attention_heads', [1, 2, 5, 8]).at(-1) ?? 1,
      headWidth: 0,
      vocabularySize: 0,
    };
    const common = { tied: false, dimensions };
    if (request.head === 'none') return { ...common, root: group({ encoder }) };
    const root = group({ segformer: group({ encoder }), decode_head: decodeHead(config, widths, request) });
    return { ...common, root };
  },
};

interface Stage {
  readonly patches: ModuleNode;
  readonly blocks: ModuleNode;
  readonly norm: ModuleNode;
}

function stage(config: ConfigReader, widths: readonly number[], at: number): Stage {
  const width = widths[at] ?? 1;
  const before = at === 0 ? config.size('num_channels', 3) : (widths[at - 1] ?? 1);
  const patch = config.sizes('patch_sizes', [7, 3, 3, 3])[at] ?? 3;
  const ratio = config.sizes('sr_ratios', [8, 4, 2, 1])[at] ?? 1;
  const inner = width * (config.sizes('mlp_ratios', [4, 4, 4, 4])[at] ?? 4);
  const square = linear(width, width, true);
  const block = group({
    layer_norm_1: layerNorm(width),
    attention: group({
      self: group({
        query: square,
        key: square,
        value: square,
        sr: ratio > 1 ? convolution(width, width, [ratio, ratio]) : undefined,
        layer_norm: ratio > 1 ? layerNorm(width) : undefined,
      }),
      output: group({ dense: square }),
    }),
    layer_norm_2: layerNorm(width),
    mlp: group({
      dense1: linear(width, inner, true),
      dwconv: group({ dwconv: convolution(inner, inner, [3, 3], { groups: inner }) }),
      dense2: linear(inner, width, true),
    }),
  });
  return {
    patches: group({ proj: convolution(before, width, [patch, patch]), layer_norm: layerNorm(width) }),
    blocks: repeat(config.sizes('depths', [2, 2, 2, 2])[at] ?? 1, block),
    norm: layerNorm(width),
  };
}

function decodeHead(config: ConfigReader, widths: readonly number[], request: BuildRequest): ModuleNode {
  const width = config.size('decoder_hidden_size', 256);
  return group({
    linear_c: list(widths.map((stageWidth) => group({ proj: linear(stageWidth, width, true) }))),
    linear_fuse: convolution(width * widths.length, width, [1, 1], { bias: false }),
    batch_norm: layerNorm(width),
    classifier: convolution(width, request.labels, [1, 1]),
  });
}

function list(nodes: readonly ModuleNode[]): ModuleNode {
  return { kind: 'container', parameters: [], children: nodes.map((node, at) => ({ indices: [at], node })) };
}
