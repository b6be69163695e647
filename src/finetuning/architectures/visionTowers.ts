import { convolution, custom, embedding, group, layerNorm, linear, parameter, repeat } from '../model/builders.ts';
import type { ModuleNode } from '../model/tree.ts';
import type { ConfigReader } from './configReader.ts';

/** A tower that turns images into vectors of `width`. */
export interface VisionTower {
  readonly node: ModuleNode;
  readonly width: number;
}

/** SigLIP, with a pooling head unless the configuration says otherwise; `imageSize` is the default of the family. */
export function siglipTower(config: ConfigReader, imageSize = 224): VisionTower {
  const sizes = readVisionSizes(config, imageSize);
  const { width, inner, positions } = sizes;
  const node = group({
    embeddings: group({
      patch_embedding: patchEmbedding(config, sizes, true),
      position_embedding: embedding(positions, width),
    }),
    encoder: group({ layers: repeat(config.repeats('num_hidden_layers'), visionLayer(width, inner)) }),
    post_layernorm: layerNorm(width),
    head: config.flag('vision_use_head', true) ? poolingHead(width, inner) : undefined,
  });
  return { node, width };
}

/** CLIP: a class token, and a norm before the layers whose name is misspelled in transformers. */
export function clipTower(config: ConfigReader): VisionTower {
  const sizes = readVisionSizes(config, 224);
  const { width, inner, positions } = sizes;
  const patches = {
    patch_embedding: patchEmbedding(config, sizes, false),
    position_embedding: embedding(positions + 1, width),
  };
  const node = group({
    embeddings: group(patches, [parameter('class_embedding', width)]),
    pre_layrnorm: layerNorm(width),
    encoder: group({ layers: repeat(config.repeats('num_hidden_layers'), visionLayer(width, inner)) }),
    post_layernorm: layerNorm(width),
  });
  return { node, width };
}

interface VisionSizes {
  readonly width: number;
  readonly inner: number;
  readonly patch: number;
  readonly positions: number;
}

function readVisionSizes(config: ConfigReader, imageSize: number): VisionSizes {
  const patch = config.size('patch_size', 14);
  const positions = Math.floor(config.size('image_size', imageSize) / patch) ** 2;
  return { width: config.size('hidden_size'), inner: config.size('intermediate_size'), patch, positions };
}

function patchEmbedding(config: ConfigReader, { width, patch }: VisionSizes, bias: boolean): ModuleNode {
  return convolution(config.size('num_channels', 3), width, [patch, patch], { bias });
}

function visionLayer(width: number, inner: number): ModuleNode {
  const square = linear(width, width, true);
  return group({
    layer_norm1: layerNorm(width),
    self_attn: group({ k_proj: square, v_proj: square, q_proj: square, out_proj: square }),
    layer_norm2: layerNorm(width),
    mlp: group({ fc1: linear(width, inner, true), fc2: linear(inner, width, true) }),
  });
}

function poolingHead(width: number, inner: number): ModuleNode {
  const fused = custom(parameter('in_proj_weight', 3 * width, width), parameter('in_proj_bias', 3 * width));
  const attention: ModuleNode = {
    ...fused,
    kind: 'attention-fused',
    inFeatures: width,
    outFeatures: width,
    children: [{ name: 'out_proj', node: linear(width, width, true) }],
  };
  const mlp = group({ fc1: linear(width, inner, true), fc2: linear(inner, width, true) });
  return group({ attention, layernorm: layerNorm(width), mlp }, [parameter('probe', 1, 1, width)]);
}
