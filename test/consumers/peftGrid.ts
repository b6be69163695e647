import { readFileSync } from 'node:fs';

interface CountedModels {
  readonly models: Readonly<
    Record<string, { readonly class: string; readonly config: Readonly<Record<string, unknown>> }>
  >;
}

/** One small model per architecture. */
export interface GridModel {
  readonly modelType: string;
  readonly className: string;
  readonly config: Readonly<Record<string, unknown>>;
}

const vision = {
  hidden_size: 48,
  intermediate_size: 72,
  num_hidden_layers: 2,
  num_attention_heads: 4,
  image_size: 28,
  patch_size: 14,
};

/** Architectures that the recorded counts do not include. */
const furtherModels: readonly GridModel[] = [
  {
    modelType: 'vit',
    className: 'ViTForImageClassification',
    config: { ...vision, model_type: 'vit', num_labels: 3 },
  },
  {
    modelType: 'segformer',
    className: 'SegformerForSemanticSegmentation',
    config: {
      model_type: 'segformer',
      hidden_sizes: [8, 16, 24, 32],
      num_attention_heads: [1, 2, 3, 4],
      depths: [1, 2, 1, 1],
      num_labels: 5,
    },
  },
  {
    modelType: 'gemma3',
    className: 'Gemma3ForConditionalGeneration',
    config: {
      model_type: 'gemma3',
      mm_tokens_per_image: 4,
      text_config: {
        model_type: 'gemma3_text',
        hidden_size: 40,
        intermediate_size: 56,
        num_hidden_layers: 2,
        num_attention_heads: 4,
        num_key_value_heads: 2,
        head_dim: 12,
        vocab_size: 300,
        pad_token_id: 0,
      },
      vision_config: { ...vision, model_type: 'siglip_vision_model', vision_use_head: false },
    },
  },
  {
    modelType: 'mt5',
    className: 'MT5ForConditionalGeneration',
    config: { model_type: 'mt5', d_model: 40, d_kv: 8, d_ff: 56, num_layers: 2, num_heads: 4, vocab_size: 90 },
  },
  {
    modelType: 'umt5',
    className: 'UMT5ForConditionalGeneration',
    config: { model_type: 'umt5', d_model: 40, d_kv: 8, d_ff: 56, num_layers: 2, num_heads: 4, vocab_size: 90 },
  },
];

/** The first recorded model of each architecture, and further ones. */
export function getGridModels(): readonly GridModel[] {
  const file = new URL('../fixtures/finetuning/peft-counts.json', import.meta.url);
  const recorded: CountedModels = JSON.parse(readFileSync(file, 'utf8'));
  const models = new Map<string, GridModel>();
  for (const { class: className, config } of Object.values(recorded.models)) {
    const modelType = String(config.model_type);
    if (!models.has(modelType)) models.set(modelType, { modelType, className, config });
  }
  for (const model of furtherModels) models.set(model.modelType, model);
  return [...models.values()];
}

/** The configurations that are counted for every architecture. */
export const GRID_METHODS: Readonly<Record<string, Readonly<Record<string, unknown>>>> = {
  'LoRA, default targets': { r: 4 },
  'LoRA, all-linear': { r: 4, target_modules: 'all-linear' },
  'DoRA, all-linear': { r: 4, target_modules: 'all-linear', use_dora: true },
  'LoRA with biases': { r: 4, target_modules: 'all-linear', bias: 'all' },
  'LoRA, bias on B': { r: 4, target_modules: 'all-linear', lora_bias: true },
  'LoRA, rank pattern': { r: 4, target_modules: 'all-linear', rank_pattern: { '.*(q_proj|query|c_attn|q)': 2 } },
  AdaLoRA: { peft_type: 'ADALORA', init_r: 5, total_step: 10 },
  VeRA: { peft_type: 'VERA', r: 6 },
  'IA³': { peft_type: 'IA3' },
  LoHa: { peft_type: 'LOHA', r: 3, target_modules: 'all-linear' },
  LoKr: { peft_type: 'LOKR', r: 3, target_modules: 'all-linear' },
  'LN tuning': { peft_type: 'LN_TUNING' },
};
