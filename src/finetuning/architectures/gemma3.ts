import {
  convolution,
  custom,
  embedding,
  group,
  layerNorm,
  linear,
  parameter,
  repeat,
  rmsNorm,
  tie,
} from '../model/builders.ts';
import type { ModuleNode } from '../model/tree.ts';
import type { Architecture } from './architecture.ts';
import { type ConfigReader, createConfigReader } from './configReader.ts';
import { buildKinOf } from './llama.ts';

/** What transformers fills into Gemma 3's `text_config` where the published file leaves it out. */
const textDefaults = { num_attention_heads: 8, num_key_value_heads: 4, head_dim: 256, vocab_size: 262_208 } as const;

/** Gemma 3 with images: a SigLIP vision tower, a projector and the language model of Gemma 3. */
export const gemma3: Architecture = {
  modelTypes: ['gemma3'],
  usualHead: 'language',
  build: (config, request) => {
    const text = withDefaults(config);
    const language = buildKinOf('gemma3_text', text, { ...request, head: 'none' });
    const hidden = language.dimensions.hiddenSize;
    const vision = visionTower(config.section('vision_config'));
    const projector = group({ mm_soft_emb_norm: rmsNorm(vision.width) }, [
      parameter('mm_input_projection_weight', vision.width, hidden),
    ]);
    const backbone = group({
      vision_tower: group({ vision_model: vision.node }),
      multi_modal_projector: projector,
      language_model: language.root,
    });
    const { dimensions } = language;
    if (request.head === 'none') {
      return { root: backbone, inputEmbedding: 'language_model.embed_tokens', tied: false, dimensions };
    }
    const inputEmbedding = 'model.language_model.embed_tokens';
    if (request.head !== 'language') {
      const root = group({ model: backbone, score: linear(hidden, request.labels) });
      return { root, inputEmbedding, tied: false, dimensions };
    }
    const tied = config.flag('tie_word_embeddings', true);
    const plain = linear(hidden, dimensions.vocabularySize);
    const head = tied ? tie(plain, `${inputEmbedding}.weight`) : plain;
    return { root: group({ model: backbone, lm_head: head }), inputEmbedding, outputHead: 'lm_head', tied, dimensions };
  },
};

function withDefaults(config: ConfigReader): ConfigReader {
  const text = config.section('text_config');
  const fields: Record<string, unknown> = {};
  for (const [field, value] of Object.entries(textDefaults)) fields[field] = text.assumedSize(field, value);
  for (const field of ['hidden_size', 'intermediate_size', 'num_hidden_layers', 'attention_bias']) {
    if (text.has(field)) fields[field] = text.raw(field);
  }
  return createConfigReader(fields, 'text_config.', config.findings);
}

function visionTower(config: ConfigReader): { readonly node: ModuleNode; readonly width: number } {
  const width = config.size('hidden_size');
  const inner = config.size('intermediate_size');
  const layers = config.repeats('num_hidden_layers');
  const patch = config.size('patch_size', 14);
  const places = Math.floor(config.size('image_size', 896) / patch) ** 2;
  const square = linear(width, width, true);
  const layer = group({
    layer_norm1: layerNorm(width),
    self_attn: group({ k_proj: square, v_proj: square, q_proj: square, out_proj: square }),
    layer_norm2: layerNorm(width),
    mlp: group({ fc1: linear(width, inner, true), fc2: linear(inner, width, true) }),
  });
  const pooled = config.flag('vision_use_head', true);
  const node = group({
    embeddings: group({
      patch_embedding: convolution(config.size('num_channels', 3), width, [patch, patch]),
      position_embedding: embedding(places, width),
    }),
    encoder: group({ layers: repeat(layers, layer) }),
    post_layernorm: layerNorm(width),
    head: pooled ? poolingHead(width, inner) : undefined,
  });
  return { node, width };
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
