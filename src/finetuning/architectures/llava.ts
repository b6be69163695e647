import { group, linear, parameter } from '../model/builders.ts';
import type { Architecture } from './architecture.ts';
import { type ConfigReader, createConfigReader } from './configReader.ts';
import { buildVariant } from './llama.ts';
import { assembleMultimodal } from './multimodal.ts';
import { clipTower, siglipTower } from './visionTowers.ts';

/** Sizes that transformers assumes where a nested configuration is silent, by `model_type`. */
const textDefaults = {
  llama: {
    hidden_size: 4096,
    intermediate_size: 11_008,
    num_hidden_layers: 32,
    num_attention_heads: 32,
    vocab_size: 32_000,
  },
  mistral: {
    hidden_size: 4096,
    intermediate_size: 14_336,
    num_hidden_layers: 32,
    num_attention_heads: 32,
    num_key_value_heads: 8,
    vocab_size: 32_000,
  },
  qwen2: {
    hidden_size: 4096,
    intermediate_size: 22_016,
    num_hidden_layers: 32,
    num_attention_heads: 32,
    num_key_value_heads: 32,
    vocab_size: 151_936,
  },
} as const;

const TEXT_TYPES = Object.keys(textDefaults);
const TOWERS = ['clip_vision_model', 'siglip_vision_model'] as const;

/** LLaVA, LLaVA-NeXT and LLaVA-OneVision: CLIP or SigLIP, a projector of two layers, and Llama, Mistral or Qwen 2. */
export const llava: Architecture = {
  modelTypes: ['llava', 'llava_next', 'llava_onevision'],
  defaultHead: 'language',
  dependsOnVersion: true,
  build: (config, request) => {
    const text = withTextDefaults(config.section('text_config'));
    const language = buildVariant(text.type, text.config, { ...request, head: 'none' });
    const vision = config.section('vision_config');
    const isClip = vision.choice('model_type', TOWERS, TOWERS[0]) === TOWERS[0];
    const tower = isClip ? clipTower(vision) : siglipTower(vision);
    const hidden = language.dimensions.hiddenSize;
    const layers = config.raw('vision_feature_layer');
    const projector = group({
      linear_1: linear(tower.width * (Array.isArray(layers) ? layers.length : 1), hidden, true),
      linear_2: linear(hidden, hidden, true),
    });
    const newline = config.text('model_type', 'llava') === 'llava' ? [] : [parameter('image_newline', hidden)];
    const backbone = group(
      {
        // Transformers 4 has one more level of names here.
        vision_tower: request.transformers === 4 ? group({ vision_model: tower.node }) : tower.node,
        multi_modal_projector: projector,
        language_model: language.root,
      },
      newline,
    );
    const tied = config.flag('tie_word_embeddings', text.config.flag('tie_word_embeddings', false));
    const multimodal = { vision: ['vision_tower'], projector: ['multi_modal_projector'] };
    return assembleMultimodal({ backbone, dimensions: language.dimensions, multimodal, tied }, request);
  },
};

function withTextDefaults(text: ConfigReader): { readonly config: ConfigReader; readonly type: string } {
  const type = text.choice('model_type', TEXT_TYPES, 'llama');
  const fields: Record<string, unknown> = {};
  const defaults = Object.entries(textDefaults).find(([name]) => name === type)?.[1] ?? textDefaults.llama;
  for (const [field, value] of Object.entries(defaults)) fields[field] = text.assumedSize(field, value);
  for (const field of ['num_key_value_heads', 'head_dim', 'attention_bias', 'mlp_bias', 'tie_word_embeddings']) {
    if (text.has(field)) fields[field] = text.raw(field);
  }
  return { config: createConfigReader(fields, 'text_config.', text.findings), type };
}
