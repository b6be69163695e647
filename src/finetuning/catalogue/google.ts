import { type CatalogueEntry, decoderEntries } from './entry.ts';

/** Gemma 3 with images; the vision tower is the same in all sizes. */
function gemma3(name: string, text: Readonly<Record<string, number>>): CatalogueEntry {
  const vision = {
    hidden_size: 1152,
    intermediate_size: 4304,
    num_hidden_layers: 27,
    num_attention_heads: 16,
    image_size: 896,
    patch_size: 14,
    vision_use_head: false,
  };
  return {
    name,
    config: { model_type: 'gemma3', text_config: { vocab_size: 262_208, ...text }, vision_config: vision },
  };
}

function t5(
  name: string,
  modelType: string,
  sizes: readonly number[],
  extra: Readonly<Record<string, unknown>>,
): CatalogueEntry {
  const [width, inner, layers, heads, vocabulary] = sizes;
  const named = { d_model: width, d_ff: inner, num_layers: layers, num_heads: heads, vocab_size: vocabulary };
  return { name, config: { model_type: modelType, d_kv: 64, relative_attention_num_buckets: 32, ...named, ...extra } };
}

const flan = { feed_forward_proj: 'gated-gelu', tie_word_embeddings: false };

/** Gemma, T5 and their descendants. */
export const googleModels = [
  ...decoderEntries('gemma', [
    ['google/gemma-2b', [2048, 16384, 18, 8, 1, 256000], { head_dim: 256 }],
    ['google/gemma-7b', [3072, 24576, 28, 16, 16, 256000], { head_dim: 256 }],
  ]),
  ...decoderEntries('gemma2', [
    ['google/gemma-2-2b', [2304, 9216, 26, 8, 4, 256000], { head_dim: 256 }],
    ['google/gemma-2-9b', [3584, 14336, 42, 16, 8, 256000], { head_dim: 256 }],
    ['google/gemma-2-27b', [4608, 36864, 46, 32, 16, 256000], { head_dim: 128 }],
  ]),
  ...decoderEntries('gemma3_text', [['google/gemma-3-1b-it', [1152, 6912, 26, 4, 1, 262144], { head_dim: 256 }]]),
  gemma3('google/gemma-3-4b-it', {
    hidden_size: 2560,
    intermediate_size: 10240,
    num_hidden_layers: 34,
    num_attention_heads: 8,
    num_key_value_heads: 4,
    head_dim: 256,
  }),
  gemma3('google/gemma-3-12b-it', {
    hidden_size: 3840,
    intermediate_size: 15360,
    num_hidden_layers: 48,
    num_attention_heads: 16,
    num_key_value_heads: 8,
    head_dim: 256,
  }),
  gemma3('google/gemma-3-27b-it', {
    hidden_size: 5376,
    intermediate_size: 21504,
    num_hidden_layers: 62,
    num_attention_heads: 32,
    num_key_value_heads: 16,
    head_dim: 128,
  }),
  t5('google-t5/t5-base', 't5', [768, 3072, 12, 12, 32128], { feed_forward_proj: 'relu' }),
  t5('google/flan-t5-base', 't5', [768, 2048, 12, 12, 32128], flan),
  t5('google/flan-t5-large', 't5', [1024, 2816, 24, 16, 32128], flan),
  t5('google/flan-t5-xl', 't5', [2048, 5120, 24, 32, 32128], flan),
  t5('google/flan-t5-xxl', 't5', [4096, 10240, 24, 64, 32128], flan),
  t5('bigscience/mt0-large', 'mt5', [1024, 2816, 24, 16, 250112], flan),
];
