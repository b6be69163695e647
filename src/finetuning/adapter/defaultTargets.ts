import type { AdapterMethod, ModuleSelection } from './config.ts';

type Defaults = Readonly<Record<string, ModuleSelection>>;

const queryValue = ['q_proj', 'v_proj'];

/**
 * PEFT's default `target_modules`, by `model_type`.
 * Source: TRANSFORMERS_MODELS_TO_LORA_TARGET_MODULES_MAPPING in peft/utils/constants.py.
 */
const lora: Defaults = {
  t5: ['q', 'v'],
  mt5: ['q', 'v'],
  bart: queryValue,
  gpt2: ['c_attn'],
  bloom: ['query_key_value'],
  'blip-2': ['q', 'v', 'q_proj', 'v_proj'],
  opt: queryValue,
  gptj: queryValue,
  gpt_neox: ['query_key_value'],
  gpt_neo: queryValue,
  bert: ['query', 'value'],
  roberta: ['query', 'value'],
  'xlm-roberta': ['query', 'value'],
  electra: ['query', 'value'],
  'deberta-v2': ['query_proj', 'value_proj'],
  deberta: ['in_proj'],
  layoutlm: ['query', 'value'],
  llama: queryValue,
  llama4: queryValue,
  chatglm: ['query_key_value'],
  gpt_bigcode: ['c_attn'],
  mpt: ['Wqkv'],
  RefinedWebModel: ['query_key_value'],
  RefinedWeb: ['query_key_value'],
  falcon: ['query_key_value'],
  btlm: ['c_proj', 'c_attn'],
  codegen: ['qkv_proj'],
  mistral: queryValue,
  mixtral: queryValue,
  stablelm: queryValue,
  phi: ['q_proj', 'v_proj', 'fc1', 'fc2'],
  gemma: queryValue,
  gemma2: queryValue,
  gemma3_text: queryValue,
  gemma4: '.*language_model\\..*\\.(q_proj|v_proj)',
  qwen2: queryValue,
  qwen3: queryValue,
  nemotron_h: ['q_proj', 'k_proj', 'v_proj', 'o_proj'],
  rwkv: ['key', 'value', 'receptance', 'output'],
  rwkv7: ['r_proj', 'k_proj', 'v_proj', 'o_proj', 'key', 'value'],
};

const adaLora: Defaults = {
  t5: ['q', 'k', 'v', 'o', 'wi', 'wo'],
  mt5: ['q', 'k', 'v', 'o', 'wi_0', 'wi_1', 'wo'],
  bart: ['q_proj', 'k_proj', 'v_proj', 'out_proj', 'fc1', 'fc2'],
  gpt2: ['c_attn'],
  bloom: ['query_key_value'],
  opt: ['q_proj', 'k_proj', 'v_proj', 'out_proj', 'fc1', 'fc2'],
  gptj: queryValue,
  gpt_neox: ['query_key_value'],
  gpt_neo: queryValue,
  llama: queryValue,
  llama4: queryValue,
  bert: ['query', 'value'],
  roberta: ['query', 'key', 'value', 'dense'],
  'deberta-v2': ['query_proj', 'key_proj', 'value_proj', 'dense'],
  gpt_bigcode: ['c_attn'],
  deberta: ['in_proj'],
  gemma: queryValue,
  gemma2: queryValue,
  gemma3_text: queryValue,
  gemma4: '.*language_model\\..*\\.(q_proj|v_proj)',
  qwen2: queryValue,
  qwen3: queryValue,
  nemotron_h: ['q_proj', 'k_proj', 'v_proj', 'o_proj'],
};

