import { group, parameter, rmsNorm } from '../model/builders.ts';
import type { Architecture } from './architecture.ts';
import { type ConfigReader, createConfigReader } from './configReader.ts';
import { buildVariant } from './llama.ts';
import { assembleMultimodal } from './multimodal.ts';
import { siglipTower } from './visionTowers.ts';

/** The defaults of transformers for fields that Gemma 3's published `text_config` omits. */
const textDefaults = { num_attention_heads: 8, num_key_value_heads: 4, head_dim: 256, vocab_size: 262_208 } as const;

/** Gemma 3 with images: a SigLIP vision tower, a projector and the language model of Gemma 3. */
export const gemma3: Architecture = {
  modelTypes: ['gemma3'],
  defaultHead: 'language',
  build: (config, request) => {
    const text = withDefaults(config);
    const language = buildVariant('gemma3_text', text, { ...request, head: 'none' });
    const hidden = language.dimensions.hiddenSize;
    const vision = siglipTower(config.section('vision_config'), 896);
    const projector = group({ mm_soft_emb_norm: rmsNorm(vision.width) }, [
      parameter('mm_input_projection_weight', vision.width, hidden),
    ]);
    const backbone = group({
      vision_tower: group({ vision_model: vision.node }),
      multi_modal_projector: projector,
      language_model: language.root,
    });
    const multimodal = { vision: ['vision_tower'], projector: ['multi_modal_projector'] };
    const tied = config.flag('tie_word_embeddings', true);
    return assembleMultimodal({ backbone, dimensions: language.dimensions, multimodal, tied }, request);
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
