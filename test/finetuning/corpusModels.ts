import type { ModelOptions } from '../../src/finetuning/model/options.ts';

/** One published output of a trainable-parameter count. */
export interface LoraCase {
  readonly id: string;
  readonly model: string;
  readonly dims: Readonly<Record<string, unknown>>;
  readonly lora: Readonly<Record<string, unknown>>;
  readonly expected_trainable: number;
  readonly expected_total: number | null;
  readonly use_as_test: boolean | 'trainable_only';
}

/** Printed totals that count something else than parameters, each with what it counts. */
export const unusualTotals: Readonly<Record<string, string>> = {
  'selfllm-qwen1-7b-4bit': 'packed 4-bit weights: two parameters counted as one',
  'selfllm-deepseek-7b-4bit': 'packed 4-bit weights: two parameters counted as one',
  'brev-mistral-7b-r32': 'packed 4-bit weights: two parameters counted as one',
  'brev-biomistral-r8': 'packed 4-bit weights: two parameters counted as one',
  'unsloth-llama3.2-1b-r32-fp8': 'scales of FP8 blocks counted as parameters',
  'unsloth-magistral-24b': 'packed 4-bit weights: two parameters counted as one',
  'unsloth-qwen3-8b-r32-fp8': 'scales of FP8 blocks counted as parameters',
};

interface CaseModel {
  readonly config: Readonly<Record<string, unknown>>;
  readonly options: ModelOptions;
}

/** What the dimensions of a case leave out, by the model it names. */
const known: readonly (readonly [RegExp, Readonly<Record<string, unknown>>, ModelOptions?])[] = [
  [/flan-t5|mt0/, { model_type: 'mt5', feed_forward_proj: 'gated-gelu', relative_attention_num_buckets: 32 }],
  [/layoutlm/, { model_type: 'layoutlm', num_attention_heads: 12 }, { taskType: 'TOKEN_CLS' }],
  [/^bert/, { model_type: 'bert', num_attention_heads: 12 }, { taskType: 'SEQ_CLS' }],
  [/whisper/, { model_type: 'whisper', max_source_positions: 1500, max_target_positions: 448 }],
  [/Mixtral/, { model_type: 'mixtral', num_local_experts: 8 }],
  [/gemma-2-2b Seq/, { model_type: 'gemma2' }, { taskType: 'SEQ_CLS' }],
  [/gemma-2/, { model_type: 'gemma2' }],
  [/gemma-3-1b/, { model_type: 'gemma3_text' }],
  [/gemma-3-4b/, { model_type: 'gemma3' }],
  [/Qwen-7B/, { model_type: 'qwen', intermediate_size: 22_016, num_attention_heads: 32 }],
  [/Qwen1.5|Qwen2/, { model_type: 'qwen2' }],
  [/Qwen3-Embedding/, { model_type: 'qwen3' }, { taskType: 'FEATURE_EXTRACTION' }],
  [/Qwen3/, { model_type: 'qwen3' }],
  [/phi-4|Phi-3.*Instruct|Phi-3-mini/, { model_type: 'phi3' }],
  [/Phi.*split/i, { model_type: 'llama' }],
  [/Baichuan2/, { model_type: 'baichuan', num_attention_heads: 32 }],
  [/glm-4-9b/, { model_type: 'chatglm' }],
  [/DeepSeek-Coder-V2/, { model_type: 'deepseek_v2', vocab_size: 102_400, num_experts_per_tok: 6 }],
  [/starcoderbase/, { model_type: 'gpt_bigcode' }],
  [/gpt-oss/, { model_type: 'gpt_oss', vocab_size: 201_088, intermediate_size: 2880 }],
  [/GPT-3/, { model_type: 'gpt3', n_heads: 96 }],
  [/istral/, { model_type: 'mistral' }],
];

/** A `config.json` for a case: its dimensions, and what they leave out. */
export function toCaseConfig(published: LoraCase): CaseModel {
  const [, extra = { model_type: 'llama' }, options = {}] = known.find(([name]) => name.test(published.model)) ?? [];
  const { added_tokens: added, base_vocab_size: own, text, vision, num_labels: labels, ...dims } = published.dims;
  const config: Record<string, unknown> = { ...extra, ...dims };
  if (typeof own === 'number') config.vocab_size = own;
  if (text !== undefined) config.text_config = text;
  if (extra.model_type === 'gemma3') {
    const tower = { hidden_size: 1152, intermediate_size: 4304, num_hidden_layers: 27 };
    config.vision_config = { ...tower, ...(vision as object | undefined), vision_use_head: false };
  }
  return {
    config,
    options: {
      ...options,
      ...(typeof added === 'number' ? { addedTokens: added } : {}),
      ...(typeof labels === 'number' ? { numLabels: labels } : {}),
    },
  };
}