/** IA³: target modules, and which of them are feed-forward modules. */
const ia3: Readonly<Record<string, readonly [targets: readonly string[], feedForward: readonly string[]]>> = {
  t5: [['k', 'v', 'wo'], ['wo']],
  mt5: [['k', 'v', 'wi_1'], []],
  gpt2: [['c_attn', 'mlp.c_proj'], ['mlp.c_proj']],
  bloom: [['query_key_value', 'mlp.dense_4h_to_h'], ['mlp.dense_4h_to_h']],
  roberta: [['key', 'value', 'output.dense'], ['output.dense']],
  opt: [['q_proj', 'k_proj', 'fc2'], ['fc2']],
  gptj: [['q_proj', 'v_proj', 'fc_out'], ['fc_out']],
  gpt_neox: [['query_key_value', 'dense_4h_to_h'], ['dense_4h_to_h']],
  gpt_neo: [['q_proj', 'v_proj', 'c_proj'], ['c_proj']],
  bart: [['q_proj', 'v_proj', 'fc2'], ['fc2']],
  gpt_bigcode: [['c_attn', 'mlp.c_proj'], ['mlp.c_proj']],
  llama: [['k_proj', 'v_proj', 'down_proj'], ['down_proj']],
  llama4: [['q_proj', 'v_proj', 'down_proj'], ['down_proj']],
  mistral: [['k_proj', 'v_proj', 'down_proj'], ['down_proj']],
  mixtral: [['k_proj', 'v_proj', 'w2'], ['w2']],
  bert: [['key', 'value', 'output.dense'], ['output.dense']],
  'deberta-v2': [['key_proj', 'value_proj', 'output.dense'], ['output.dense']],
  deberta: [['in_proj', 'output.dense'], ['output.dense']],
  RefinedWebModel: [['query_key_value', 'dense_4h_to_h'], ['dense_4h_to_h']],
  RefinedWeb: [['query_key_value', 'dense_4h_to_h'], ['dense_4h_to_h']],
  falcon: [['query_key_value', 'dense_4h_to_h'], ['dense_4h_to_h']],
  phi: [['q_proj', 'v_proj', 'fc2'], ['fc2']],
  gemma: [['q_proj', 'v_proj', 'down_proj'], ['down_proj']],
  gemma2: [['q_proj', 'v_proj', 'down_proj'], ['down_proj']],
  gemma3_text: [['q_proj', 'v_proj', 'down_proj'], ['down_proj']],
  qwen2: [['q_proj', 'v_proj', 'down_proj'], ['down_proj']],
  qwen3: [['q_proj', 'v_proj', 'down_proj'], ['down_proj']],
};

const twoNorms = ['input_layernorm', 'post_attention_layernorm', 'norm'];
const fourNorms = [
  'input_layernorm',
  'post_attention_layernorm',
  'pre_feedforward_layernorm',
  'post_feedforward_layernorm',
  'norm',
];

const norms: Defaults = {
  llama: twoNorms,
  bloom: ['input_layernorm', 'post_attention_layernorm', 'ln_f'],
  t5: ['layer_norm', 'final_layer_norm'],
  mt5: ['layer_norm', 'final_layer_norm'],
  bart: ['self_attn_layer_norm', 'encoder_attn_layer_norm', 'final_layer_norm'],
  gpt2: ['ln_1', 'ln_2', 'ln_f'],
  gptj: ['ln_1', 'ln_f'],
  falcon: ['input_layernorm', 'post_attention_layernorm', 'ln_f'],
  llava: ['multi_modal_projector', ...twoNorms, 'embed_tokens', 'lm_head'],
  mistral: twoNorms,
  phi: ['input_layernorm', 'final_layernorm'],
  gemma: twoNorms,
  gemma2: fourNorms,
  gemma3_text: fourNorms,
  qwen2: ['post_attention_layernorm'],
  qwen3: ['post_attention_layernorm'],
};

/** A method's default targets for a model type; undefined if PEFT requires `target_modules`. */
export function defaultTargets(method: AdapterMethod, modelType: string): ModuleSelection | undefined {
  switch (method) {
    case 'ADALORA':
      return adaLora[modelType];
    case 'IA3':
      return ia3[modelType]?.[0];
    case 'LN_TUNING':
      return norms[modelType];
    case 'VERA':
      return modelType === 'phi' ? queryValue : lora[modelType];
    default:
      return lora[modelType];
  }
}

/** Which of IA³'s default targets are feed-forward modules. */
export function defaultFeedForward(modelType: string): ModuleSelection | undefined {
  return ia3[modelType]?.[1];
}
