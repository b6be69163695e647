import { convolution, embedding, group, layerNorm, linear, repeat, rmsNorm } from '../model/builders.ts';
import type { ModuleNode } from '../model/tree.ts';
import type { Architecture } from './architecture.ts';
import type { ConfigReader } from './configReader.ts';
import { gatedMlp } from './decoder.ts';
import { buildVariant } from './llama.ts';
import { assembleMultimodal } from './multimodal.ts';

/** Qwen2-VL, Qwen2.5-VL and Qwen3-VL: a vision tower whose merger projects patches into the language model. */
export const qwenVision: Architecture = {
  modelTypes: ['qwen2_vl', 'qwen2_5_vl', 'qwen3_vl'],
  defaultHead: 'language',
  build: (config, request) => {
    const type = config.text('model_type', 'qwen2_vl');
    // The second generation has the sizes of the language model at the top level of its configuration.
    const text = config.has('text_config') ? config.section('text_config') : config;
    const language = buildVariant(type === 'qwen3_vl' ? 'qwen3' : 'qwen2', text, { ...request, head: 'none' });
    const vision = config.section('vision_config');
    const towers = { qwen2_vl: secondTower, qwen2_5_vl: windowTower, qwen3_vl: thirdTower } as const;
    const tower = type === 'qwen3_vl' || type === 'qwen2_5_vl' ? towers[type] : towers.qwen2_vl;
    const backbone = group({ visual: tower(vision), language_model: language.root });
    const tied = config.flag('tie_word_embeddings', text.flag('tie_word_embeddings', false));
    const multimodal = { vision: ['visual'], projector: ['visual.merger'] };
    return assembleMultimodal({ backbone, dimensions: language.dimensions, multimodal, tied }, request);
  },
};

/** Qwen2-VL: `embed_dim` is the width of the tower, `hidden_size` that of the language model. */
function secondTower(config: ConfigReader): ModuleNode {
  const width = config.size('embed_dim');
  const inner = config.size('mlp_ratio', 4) * width;
  const block = group({
    norm1: layerNorm(width),
    norm2: layerNorm(width),
    attn: attention(width),
    mlp: group({ fc1: linear(width, inner, true), fc2: linear(inner, width, true) }),
  });
  return group({
    patch_embed: group({ proj: patches(config, width, 14, false) }),
    blocks: repeat(config.repeats('depth'), block),
    merger: merger(config, layerNorm(width), width, config.size('hidden_size')),
  });
}

/** Qwen2.5-VL: norms without a bias and a gated feed-forward layer. */
function windowTower(config: ConfigReader): ModuleNode {
  const width = config.size('hidden_size');
  const block = group({
    norm1: rmsNorm(width),
    norm2: rmsNorm(width),
    attn: attention(width),
    mlp: gatedMlp(width, config.size('intermediate_size'), true),
  });
  return group({
    patch_embed: group({ proj: patches(config, width, 14, false) }),
    blocks: repeat(config.repeats('depth'), block),
    merger: merger(config, rmsNorm(width), width, config.size('out_hidden_size')),
  });
}

/** Qwen3-VL: position embeddings, and mergers after layers within the tower. */
function thirdTower(config: ConfigReader): ModuleNode {
  const width = config.size('hidden_size');
  const inner = config.size('intermediate_size');
  const block = group({
    norm1: layerNorm(width),
    norm2: layerNorm(width),
    attn: attention(width),
    mlp: group({ linear_fc1: linear(width, inner, true), linear_fc2: linear(inner, width, true) }),
  });
  const deep = config.list('deepstack_visual_indexes', []);
  return group({
    patch_embed: group({ proj: patches(config, width, 16, true) }),
    pos_embed: embedding(config.size('num_position_embeddings', 2304), width),
    blocks: repeat(config.repeats('depth'), block),
    merger: thirdMerger(config, width, width),
    deepstack_merger_list: repeat(deep.length, thirdMerger(config, width, mergedWidth(config, width))),
  });
}

function attention(width: number): ModuleNode {
  return group({ qkv: linear(width, 3 * width, true), proj: linear(width, width, true) });
}

function patches(config: ConfigReader, width: number, patchSize: number, bias: boolean): ModuleNode {
  const patch = config.size('patch_size', patchSize);
  const channels = config.size(config.has('in_chans') ? 'in_chans' : 'in_channels', 3);
  return convolution(channels, width, [config.size('temporal_patch_size', 2), patch, patch], { bias });
}

function mergedWidth(config: ConfigReader, width: number): number {
  return width * config.size('spatial_merge_size', 2) ** 2;
}

function merger(config: ConfigReader, norm: ModuleNode, width: number, out: number): ModuleNode {
  const merged = mergedWidth(config, width);
  return group({ ln_q: norm, mlp: group({ '0': linear(merged, merged, true), '2': linear(merged, out, true) }) });
}

function thirdMerger(config: ConfigReader, width: number, normWidth: number): ModuleNode {
  const merged = mergedWidth(config, width);
  return group({
    norm: layerNorm(normWidth),
    linear_fc1: linear(merged, merged, true),
    linear_fc2: linear(merged, config.size('out_hidden_size'), true),
  });
}
