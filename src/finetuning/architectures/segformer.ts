import { convolution, group, layerNorm, linear, repeat } from '../model/builders.ts';
import type { ModuleNode } from '../model/tree.ts';
import type { Architecture, BuildRequest } from './architecture.ts';
import type { ConfigReader } from './configReader.ts';

/** SegFormer: four stages of growing width, a decoder of convolutions. The names depend on the version of transformers. */
export const segformer: Architecture = {
  modelTypes: ['segformer'],
  defaultHead: 'sequence',
  dependsOnVersion: true,
  build: (config, request) => {
    const widths = config.sizes('hidden_sizes', [32, 64, 160, 256]);
    const depths = config.sizes('depths', [2, 2, 2, 2]);
    const since = request.transformers === 5;
    const stages = widths.map((_, at) => stage(config, widths, at, since));
    const last = widths.at(-1) ?? 1;
    const stageModules = stages.map(({ patches, blocks, norm }) =>
      group({ patch_embeddings: patches, blocks, layer_norm: norm }),
    );
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
    const backbone = since ? group({ stages: list(stageModules) }) : group({ encoder });
    if (request.head === 'none') return { ...common, root: backbone };
    const root = group({ segformer: backbone, decode_head: decodeHead(config, widths, request) });
    return { ...common, root };
  },
};

interface Stage {
  readonly patches: ModuleNode;
  readonly blocks: ModuleNode;
  readonly norm: ModuleNode;
}

function stage(config: ConfigReader, widths: readonly number[], at: number, since: boolean): Stage {
  const width = widths[at] ?? 1;
  const before = at === 0 ? config.size('num_channels', 3) : (widths[at - 1] ?? 1);
  const patch = config.sizes('patch_sizes', [7, 3, 3, 3])[at] ?? 3;
  const ratio = config.sizes('sr_ratios', [8, 4, 2, 1])[at] ?? 1;
  const inner = width * (config.sizes('mlp_ratios', [4, 4, 4, 4])[at] ?? 4);
  const square = linear(width, width, true);
  const reduction = ratio > 1 ? convolution(width, width, [ratio, ratio]) : undefined;
  const reductionNorm = ratio > 1 ? layerNorm(width) : undefined;
  const depthWise = group({ dwconv: convolution(inner, inner, [3, 3], { groups: inner }) });
  const blockSince = group({
    layernorm_before: layerNorm(width),
    attention: group({
      q_proj: square,
      k_proj: square,
      v_proj: square,
      o_proj: square,
      sequence_reduction:
        reduction === undefined ? undefined : group({ sequence_reduction: reduction, layer_norm: reductionNorm }),
    }),
    layernorm_after: layerNorm(width),
    mlp: group({ fc1: linear(width, inner, true), dwconv: depthWise, fc2: linear(inner, width, true) }),
  });
  const block = group({
    layer_norm_1: layerNorm(width),
    attention: group({
      self: group({
        query: square,
        key: square,
        value: square,
        sr: reduction,
        layer_norm: reductionNorm,
      }),
      output: group({ dense: square }),
    }),
    layer_norm_2: layerNorm(width),
    mlp: group({
      dense1: linear(width, inner, true),
      dwconv: depthWise,
      dense2: linear(inner, width, true),
    }),
  });
  return {
    patches: group({ proj: convolution(before, width, [patch, patch]), layer_norm: layerNorm(width) }),
    blocks: repeat(config.sizes('depths', [2, 2, 2, 2])[at] ?? 1, since ? blockSince : block),
    norm: layerNorm(width),
  };
}

function decodeHead(config: ConfigReader, widths: readonly number[], request: BuildRequest): ModuleNode {
  const width = config.size('decoder_hidden_size', 256);
  return group({
    [request.transformers === 5 ? 'linear_projections' : 'linear_c']: list(
      widths.map((stageWidth) => group({ proj: linear(stageWidth, width, true) })),
    ),
    linear_fuse: convolution(width * widths.length, width, [1, 1], { bias: false }),
    batch_norm: layerNorm(width),
    classifier: convolution(width, request.labels, [1, 1]),
  });
}

function list(nodes: readonly ModuleNode[]): ModuleNode {
  return { kind: 'container', parameters: [], children: nodes.map((node, at) => ({ indices: [at], node })) };
}
