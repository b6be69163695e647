import { convolution, custom, group, layerNorm, linear, parameter, repeat } from '../model/builders.ts';
import type { Architecture } from './architecture.ts';

/** ViT. Published adapters use the names of transformers 4 (`query`, `key`, `value`); 5 has others (`q_proj`). */
export const vit: Architecture = {
  modelTypes: ['vit'],
  defaultHead: 'sequence',
  dependsOnVersion: true,
  build: (config, request) => {
    const hidden = config.size('hidden_size');
    const inner = config.size('intermediate_size');
    const heads = config.size('num_attention_heads');
    const layers = config.repeats('num_hidden_layers');
    const headWidth = config.divide('hidden_size', hidden, 'num_attention_heads', heads);
    const patch = config.size('patch_size', 16);
    const patches = Math.floor(config.size('image_size', 224) / patch) ** 2;
    const bias = config.flag('qkv_bias', true);
    const projection = linear(hidden, hidden, bias);
    const layerBefore = group({
      attention: group({
        attention: group({ query: projection, key: projection, value: projection }),
        output: group({ dense: linear(hidden, hidden, true) }),
      }),
      intermediate: group({ dense: linear(hidden, inner, true) }),
      output: group({ dense: linear(inner, hidden, true) }),
      layernorm_before: layerNorm(hidden),
      layernorm_after: layerNorm(hidden),
    });
    const layerSince = group({
      attention: group({
        q_proj: projection,
        k_proj: projection,
        v_proj: projection,
        o_proj: linear(hidden, hidden, true),
      }),
      layernorm_before: layerNorm(hidden),
      layernorm_after: layerNorm(hidden),
      mlp: group({ fc1: linear(hidden, inner, true), fc2: linear(inner, hidden, true) }),
    });
    const stack =
      request.transformers === 4
        ? { encoder: group({ layer: repeat(layers, layerBefore) }) }
        : { layers: repeat(layers, layerSince) };
    const tokens = custom(
      parameter('cls_token', 1, 1, hidden),
      parameter('position_embeddings', 1, patches + 1, hidden),
    );
    const patchEmbeddings = group({
      projection: convolution(config.size('num_channels', 3), hidden, [patch, patch]),
    });
    const backbone = group({
      embeddings: { ...tokens, kind: 'container', children: [{ name: 'patch_embeddings', node: patchEmbeddings }] },
      ...stack,
      layernorm: layerNorm(hidden),
      pooler: request.head === 'none' ? group({ dense: linear(hidden, hidden, true) }) : undefined,
    });
    const sizes = { hiddenSize: hidden, intermediateSize: inner, layers, heads, keyValueHeads: heads, headWidth };
    const common = { tied: false, dimensions: { ...sizes, vocabularySize: 0 } };
    if (request.head === 'none') return { ...common, root: backbone };
    return { ...common, root: group({ vit: backbone, classifier: linear(hidden, request.labels, true) }) };
  },
};
